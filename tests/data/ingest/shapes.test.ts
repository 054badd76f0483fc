import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withDuckDb } from '../../../data/src/build/duckdb.ts';
import { proposeForFile } from '../../../data/src/build/ingest/propose.ts';
import { AREA } from '../../support/typed-dataset.ts';
import { keptText, mappingOf, rowsIn, takeIn, takeText, temporary } from './support.ts';

const MAPPING = mappingOf({
  id: 'zones',
  dataset: 'zones',
  columns: [
    { name: 'zone', from: '이름', type: 'text' },
    { name: 'shape', from: '도형', type: 'geometry' },
  ],
  positions: { geometry: 'shape', crs: 'EPSG:4326' },
});

function csv(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

test('a cell that is no shape is quarantined with its reason, and stops nothing', async () => {
  const cells = [AREA, '{"type":"Polygon"', '3', '{"type":"Place"}', ''];
  const lines = cells.map((cell, at) => `구역${at},${csv(cell)}`);
  const taken = await takeText(`이름,도형\n${lines.join('\n')}\n`, MAPPING);
  expect(taken.report.account).toMatchObject({ read: 5, kept: 2, quarantined: 3 });
  expect(await keptText(taken, 'zone,shape')).toEqual([`구역0|${AREA}`, '구역4|·']);
  const bad = await rowsIn(taken, 'quarantine.parquet', 'row_number, rule', 'order by 1');
  expect(bad.map(({ row_number, rule }) => [Number(row_number), rule])).toEqual([
    [3, 'geometry'],
    [4, 'geometry'],
    [5, 'geometry'],
  ]);
});

/** Shapes as databases write them: well-known binary in hexadecimal digits, and what they are. */
const BINARY = [
  ['0101000000000000000020604000000000008C4140', '{"type":"Point","coordinates":[129,35.09375]}'],
  ['0000000001406020000000000040418C0000000000', '{"type":"Point","coordinates":[129,35.09375]}'],
  // With the number of its reference system, as PostGIS exports it, and with a height.
  [
    '\\x0101000020E6100000000000000020604000000000008C4140',
    '{"type":"Point","coordinates":[129,35.09375]}',
  ],
  [
    '01E9030000000000000020604000000000008C41400000000000000840',
    '{"type":"Point","coordinates":[129,35.09375]}',
  ],
] as const;

/** Texts of shapes whose binary form the engine makes. */
const WRITTEN = [
  [
    'LINESTRING (129 35, 129.1 35.1)',
    '{"type":"LineString","coordinates":[[129,35],[129.1,35.1]]}',
  ],
  [
    'POLYGON ((129 35, 129.1 35, 129.1 35.1, 129 35), (129.02 35.01, 129.03 35.01, 129.03 35.02, 129.02 35.01))',
    '{"type":"Polygon","coordinates":[[[129,35],[129.1,35],[129.1,35.1],[129,35]],[[129.02,35.01],[129.03,35.01],[129.03,35.02],[129.02,35.01]]]}',
  ],
  [
    'MULTIPOINT (129 35, 1e-7 -35.5)',
    '{"type":"MultiPoint","coordinates":[[129,35],[1e-07,-35.5]]}',
  ],
  [
    'MULTILINESTRING ((129 35, 129.1 35.1), (128 34, 128.5 34.5))',
    '{"type":"MultiLineString","coordinates":[[[129,35],[129.1,35.1]],[[128,34],[128.5,34.5]]]}',
  ],
  [
    'MULTIPOLYGON (((129 35, 129.1 35, 129.1 35.1, 129 35)), ((128 34, 128.1 34, 128.1 34.1, 128 34)))',
    '{"type":"MultiPolygon","coordinates":[[[[129,35],[129.1,35],[129.1,35.1],[129,35]]],[[[128,34],[128.1,34],[128.1,34.1],[128,34]]]]}',
  ],
] as const;

function write(select: string, name: string): Promise<string> {
  const path = join(temporary(), name);
  return withDuckDb(async (connection) => {
    await connection.run(`copy (${select}) to '${path}'`);
    return path;
  });
}

const ALL = WRITTEN.map(([text], at) => `(${at}, '${text}'::geometry)`).join(', ');

test('shapes in hexadecimal digits are read as shapes, also with a reference system or a height', async () => {
  const lines = BINARY.map(([hex], at) => `구역${at},${hex}`);
  const taken = await takeText(`이름,도형\n${lines.join('\n')}\n`, MAPPING);
  expect(taken.report.account).toMatchObject({ kept: BINARY.length, quarantined: 0 });
  expect(await keptText(taken, 'shape')).toEqual(BINARY.map(([, shape]) => shape));
});

test.each([
  ['digits in a CSV file', 'hex(st_aswkb(g))', 't.csv'],
  ['bytes in a Parquet file', 'st_aswkb(g)', 't.parquet'],
  ['shapes of a Parquet file', 'g', 't.parquet'],
])('%s are every kind of shape', async (_, value, name) => {
  const path = await write(
    `select '구역' || i as "이름", ${value} as "도형" from (values ${ALL}) as t (i, g) order by i`,
    name,
  );
  const mapping = { ...MAPPING, match: { ...MAPPING.match, file: '^t\\.(csv|parquet)$' } };
  const taken = await takeIn(path, { mappings: [mapping] });
  expect(taken.report.account).toMatchObject({ kept: WRITTEN.length, quarantined: 0 });
  const shapes = (await keptText(taken, 'shape')).map((text): unknown => JSON.parse(text));
  expect(shapes).toEqual(WRITTEN.map(([, shape]): unknown => JSON.parse(shape)));
  const [found] = await proposeForFile(path);
  const column = found?.proposal.mapping.columns.find(({ from }) => from === '도형');
  expect(column?.type).toBe('geometry');
});

test('digits that are no whole shape are quarantined, and stop nothing', async () => {
  const cells = [
    '0101000000000000000020604000000000008C41',
    '0106000000FFFFFFFF0103000000',
    '010700000000000000',
    '01630000000000000000002060400000000000',
    '0101000000000000000000F87F000000000000F87F',
  ];
  const lines = cells.map((cell, at) => `구역${at},${cell}`);
  const taken = await takeText(`이름,도형\n${lines.join('\n')}\n`, MAPPING);
  expect(taken.report.account).toMatchObject({ kept: 0, quarantined: cells.length });
});
