import { Manifest } from '@bada/shared';
import { catalogueGraph, isPublished } from '@bada/shared/catalogue';
import { expect, test } from 'vitest';
import { embeddedGraph, embeddedNode } from './embedded-graph.ts';

test('a node joins manifest, contract, department and indicators', () => {
  expect(embeddedNode('births')).toMatchObject({
    domain: 'population',
    purpose: {
      ko: '출생아수와 이를 견줄 인구를 함께 보기 위한 자료입니다.',
      en: 'Births and the population they are compared with.',
    },
    owner: { code: 'low-birth-response', name: { ko: '출산보육과' }, sample: true },
    period: { from: '2017-01-01', to: '2021-01-01' },
    usedBy: [{ id: 'births' }, { id: 'crude-birth-rate' }],
  });
  expect(embeddedNode('births').columns[0]).toMatchObject({
    name: 'place',
    term: 'SGG_CD',
    businessName: '행정구역코드',
    required: true,
    key: 1,
  });
});

test('figures are late once their period and as long again have passed', () => {
  expect(embeddedNode('births')).toMatchObject({ nextDue: '2023-12-31', freshness: 'late' });
  expect(embeddedNode('metro-ridership')).toMatchObject({
    nextDue: '2024-08-30',
    freshness: 'on-time',
  });
  expect(embeddedNode('companies')).toMatchObject({ nextDue: null, freshness: 'unscheduled' });
});

test('only open datasets whose licence was stated are published', () => {
  const published = embeddedGraph().filter(isPublished);
  expect(published.map(({ id }) => id).sort()).toEqual(['companies', 'metro-stations']);
});

test('a dataset without a contract is described by its manifest', () => {
  const name = { ko: '이름', en: 'name' };
  const manifest = Manifest.parse({
    v: 1,
    id: 'b'.repeat(64),
    builtAt: '2024-01-01T00:00:00Z',
    datasets: [
      {
        ...{ id: 'bare', version: '1', contractVersion: '1', class: 'restricted', title: name },
        ...{ publisher: name, source: name, licence: { id: 'unstated' }, caveats: [] },
        ...{ ownerDepartment: 'nobody', cadence: 'monthly', grain: 'month', asOf: '2024-01-31' },
        columns: [{ name: 'a', type: 'VARCHAR', role: 'attribute', title: name }],
        files: [
          {
            role: 'base',
            format: 'parquet',
            hash: 'c'.repeat(64),
            bytes: 1,
            rows: 3,
            rowGroups: [],
          },
        ],
      },
    ],
  });
  const none = { contracts: [], indicators: [], departments: [] };
  const [node] = catalogueGraph({ manifest, ...none, evaluationDate: '2024-02-01' });
  expect(node).toMatchObject({
    summary: name,
    owner: { code: 'nobody', name: { ko: 'nobody' } },
    domain: 'other',
    period: null,
    rows: 3,
    columns: [{ name: 'a', required: false, key: null }],
  });
});
