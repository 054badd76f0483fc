import { Cadence } from '@bada/shared';
import { dcatDataset, listingRow, odcsOf, readListing } from '@bada/shared/catalogue';
import { expect, test } from 'vitest';
import { embeddedNode } from './embedded-graph.ts';

const ORIGIN = { origin: 'https://data.example.kr' };
const births = embeddedNode('births');

/** How each open format calls a cadence: the national portal, the EU's frequency list, ODCS. */
const WORDS: readonly (readonly [
  Cadence,
  string,
  string,
  readonly [number, string] | undefined,
])[] = [
  ['realtime', '실시간', 'CONT', [1, 'd']],
  ['daily', '일간', 'DAILY', [1, 'd']],
  ['weekly', '주간', 'WEEKLY', [7, 'd']],
  ['monthly', '월간', 'MONTHLY', [1, 'm']],
  ['quarterly', '분기', 'QUARTERLY', [3, 'm']],
  ['half-yearly', '반기', 'ANNUAL_2', [6, 'm']],
  ['yearly', '연간', 'ANNUAL', [1, 'y']],
  ['irregular', '수시', 'IRREG', undefined],
  ['once', '수시(1회성 데이터)', 'NEVER', undefined],
];

test('every cadence has its word in each format', () => {
  expect(WORDS.map(([cadence]) => cadence)).toEqual(Cadence.options);
});

test.each(WORDS)('%s', (cadence, word, frequency, service) => {
  const node = { ...births, cadence };
  expect(listingRow(node, ORIGIN)['업데이트 주기']).toBe(word);
  const header = ['목록명', '제공기관', '업데이트 주기'];
  const { datasets, problems } = readListing([header, ['가', '시', word]]);
  expect([datasets[0]?.cadence, problems]).toEqual([cadence, []]);
  expect(JSON.stringify(dcatDataset(node, ORIGIN)['dct:accrualPeriodicity'])).toContain(
    `/frequency/${frequency}"`,
  );
  const [value, unit] = service ?? [];
  expect(odcsOf(node)).toMatchObject(
    service ? { slaProperties: [{ property: 'frequency', value, unit }] } : {},
  );
});
