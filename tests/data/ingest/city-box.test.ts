import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projDefinition } from '@bada/shared';
import proj4 from 'proj4';
import { expect, it } from 'vitest';
import { keptText, mappingOf, rowsIn, takeText, temporary } from './support.ts';

type Corner = readonly [west: number, south: number];

function square([west, south]: Corner) {
  const [east, north] = [west + 0.2, south + 0.2];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** Outlines of a deployment's square districts. */
function outlines(districts: Readonly<Record<string, Corner>>): string {
  const path = join(temporary(), 'districts.geojson');
  const features = Object.entries(districts).map(([place, corner]) => ({
    properties: { place },
    geometry: { coordinates: [[square(corner)]] },
  }));
  writeFileSync(path, JSON.stringify({ features }));
  return path;
}

const FAR = outlines({ '11110': [126.9, 37.45] });

const mapping = mappingOf({
  columns: [
    { name: 'lon', from: 'x', type: 'decimal' },
    { name: 'lat', from: 'y', type: 'decimal' },
  ],
  positions: { lon: 'lon', lat: 'lat' },
});

it('what is outside the city follows the outlines of the deployment', async () => {
  const text = 'x,y\n127,37.5\n126.95,37.6\n126.87,37.5\n129.07,35.18\n';
  const taken = await takeText(text, mapping, { districts: FAR });
  const flags = await rowsIn(
    taken,
    'flags.parquet',
    'code, row_number',
    "where code like 'position%' order by 2",
  );
  expect(flags.map(({ code, row_number }) => `${row_number} ${code}`)).toEqual([
    '4 position-outside',
    '5 position-impossible',
  ]);
});

it('a reference system is told from where the deployment lies', async () => {
  const points = [
    [127, 37.5],
    [126.95, 37.6],
    [127.05, 37.48],
  ].map((point) => proj4('EPSG:4326', projDefinition('EPSG:5179'), point).join(','));
  const taken = await takeText(`x,y\n${points.join('\n')}\n`, mapping, { districts: FAR });
  expect(taken.report.crs).toBe('EPSG:5179');
  const [first = ''] = await keptText(taken, 'lon,lat');
  const [lon, lat] = first.split('|').map(Number);
  expect(lon).toBeCloseTo(127, 6);
  expect(lat).toBeCloseTo(37.5, 6);
});

it('systems that fit alike are told by the districts that rows claim', async () => {
  const claims = mappingOf({
    columns: [
      { name: 'place', from: '코드', type: 'place', place: { system: 'mois' } },
      { name: 'lon', from: 'x', type: 'decimal' },
      { name: 'lat', from: 'y', type: 'decimal' },
    ],
    positions: { lon: 'lon', lat: 'lat', claimed: 'place' },
  });
  // 100 m off the border between north and south; the two systems lie 300 m apart.
  const districts = outlines({ '26110': [129, 35], '26140': [129, 35.2] });
  const lines = [129.02, 129.08, 129.16].flatMap((lon) =>
    [
      ['26110', 35.1991],
      ['26140', 35.2009],
    ].map(([place, lat]) => {
      const [x, y] = proj4('EPSG:4326', projDefinition('EPSG:5174'), [lon, Number(lat)]);
      return `${place},${x},${y}`;
    }),
  );
  const taken = await takeText(`코드,x,y\n${lines.join('\n')}\n`, claims, { districts });
  expect(taken.report.crs).toBe('EPSG:5174');
  expect(taken.report.flags.map(({ code }) => code)).toEqual(['crs-guessed']);
});
