import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_VIEWER, Manifest } from '@bada/shared';
import { DatasetDetail, OdcsDocument } from '@bada/shared/catalogue';
import { type Ingest, type Mapping, PublicationPreview } from '@bada/shared/intake';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { importSeeds } from '../../server/src/jobs/import-seeds.ts';
import { projectRoot } from '../support/project.ts';
import {
  ANSWERS,
  answerAndPublish,
  bring,
  change,
  changed,
  codeOf,
  confirmAndRun,
} from './ingest-support.ts';
import { openTestApp, type TestApp } from './support.ts';

vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
  await importSeeds(join(projectRoot, 'data'), (seed) =>
    app.store.documents.addVersion(LOCAL_VIEWER, seed),
  );
});

afterEach(() => app.close());

const NAMES: Readonly<Record<string, string>> = {
  구군코드: 'district',
  기준월: 'month',
  정류장: 'stop',
  이용건수: 'uses',
};

const ROWS = [
  '구군코드,기준월,정류장,이용건수',
  '26110,2024-01,중앙동,1200',
  '26140,2024-01,남포동,300',
];

/** Gives the columns their names, and the table its key. */
function named(mapping: Mapping) {
  return {
    ...mapping,
    id: 'stop-use',
    dataset: 'stop-use',
    key: ['month', 'stop'],
    columns: mapping.columns.map((column) => ({
      ...column,
      name: NAMES[String(column.from)] ?? column.name,
      ...(column.from === '이용건수' ? { type: 'integer', role: 'measure' } : {}),
    })),
  };
}

async function previewOf({ id }: Pick<Ingest, 'id'>) {
  const response = await app.request(`/api/ingests/${id}/publication`);
  expect(response.status, await response.clone().text()).toBe(200);
  return PublicationPreview.parse(await response.json());
}

async function bringAndRun(name: string, lines: readonly string[]): Promise<Ingest> {
  return confirmAndRun(app, await bring(app, name, lines.join('\n')), named);
}

function answered(ingest: Ingest): Promise<Ingest> {
  const body = { facts: ANSWERS };
  return changed(app, ingest, { method: 'PUT', path: 'contracts/0', body });
}

/** A contract's document with one rule of our own more. */
function withRule(document: unknown, id: string, implementation: unknown) {
  const { schema, ...rest } = OdcsDocument.parse(document);
  const rule = { id, type: 'custom', engine: 'bada', severity: 'minor', implementation };
  return { ...rest, schema: (schema ?? []).map((table) => ({ ...table, quality: [rule] })) };
}

function filesOf(folder: string): string[] {
  return readdirSync(join(app.home, folder), { recursive: true, encoding: 'utf8' }).sort();
}

async function manifestId(): Promise<string> {
  return Manifest.parse(await (await app.request('/api/manifest')).json()).id;
}

test('a block is told before the click, with its rule, count and rows, and nothing is written', async () => {
  const done = await bringAndRun('이용_202401.csv', [...ROWS, '26140,2024-01,남포동,5']);
  expect((await previewOf(done)).datasets).toMatchObject([
    { state: 'open', dataset: 'stop-use', fields: expect.arrayContaining(['legalBasis']) },
  ]);
  const ready = await answered(done);
  const before = [filesOf('extracts'), await manifestId()];
  const preview = await previewOf(ready);
  expect(preview.manifest).toBe(before[1]);
  expect(preview.datasets).toMatchObject([
    {
      state: 'judged',
      against: null,
      rows: { before: null, after: 3 },
      gate: { outcome: 'block', failed: [{ gate: 'block', criterion: 'duplicate', errors: 1 }] },
      examples: [{ row: 2, key: ['2024-01-01', '남포동'] }],
      drift: [],
    },
  ]);
  expect([filesOf('extracts'), await manifestId()]).toEqual(before);
  expect(filesOf('ingests').filter((name) => name.startsWith('.'))).toEqual([]);
  const refused = await change(app, ready, { method: 'POST', path: 'publish' });
  expect(await codeOf(refused)).toBe('quality.blocked');
});

