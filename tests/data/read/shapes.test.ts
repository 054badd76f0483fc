import { describe, expect, test } from 'vitest';
import { dbfOf, shpOf } from './builders/shapefile.ts';
import { zipOf } from './builders/zip.ts';
import { cp949, utf8 } from './corpus/bad-file.ts';
import { codes, readBytes } from './reading.ts';

describe('shapes', () => {
  test('GeoJSON keeps the text of its shapes and the declared reference system', async () => {
    const geometry = '{"type":"Point","coordinates":[129.0750000, 35.1]}';
    const text = `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:5179"}},"features":[{"type":"Feature","id":3,"properties":{"구":"중구","n":{"x":1}},"geometry":${geometry}}]}`;
    const { file, tables } = await readBytes('a.json', utf8(text));
    expect(file.format).toBe('geojson');
    expect(tables[0]).toMatchObject({ crs: 'EPSG:5179', columns: ['id', '구', 'n.x', 'geometry'] });
    expect(tables[0]?.rows[0]?.cells).toEqual(['3', '중구', '1', geometry]);
  });

  test('TopoJSON is stitched together', async () => {
    const topology = {
      type: 'Topology',
      objects: {
        구: {
          type: 'GeometryCollection',
          geometries: [{ type: 'LineString', arcs: [0], properties: { 이름: '선' } }],
        },
      },
      arcs: [
        [
          [1, 1],
          [1, 1],
        ],
      ],
      transform: { scale: [0.5, 0.5], translate: [100, 30] },
    };
    const { file, tables } = await readBytes('a.json', utf8(JSON.stringify(topology)));
    expect(file.format).toBe('topojson');
    expect(tables[0]?.name).toBe('구');
    expect(tables[0]?.rows[0]?.cells).toEqual([
      '선',
      '{"type":"LineString","coordinates":[[100.5,30.5],[101,31]]}',
    ]);
  });

  test('a Shapefile: CP949, holes, several parts, missing shapes, projection', async () => {
    const outer: [number, number][] = [
      [0, 0],
      [0, 10],
      [10, 10],
      [10, 0],
      [0, 0],
    ];
    const hole: [number, number][] = [
      [2, 2],
      [4, 2],
      [4, 4],
      [2, 4],
      [2, 2],
    ];
    const other: [number, number][] = [
      [20, 0],
      [20, 1],
      [21, 1],
      [20, 0],
    ];
    const shp = shpOf([{ rings: [outer, hole] }, { rings: [outer, other] }, null]);
    const fields = [
      ['이름', 'C', 12],
      ['면적', 'N', 8],
      ['고시일', 'D', 8],
    ] as const;
    const records = [
      ['똠방', '   12.50', '20240101'],
      ['서구', '', ''],
      ['동구', '', ''],
    ];
    const zip = zipOf({
      '구.shp': shp,
      '구.dbf': dbfOf(fields, records, cp949),
      '구.prj': 'PROJCS["Korea_2000"]',
    });
    const { file, tables } = await readBytes('a.zip', zip);
    expect(file.format).toBe('shapefile');
    expect(tables[0]).toMatchObject({ name: '구', crs: 'PROJCS["Korea_2000"]' });
    expect(tables[0]?.columns).toEqual(['이름', '면적', '고시일', 'geometry']);
    const turned = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 0],
    ];
    const turnedHole = [
      [2, 2],
      [2, 4],
      [4, 4],
      [4, 2],
      [2, 2],
    ];
    expect(tables[0]?.rows[0]?.cells).toEqual([
      '똠방',
      '12.50',
      '2024-01-01',
      JSON.stringify({ type: 'Polygon', coordinates: [turned, turnedHole] }),
    ]);
    expect(tables[0]?.rows[1]?.cells[3]).toContain('MultiPolygon');
    expect(tables[0]?.rows[2]?.cells[3]).toBe('');
    expect(codes(tables[0]?.notes ?? [])).toEqual(['null-geometries']);
  });

  test('a .cpg decides the encoding of a Shapefile', async () => {
    const dbf = dbfOf([['이름', 'C', 12]], [['똠방']], utf8);
    const zip = zipOf({ 'a.SHP': shpOf([{ point: [1, 2] }]), 'a.DBF': dbf, 'a.cpg': 'UTF-8' });
    const { tables } = await readBytes('a.zip', zip);
    expect(tables[0]?.rows[0]?.cells).toEqual(['똠방', '{"type":"Point","coordinates":[1,2]}']);
  });
});
