import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDepartures, findMissing, type GroupTotal } from '@bada/shared';
import { expect, test } from 'vitest';
import { projectRoot } from '../../support/project.ts';

const POPULATION = join(projectRoot, '..', 'shared', 'data', 'population');
const YEARS = [2017, 2018, 2019, 2020, 2021];
const districtOf = (dong: string) => dong.slice(0, 5);

/** Busan's dong with one figure a year. */
function dongTotals(file: string, column: string): GroupTotal[] {
  return YEARS.flatMap((year) => {
    const text = readFileSync(join(POPULATION, `${file}_${year}.csv`), 'utf8').replace(
      '\uFEFF',
      '',
    );
    const [head = '', ...lines] = text.trim().split('\r\n');
    const at = (name: string) => head.split(',').indexOf(name);
    const [place, value] = [at('CODE_AD'), at(column)];
    return lines
      .map((line) => line.split(','))
      .filter((cells) => cells[at('SD')] === '부산광역시')
      .map((cells) => ({
        group: cells[place] ?? '',
        period: `${year}-01-01`,
        value: Number(cells[value]),
      }));
  });
}

function districtTotals(totals: readonly GroupTotal[]): GroupTotal[] {
  const sums = Map.groupBy(totals, ({ group, period }) => `${districtOf(group)} ${period}`);
  return [...sums].map(([key, parts]) => {
    const [group = '', period = ''] = key.split(' ');
    return { group, period, value: parts.reduce((sum, { value }) => sum + value, 0) };
  });
}

const MISSING_DONG = {
  kind: 'missing',
  group: '2641055000',
  period: '2018-01-01',
  before: '2017-01-01',
  after: '2019-01-01',
  successor: '2641055500',
};

test.skipIf(!existsSync(POPULATION)).each([
  ['P_DEN', 'P_ALL', [MISSING_DONG]],
  ['CBR', 'PM_ALL', [MISSING_DONG]],
  ['POP5', 'ALL', []],
])(
  '%s: the dong missing in 2018 is found by itself and nothing else (../shared)',
  (file, column, expected) => {
    expect(findMissing(dongTotals(file, column), districtOf)).toEqual(expected);
  },
);

test.skipIf(!existsSync(POPULATION))(
  'P_DEN: the area of its district departs in 2018, in no other district or year (../shared)',
  () => {
    const areas = districtTotals(dongTotals('P_DEN', 'AREA_KM'));
    expect(findDepartures(areas, { isCount: false })).toMatchObject([
      { kind: 'departs', group: '26410', period: '2018-01-01' },
    ]);
  },
);

/** Sixteen places over eight years that shrink a little each year, with some noise of their own. */
function calm(): GroupTotal[] {
  return Array.from({ length: 16 }, (_, place) =>
    Array.from({ length: 8 }, (_, year) => ({
      group: String(26110 + place),
      period: `${2015 + year}-01-01`,
      value: Math.round(
        (200_000 + place * 9000) * 0.99 ** year * (1 + 0.002 * Math.sin(place * 7 + year * 3)),
      ),
    })),
  ).flat();
}

function changed(group: string, period: string, factor: number): GroupTotal[] {
  return calm().map((total) =>
    total.group === group && total.period === period
      ? { ...total, value: Math.round(total.value * factor) }
      : total,
  );
}

test('calm totals report nothing', () => {
  expect(findDepartures(calm(), { isCount: true })).toEqual([]);
  expect(findMissing(calm(), districtOf)).toEqual([]);
});

test.each([
  ['2018-01-01', 0.96],
  ['2018-01-01', 1.04],
  ['2022-01-01', 0.95],
])(
  'one total of %s times %d is found alone, and its neighbours are not suspected',
  (period, factor) => {
    const found = findDepartures(changed('26115', period, factor), { isCount: true });
    expect(found).toMatchObject([{ group: '26115', period }]);
  },
);

test('what all places do together is no anomaly', () => {
  const together = calm().map((total) =>
    total.period === '2020-01-01' ? { ...total, value: Math.round(total.value * 0.8) } : total,
  );
  expect(findDepartures(together, { isCount: true })).toEqual([]);
});

test('a place that swings every year is measured by itself', () => {
  const swinging = calm().map((total, at) =>
    total.group === '26120' ? { ...total, value: total.value * (at % 2 === 0 ? 1 : 2) } : total,
  );
  expect(findDepartures(swinging, { isCount: true })).toEqual([]);
});

test('a place absent between periods that have it is missing; one that begins or ends is not', () => {
  const totals = calm().filter(
    ({ group, period }) =>
      !(group === '26113' && period === '2019-01-01') &&
      !(group === '26114' && period < '2018-01-01') &&
      !(group === '26115' && period > '2019-01-01'),
  );
  const found = findMissing(totals, (group) => group);
  expect(found).toMatchObject([
    { group: '26113', period: '2019-01-01', before: '2018-01-01', after: '2020-01-01' },
  ]);
});
