import { datasetOf, type LinkDiagnosis, type Manifest } from '@bada/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openQualityWorld, type QualityWorld } from '../../support/quality-world.ts';
import type { SmallColumn, SmallSource } from '../../support/small-source.ts';

const STATIONS: SmallSource = {
  id: 'stations',
  columns: [
    { name: 'station', type: 'VARCHAR', role: 'dimension', key: 1, required: true },
    { name: 'line', type: 'VARCHAR', role: 'attribute' },
  ],
};

function riders(
  columns: readonly Partial<SmallColumn>[] = [],
  quality: unknown[] = [],
): SmallSource {
  const own: SmallColumn[] = [
    { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
    { name: 'station', type: 'VARCHAR', role: 'dimension', key: 2, required: true },
    { name: 'period', type: 'DATE', role: 'period', key: 3, required: true },
    { name: 'riders', type: 'INTEGER', role: 'measure', time: 'sum' },
  ];
  return {
    id: 'riders',
    columns: own.map((column, at) => ({ ...column, ...columns[at] })),
    quality,
  };
}

const ROWS = [
  ['26110', '95', '2020-01-01', 10],
  ['26110', '95', '2021-01-01', 11],
  ['26140', '96', '2020-01-01', 10],
  ['48330', '97', '2020-01-01', 10],
] as const;

let world: QualityWorld;

beforeEach(async () => {
  world = await openQualityWorld();
  await world.publish(STATIONS, [
    ['95', '1'],
    ['96', '1'],
  ]);
});

afterEach(() => world.close());

async function links(manifest: Manifest, id = 'riders'): Promise<LinkDiagnosis | undefined> {
  return (await world.desk.report(datasetOf(manifest, id)))?.exchange;
}

describe('the linking diagnosis', () => {
  test('looks places up in the crosswalk and codes in the register of the same key', async () => {
    const { manifest } = await world.publish(riders(), ROWS);
    expect(await links(manifest)).toEqual({
      share: 4 / 6,
      links: [
        {
          ...{ id: 'crosswalk-place', kind: 'crosswalk', declared: false, dataset: null },
          ...{ columns: ['place'], values: 3, matched: 2, examples: ['48330'] },
        },
        {
          ...{ id: 'link-station-stations', kind: 'dataset', declared: false },
          ...{ dataset: 'stations', columns: ['station'], values: 3, matched: 2, examples: ['97'] },
        },
      ],
    });
  });

  test('a declared reference takes the place of the derived one, with its exceptions', async () => {
    const implementation = {
      ...{ criterion: 'reference', gate: 'warn', columns: ['station'], dataset: 'stations' },
      ...{ references: ['station'], except: ['97'] },
    };
    const rule = { id: 'known', type: 'custom', engine: 'bada', severity: 'major', implementation };
    const { manifest } = await world.publish(riders([], [rule]), ROWS);
    expect(await links(manifest)).toMatchObject({
      links: [
        { id: 'crosswalk-place' },
        { id: 'known', declared: true, dataset: 'stations', values: 2, matched: 2, examples: [] },
      ],
    });
  });

  test('values of a column that is narrower than its dataset are counted and not shown', async () => {
    const narrow = riders([{}, { classification: 'restricted' }]);
    const { manifest } = await world.publish(narrow, ROWS);
    expect(await links(manifest)).toMatchObject({
      links: [{ id: 'crosswalk-place' }, { values: 3, matched: 2, examples: [] }],
    });
  });

  test('a dong is looked up by its district', async () => {
    const dong = ROWS.map(([place, ...rest]) => [`${place}51000`, ...rest] as const);
    const { manifest } = await world.publish(riders(), dong);
    expect(await links(manifest)).toMatchObject({ links: [{ values: 3, matched: 2 }, {}] });
  });

  test('a dataset with nothing to link by is undiagnosed, not good', async () => {
    const manifest = (await world.publish(riders(), ROWS)).manifest;
    expect(await links(manifest, 'stations')).toBe('undiagnosed');
  });
});
