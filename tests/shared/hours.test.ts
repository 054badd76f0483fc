import { join } from 'node:path';
import { currentManifest } from '@bada/data/build';
import {
  AnswerColumns,
  baseFile,
  compileQuery,
  type Dialect,
  DUCKDB,
  datasetOf,
  type Manifest,
  MetricQuery,
  readsOf,
  TRINO,
} from '@bada/shared';
import { TrinoSQL } from 'dt-sql-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ManifestDatabase } from '../../server/src/engine/duckdb-instance.ts';
import { HOURS, HOURS_ID, hours, LACKED } from '../support/hour-figures.ts';
import { buildMatrixWorld, type MatrixWorld } from '../support/matrix-world.ts';
import { queryMatrix } from '../support/query-matrix.ts';
import { TableEngine } from './table-engine.ts';

type Cells = Readonly<Record<string, string>>;

const NAMES = HOURS.map(([name]) => name);
const ROWS: readonly Cells[] = hours().map((line) => {
  const cells = line.split(',');
  return Object.fromEntries(NAMES.map((name, at) => [name, cells[at] ?? '']));
});
/** Beginning of a row's hour as answers write it. */
const hourOf = ({ starts_at = '' }: Cells) => starts_at.slice(0, 16).replace(' ', 'T');

let world: MatrixWorld;
let manifest: Manifest;
let database: ManifestDatabase;
const never = new AbortController().signal;

beforeAll(async () => {
  world = await buildMatrixWorld();
  const found = await currentManifest(join(world.extracts, '..'));
  if (!found) throw new Error('nothing was built');
  manifest = found;
  const limits = { connections: 2, memoryMiB: 512 };
  database = await ManifestDatabase.open(manifest, { folder: world.extracts, ...limits });
});

afterAll(async () => {
  await database?.close();
  world?.remove();
});

type Part = Omit<Partial<MetricQuery>, 'indicators'>;

function compile(id: string, part: Part, dialect: Dialect = DUCKDB) {
  const query = MetricQuery.parse({ v: 1, indicators: [{ id: `matrix-${id}` }], ...part });
  return compileQuery({ query, indicators: world.indicators, manifest, dialect });
}

async function ask(id: string, part: Part) {
  return AnswerColumns.parse(await database.run(compile(id, part), manifest, never));
}

/** Sums of a column of the rows that count, told apart by a text of each. */
function sums(column: string, keyOf: (row: Cells) => string, rows = ROWS): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) {
    const key = keyOf(row);
    found.set(key, (found.get(key) ?? 0) + Number(row[column] ?? 0));
  }
  return found;
}

function valuesOf({ place, period, value }: AnswerColumns): Map<string, number | null> {
  return new Map(place.map((one, at) => [`${one} ${period[at]}`, value[at] ?? null]));
}

