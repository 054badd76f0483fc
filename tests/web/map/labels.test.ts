import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundsOf, type DistrictCollection, labelRoom } from '@bada/web/src/map/geometry.ts';
import { fittingLabels, labelPoints } from '@bada/web/src/map/labels.ts';
import { dots, hatch } from '@bada/web/src/map/patterns.ts';
import { districtStyle } from '@bada/web/src/map/style.ts';
import { expect, test } from 'vitest';

const file = join(import.meta.dirname, '../../../data/sources/districts/districts.geojson');
const districts: DistrictCollection = JSON.parse(readFileSync(file, 'utf8'));

test('the box holds all of Busan', () => {
  const [west, south, east, north] = boundsOf(districts);
  expect([west, south, east, north].map((x) => Math.round(x * 10) / 10)).toEqual([
    128.8, 35, 129.3, 35.4,
  ]);
});

test('every label point lies inside its district', () => {
  expect(districts.features.filter((feature) => labelRoom(feature) <= 0)).toEqual([]);
});

test('labels appear as there is room: Gijang before Jung-gu, all of them when near', () => {
  const far = fittingLabels(districts, 'ko', 9.2);
  expect(far).toContain('26710');
  expect(far).not.toContain('26110');
  expect(fittingLabels(districts, 'ko', 12)).toHaveLength(16);
  expect(fittingLabels(districts, 'en', 9.2).length).toBeLessThanOrEqual(far.length);
});

test('labels speak the language and are short', () => {
  const names = labelPoints(districts, 'ko').features.map((feature) => feature.properties.name);
  expect(names).toContain('해운대');
  expect(labelPoints(districts, 'en').features[0]?.properties.name).toBe('Jung');
});

test('patterns hold both colours, short ones too', () => {
  const { data } = hatch('#fff', '#000000');
  expect(new Set(data)).toEqual(new Set([255, 0]));
  expect(dots('#ffffff', '#000000').data).toHaveLength(16 * 16 * 4);
});

test('the style asks no address for anything', () => {
  const colours = {
    surface: '#fff',
    raised: '#fff',
    text: '#000',
    muted: '#666',
    border: '#ddd',
    accent: '#00f',
    city: '#333',
    grid: '#eee',
    sea: '#f7f9fb',
    landLine: '#fff',
    hatch: '#888',
    hatchGround: '#fff',
    focus: '#00f',
    font: 'sans-serif',
  };
  const style = districtStyle(districts, { colours, classColours: ['#eee', '#00f'] });
  expect(JSON.stringify({ ...style, sources: {} })).not.toMatch(/https?:|glyphs|sprite/);
  expect(style.layers.map((layer) => layer.id)).toEqual(
    expect.arrayContaining([
      'sea',
      'fill',
      'missing',
      'suppressed',
      'selected',
      'focused',
      'names',
    ]),
  );
});
