import { CrsCode, projDefinition, toWgs84Sql } from '@bada/shared';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { rowsOf, withDuckDb } from '../../../data/src/build/duckdb.ts';
import { declaredCrs, likelyCrs, type Pair } from '../../../data/src/build/ingest/crs.ts';

const CITY = { west: 128.67, east: 129.4, south: 34.88, north: 35.49 };

const POINTS: readonly Pair[] = [
  [128.8, 34.9],
  [129.0756, 35.1796],
  [129.3, 35.39],
  [129.16, 35.16],
];

/** Points of the city in a system. */
function inSystem(crs: CrsCode): Pair[] {
  return POINTS.map((point) => {
    const [x, y] = proj4('EPSG:4326', projDefinition(crs), [...point]);
    return [x, y];
  });
}

describe('positions in Korean systems', () => {
  it.each(CrsCode.options)('%s: SQL agrees with PROJ to a centimetre', async (crs) => {
    const rows = inSystem(crs).map(([x, y], at) => `(${at}, ${x}::double, ${y}::double)`);
    const relation = `(select * from (values ${rows.join(', ')}) as points(i, _x, _y))`;
    const found = await withDuckDb((connection) =>
      rowsOf(connection, `${toWgs84Sql(relation, crs)} order by i`),
    );
    for (const [at, { _lon, _lat }] of found.entries()) {
      expect(Number(_lon)).toBeCloseTo(POINTS[at]?.[0] ?? 0, 6);
      expect(Number(_lat)).toBeCloseTo(POINTS[at]?.[1] ?? 0, 6);
    }
  });

  it.each(['EPSG:4326', 'EPSG:5179', 'EPSG:5186'] as const)(
    '%s is told from the numbers',
    (crs) => {
      expect(likelyCrs(inSystem(crs), CITY)).toMatchObject([{ crs, swapped: false }]);
      const swapped = inSystem(crs).map(([x, y]): Pair => [y, x]);
      expect(likelyCrs(swapped, CITY)).toMatchObject([{ crs, swapped: true }]);
    },
  );

  it('systems a few hundred metres apart are not told from the numbers alone', () => {
    const found = likelyCrs(inSystem('EPSG:5174'), CITY).map(({ crs }) => crs);
    expect(found).toEqual(['EPSG:5174', 'EPSG:5181']);
  });

  it('numbers of nowhere near are not guessed', () => {
    expect(
      likelyCrs(
        [
          [10, 10],
          [12, 13],
        ],
        CITY,
      ),
    ).toEqual([]);
  });

  it.each([
    ['EPSG:5179', 'EPSG:5179'],
    ['urn:ogc:def:crs:EPSG::5186', 'EPSG:5186'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
    ['PROJCS["Korea_2000_Korea_Unified_Coordinate_System",GEOGCS["GCS_Korea_2000"', 'EPSG:5179'],
    ['PROJCS["Korea_2000_Korea_Central_Belt_2010",GEOGCS["GCS_Korea_2000"', 'EPSG:5186'],
    [
      'PROJCS["Korean_1985_Modified_Korea_Central_Belt",GEOGCS["GCS_Korean_Datum_1985"',
      'EPSG:5174',
    ],
    ['GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"', 'EPSG:4326'],
    ['PROJCS["Korea_2000_Korea_East_Belt_2010",GEOGCS["GCS_Korea_2000"', 'EPSG:5187'],
    ['PROJCS["Korean_1985_Korea_Unified",GEOGCS["GCS_Korean_Datum_1985"', undefined],
    ['EPSG:32652', undefined],
  ])('declared: %s', (text, crs) => {
    expect(declaredCrs(text)).toBe(crs);
  });
});