describe('figures of hours', () => {
  test('are those of each hour, a place and hour without a row being one that misses', async () => {
    const expected = sums('boardings', (row) => `${row.place} ${hourOf(row)}`);
    const answer = await ask('hour-boardings', { by: ['district', 'hour'] });
    const found = valuesOf(answer);
    expect(found.get(`${LACKED.place} ${LACKED.hour}`)).toBeNull();
    found.delete(`${LACKED.place} ${LACKED.hour}`);
    expect(found).toEqual(expected);
    expect(answer.period.every((one) => /^\d{4}-\d\d-\d\dT\d\d:00$/.test(one))).toBe(true);
  });

  test.each([
    ['day', 10],
    ['month', 7],
    ['year', 4],
  ] as const)('add up to those of a %s', async (grain, length) => {
    const rows = ROWS.filter(({ place }) => place !== LACKED.place);
    const rest = '-01-01'.slice(length - 4);
    const slot = (row: Cells) =>
      `${row.place} ${hourOf(row).slice(0, length)}${rest.slice(0, 10 - length)}`;
    const expected = sums('boardings', slot, rows);
    const where = [{ dimension: 'place', op: 'not-in' as const, values: [LACKED.place] }];
    const found = await ask('hour-boardings', { by: ['district', grain], where });
    expect(valuesOf(found)).toEqual(expected);
  });

  test('of a stock count the last hour of a day', async () => {
    const rows = ROWS.filter((row) => hourOf(row).endsWith('T23:00') && row.waiting !== '');
    const expected = sums('waiting', (row) => `${row.place} ${hourOf(row).slice(0, 10)}`, rows);
    expect(valuesOf(await ask('hour-waiting', { by: ['district', 'day'] }))).toEqual(expected);
  });

  test('are cut by hours, ends inclusive, and by days as whole ones', async () => {
    const byHour = await ask('hour-boardings', {
      by: ['city', 'hour'],
      time: { from: '2021-01-01T07:00', to: '2021-01-01T09:00' },
    });
    expect(byHour.period).toEqual(['2021-01-01T07:00', '2021-01-01T08:00', '2021-01-01T09:00']);
    const byDay = await ask('hour-boardings', {
      by: ['city', 'hour'],
      time: { from: '2021-01-02', to: '2022-01-01' },
    });
    expect(byDay.period.at(0)).toBe('2021-01-02T00:00');
    expect(byDay.period.at(-1)).toBe('2022-01-01T23:00');
    expect(byDay.period).toHaveLength(48);
  });

  test('are added up over a range of hours', async () => {
    const time = { from: '2021-01-01T22:00', to: '2021-01-02T01:00' };
    const { value, period } = await ask('hour-boardings', { by: ['city'], time });
    const rows = ROWS.filter((row) => hourOf(row) >= time.from && hourOf(row) <= time.to);
    expect(value).toEqual([sums('boardings', () => '', rows).get('')]);
    expect(period).toEqual(['2021-01-02']);
  });

  test('are compared with the hour before, the same hour a year ago and a named hour', async () => {
    const by = ['city', 'hour'];
    const time = { from: '2022-01-01T00:00', to: '2022-01-01T01:00' };
    const year = await ask('hour-boardings', { by, time, compare: 'same-period-last-year' });
    expect(year.base_period).toEqual(['2021-01-01T00:00', '2021-01-01T01:00']);
    const before = await ask('hour-boardings', { by, time, compare: 'previous-period' });
    expect(before.base_period).toEqual(['2021-01-02T23:00', '2022-01-01T00:00']);
    const named = await ask('hour-boardings', {
      by,
      time,
      compare: { period: '2021-01-01T08:00' },
    });
    expect(named.base_period).toEqual(['2021-01-01T08:00', '2021-01-01T08:00']);
    const total = sums('boardings', hourOf).get('2021-01-01T08:00');
    expect(named.base_value).toEqual([total, total]);
  });

  test('of the city are not computable where a district lacks the hour', async () => {
    const at = LACKED.hour;
    const { status } = await ask('hour-boardings', {
      by: ['city', 'hour'],
      time: { from: at, to: at },
    });
    expect(status).toEqual(['not-computable']);
    expect(datasetOf(manifest, HOURS_ID).places?.gaps).toEqual([
      { place: LACKED.place, periods: [at] },
    ]);
  });

  test('of days are read from the sums of days', () => {
    const time = { from: '2022-01-01', to: '2022-01-02' };
    const [byDay] = readsOf(compile('hour-boardings', { by: ['district', 'day'], time }), manifest);
    expect(byDay?.rollup?.id).toBe('days');
    const [byHour] = readsOf(compile('hour-boardings', { by: ['district', 'hour'] }), manifest);
    expect(byHour?.hash).toBe(baseFile(datasetOf(manifest, HOURS_ID)).hash);
  });
});

/** Rows that a question reads of the dataset itself. */
function rowsRead(part: Part): number {
  const reads = readsOf(compile('hour-boardings', part), manifest);
  return reads.reduce((sum, { rows }) => sum + rows, 0);
}

