import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { baseFile, datasetOf, type Manifest } from '@bada/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf, withDuckDb } from '../../../data/src/build/duckdb.ts';
import { AREA, publishGauges } from '../../support/typed-dataset.ts';
import { temporary } from '../ingest/support.ts';

let home: string;
let manifest: Manifest;

beforeAll(async () => {
  home = temporary();
  manifest = await publishGauges(home);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

test('moments and truth values keep their types in manifest and file, shapes are declared', async () => {
  const dataset = datasetOf(manifest, 'gauges');
  const columns = dataset.columns.map(({ name, type, format }) => [name, type, format]);
  expect(columns).toEqual(
    expect.arrayContaining([
      ['measured_at', 'TIMESTAMP', undefined],
      ['running', 'BOOLEAN', undefined],
      ['level', 'BIGINT', undefined],
      ['zone', 'VARCHAR', 'geojson'],
    ]),
  );
  expect(dataset).toMatchObject({ grain: 'day', asOf: '2024-01-03' });
  const { hash, rowGroups } = baseFile(dataset);
  const file = `read_parquet('${join(home, 'extracts', dataset.class, `${hash}.parquet`)}')`;
  const [described, rows] = await withDuckDb(async (connection) => [
    await rowsOf(connection, `describe select measured_at, running from ${file}`),
    await rowsOf(
      connection,
      `select measured_at::varchar as at, running, zone from ${file} order by place, measured_at`,
    ),
  ]);
  expect(described.map((row) => row.column_type)).toEqual(['TIMESTAMP', 'BOOLEAN']);
  expect(rows[1]).toEqual({ at: '2024-01-01 18:30:00', running: false, zone: AREA });
  expect(rowGroups[0]?.columns).toMatchObject({
    measured_at: { min: '2024-01-01 09:00:00', max: '2024-01-03 10:15:00', nulls: 0 },
    running: { min: 'false', max: 'true', nulls: 0 },
  });
});

test('their rules are those of their types', () => {
  const failed = datasetOf(manifest, 'gauges').quality?.failed ?? [];
  expect(failed).toEqual([]);
});