test('who leaves takes the work along, unless another waits for it', async () => {
  const ready = await answered(await bringAndRun('이용_202401.csv', ROWS));
  const leaving = new AbortController();
  const path = `/api/ingests/${ready.id}/publication`;
  const asked = [
    app.request(path, { signal: leaving.signal }),
    app.request(path, { signal: leaving.signal }),
  ];
  leaving.abort();
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([499, 499]);
  const another = new AbortController();
  const [left, kept] = [app.request(path, { signal: another.signal }), previewOf(ready)];
  another.abort();
  expect((await left).status).toBe(499);
  expect((await kept).datasets).toMatchObject([{ state: 'judged', rows: { after: 2 } }]);
  expect(filesOf('ingests').filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a change that breaks readers is told, needs a reason, and keeps it with the version', async () => {
  const first = await answerAndPublish(app, await bringAndRun('이용_202401.csv', ROWS));
  const [version] = first.state.kind === 'published' ? first.state.versions : [];
  expect(version).toMatchObject({ drift: [], gate: { outcome: 'pass', failed: [] } });
  const without = ROWS.map((line) => line.replace(/^[^,]+,/, '').replace('2024-01', '2024-02'));
  const second = await bringAndRun('이용_202402.csv', without);
  const { datasets } = await previewOf(second);
  expect(datasets).toMatchObject([
    { state: 'judged', against: version?.version, rows: { before: 2, after: 2 } },
  ]);
  const [told] = datasets;
  expect(told?.state === 'judged' && told.drift).toContainEqual({
    text: expect.objectContaining({ ko: expect.stringContaining('열 삭제: district') }),
    breaking: true,
  });
  const before = await manifestId();
  const wanted = { method: 'POST', path: 'publish' } as const;
  const refused = await change(app, second, wanted);
  expect([refused.status, await codeOf(refused)]).toEqual([422, 'ingest.reason-needed']);
  expect(await manifestId()).toBe(before);
  const published = await changed(app, second, { ...wanted, body: { reason: '구군은 뺍니다' } });
  expect(published.state).toMatchObject({ versions: [{ changeReason: '구군은 뺍니다' }] });
  const detail = await (await app.request('/api/datasets/stop-use')).json();
  expect(DatasetDetail.parse(detail).versions.map(({ changeReason }) => changeReason)).toEqual([
    '구군은 뺍니다',
    null,
  ]);
});

test('a warning lets it through and stays with the published version', async () => {
  const done = await answered(await bringAndRun('이용_202401.csv', ROWS));
  const contract = await (await app.request(`/api/ingests/${done.id}/contracts/0`)).json();
  const { document } = Object(contract);
  const rule = { criterion: 'quantity', column: 'uses', max: 1000 };
  const body = { document: withRule(document, 'few-uses', rule) };
  const ruled = await changed(app, done, { method: 'PUT', path: 'contracts/0', body });
  const [told] = (await previewOf(ruled)).datasets;
  const failed = [{ id: 'few-uses', gate: 'warn', evaluated: 2, errors: 1 }];
  expect(told).toMatchObject({ gate: { outcome: 'warn', failed } });
  const published = await changed(app, ruled, { method: 'POST', path: 'publish' });
  expect(published.state).toMatchObject({ versions: [{ gate: { outcome: 'warn', failed } }] });
  const late = await app.request(`/api/ingests/${published.id}/publication`);
  expect([late.status, await codeOf(late)]).toEqual([409, 'ingest.state']);
});

test('what publishing would refuse is told as its problem', async () => {
  const done = await answered(await bringAndRun('이용_202401.csv', ROWS));
  const contract = await (await app.request(`/api/ingests/${done.id}/contracts/0`)).json();
  const rule = { criterion: 'quantity', column: 'gone', max: 1 };
  const body = { document: withRule(Object(contract).document, 'other', rule) };
  const ruled = await changed(app, done, { method: 'PUT', path: 'contracts/0', body });
  const [told] = (await previewOf(ruled)).datasets;
  expect(told).toMatchObject({ state: 'refused', failure: { code: 'contract.invalid' } });
});
