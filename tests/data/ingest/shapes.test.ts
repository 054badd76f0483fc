import { expect, test } from 'vitest';
import { AREA } from '../../support/typed-dataset.ts';
import { keptText, mappingOf, rowsIn, takeText } from './support.ts';

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