describe('of the file are read', () => {
  const by = ['district', 'hour'];

  test('only row groups whose moments lie in the range', () => {
    const { rowGroups } = baseFile(datasetOf(manifest, HOURS_ID));
    const sizes = rowGroups.map(({ rows }) => rows);
    // The first holds working days from 2021-01-02 on, the second the last of them and the holidays.
    expect(sizes).toEqual([2048, ROWS.length - 2048]);
    expect(rowsRead({ by })).toBe(ROWS.length);
    expect(rowsRead({ by, time: { from: '2021-01-01', to: '2021-01-01' } })).toBe(sizes[1]);
    const lastNight = { from: '2021-01-01T22:00', to: '2021-01-01T23:00' };
    expect(rowsRead({ by, time: lastNight })).toBe(sizes[1]);
    const midnight = { from: '2021-01-01T22:00', to: '2021-01-02T00:00' };
    expect(rowsRead({ by, time: midnight })).toBe(ROWS.length);
    expect(rowsRead({ by, time: { from: '2022-01-03T23:00', to: '2022-02-01' } })).toBe(sizes[1]);
    expect(rowsRead({ by, time: { from: '2030-01-01', to: '2030-01-02' } })).toBe(0);
  });

  test('only row groups that hold the asked truth value', () => {
    const where = (op: '=' | 'in' | '!=', values: string[]) => [
      { dimension: 'holiday', op, values },
    ];
    expect(rowsRead({ by, where: where('=', ['true']) })).toBe(ROWS.length - 2048);
    expect(rowsRead({ by, where: where('in', ['true']) })).toBe(ROWS.length - 2048);
    expect(rowsRead({ by, where: where('in', ['true', 'false']) })).toBe(ROWS.length);
    expect(rowsRead({ by, where: where('!=', ['true']) })).toBe(ROWS.length);
  });

  test('all that an answer needs: what is left out changes none', {
    timeout: 120_000,
  }, async () => {
    const engine = await TableEngine.open();
    const own = world.indicators.filter(({ grain }) => grain === 'hour');
    const asked = queryMatrix(own, manifest).filter(({ time, where }) => time || where.length > 0);
    const loaded = new Map<string, string>();
    let leftOut = 0;
    try {
      for (const query of asked) {
        const compiled = compileQuery({ query, indicators: own, manifest });
        for (const read of readsOf(compiled, manifest)) {
          const groups = `${read.hash} ${read.rowGroups.join()}`;
          if (loaded.get(read.table) !== groups) {
            await engine.loadGroups(read, { manifest, folder: world.extracts });
          }
          loaded.set(read.table, groups);
          if (read.rows < baseFile(datasetOf(manifest, read.dataset)).rows) leftOut += 1;
        }
        expect(await engine.run(compiled), JSON.stringify(query)).toEqual(
          await database.run(compiled, manifest, never),
        );
      }
    } finally {
      engine.close();
    }
    expect(leftOut).toBeGreaterThan(10);
  });
});

describe('refused is', () => {
  test.each<[string, string, Part]>([
    ['an hour of figures by the month', 'rides', { by: ['city', 'hour'] }],
    [
      'a range of hours of figures by the month',
      'rides',
      { by: ['city', 'month'], time: { from: '2021-01-01T05:00', to: '2021-02-01' } },
    ],
  ])('%s', (_, id, part) => {
    expect(() => compile(id, part)).toThrow(/hour/);
  });

  test('a range of hours for an answer by days', () => {
    const time = { from: '2021-01-01T05:00', to: '2021-01-02' };
    const part = { by: ['city', 'day'], time };
    expect(() => compile('hour-boardings', part)).toThrow(/by the hour|시간 단위/);
  });

  test.each(['2021-01-01T24:00', '2021-01-01T05:30', '2021-02-30T05:00', '2021-01-01 05:00'])(
    '%s as an hour',
    (from) => {
      const time = { from, to: '2021-03-01' };
      const asked = { v: 1, indicators: [{ id: 'x' }], by: ['city', 'hour'], time };
      expect(MetricQuery.safeParse(asked).success).toBe(false);
    },
  );

  test('one question for the hour as a period and as a dimension', () => {
    const [hourly] = world.indicators.filter(({ id }) => id === 'matrix-hour-boardings');
    const [rides] = world.indicators.filter(({ id }) => id === 'matrix-rides');
    if (!hourly || !rides) throw new Error('no indicators');
    const query = MetricQuery.parse({
      ...{ v: 1, by: ['city', 'hour'] },
      indicators: [{ id: hourly.id }, { id: rides.id }],
    });
    const named = { ...rides, dimensions: ['hour'] };
    const indicators = [hourly, named];
    expect(() => compileQuery({ query, indicators, manifest })).toThrow(/by/);
  });
});

test('every question by the hour is one that Trino reads, with the same answer', {
  timeout: 120_000,
}, async () => {
  const grammar = new TrinoSQL();
  const own = world.indicators.filter(({ grain }) => grain === 'hour');
  const queries = queryMatrix(own, manifest);
  expect(queries.length).toBeGreaterThan(150);
  for (const query of queries.filter((_, at) => at % 4 === 0)) {
    const asked = { query, indicators: own, manifest };
    const compiled = compileQuery({ ...asked, dialect: TRINO });
    expect(grammar.validate(compiled.sql), compiled.sql).toEqual([]);
    expect(await database.run(compiled, manifest, never)).toEqual(
      await database.run(compileQuery(asked), manifest, never),
    );
  }
});
