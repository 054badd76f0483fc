import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { expect } from 'vitest';
import { z } from 'zod';
import { rowsOf, withDuckDb } from '../../data/src/build/duckdb.ts';
import type { SmallSource } from '../support/small-source.ts';

export const ID = 'care-visits';
export const RULE = { k: 5, counts: ['persons', 'women'], dimensions: ['place', 'period', 'age'] };
const PLACES = ['26110', '26140', '26170', '26200', '26230'];
const YEARS = ['2020-01-01', '2021-01-01'];
const AGES = ['adult', 'child', 'old'];
/** Rows whose persons are few; every other number is large and stands for itself. */
const SMALL = new Map([
  ['26110 2020-01-01 child', [3, 1]],
  ['26170 2021-01-01 old', [2, 2]],
]);
export const MISSING = '26230 2020-01-01 adult';
/** Zeros are no small counts, but may be hidden so that others stay open. */
export const ZEROS = ['26230 2021-01-01 child', '26140 2020-01-01 old', '26200 2021-01-01 adult'];

export type Row = Record<string, string | number | null>;

/** What the department counted. */
export const TRUTH: Row[] = PLACES.flatMap((place, p) =>
  YEARS.flatMap((period, y) =>
    AGES.map((age, a): Row => {
      const key = `${place} ${period} ${age}`;
      const large = 70_001 + p * 1309 + y * 317 + a * 53;
      const [persons, women] = SMALL.get(key) ?? [large, large - 30_007];
      if (key === MISSING)
        return { place, period, age, persons: null, women: null, status: 'missing' };
      if (ZEROS.includes(key)) return { place, period, age, persons: 0, women: 0, status: 'final' };
      const counts = { persons: persons ?? null, women: women ?? null };
      return { place, period, age, ...counts, status: 'final' };
    }),
  ),
);

export function source(facts: Record<string, unknown>): SmallSource {
  return {
    id: ID,
    period: { from: '2020-01-01', to: '2021-01-01' },
    facts: { licence: { id: 'CC-BY-4.0' }, ...facts },
    columns: [
      { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
      { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
      { name: 'age', type: 'VARCHAR', role: 'dimension', key: 3, required: true },
      { name: 'persons', type: 'INTEGER', role: 'measure', time: 'sum' },
      { name: 'women', type: 'INTEGER', role: 'measure', time: 'sum' },
      { name: 'status', type: 'VARCHAR', role: 'status' },
    ],
  };
}

export function fromCsv(text: string): Row[] {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, cells[at] || null]));
  });
}

export async function fromParquet(
  bytes: Uint8Array,
  folder: string,
): Promise<{ rows: Row[]; told: string }> {
  const path = join(folder, 'fetched.parquet');
  writeFileSync(path, bytes);
  return withDuckDb(async (connection) => {
    const found = await rowsOf(
      connection,
      `select place, period::varchar as period, age, persons::double as persons, women::double as women, status from read_parquet('${path}')`,
    );
    const told = await rowsOf(
      connection,
      `select stats_min, stats_max, stats_min_value, stats_max_value from parquet_metadata('${path}') where path_in_schema in ('persons', 'women')`,
    );
    const rows = found.map((row) => Row.parse(row));
    return { rows, told: JSON.stringify(told) };
  });
}

export const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

export function keyOf({ place, period, age }: Row): string {
  return `${place} ${period} ${age}`;
}

/** Tries to learn small counts of a table from what it shows and from all true totals.
 * @returns what is hidden, as true numbers that may stand nowhere else */
export function attack(rows: readonly Row[]): string[] {
  expect(rows.map(keyOf).sort()).toEqual(TRUTH.map(keyOf).sort());
  const shown = new Map(rows.map((row) => [keyOf(row), row]));
  for (const row of TRUTH) {
    const leaves = shown.get(keyOf(row));
    const isHidden = leaves?.status === 'suppressed';
    if (SMALL.has(keyOf(row))) expect(isHidden, keyOf(row)).toBe(true);
    for (const name of ['persons', 'women']) {
      const cell = leaves?.[name] ?? null;
      const wanted = isHidden ? null : row[name];
      expect(cell === null ? null : Number(cell), `${keyOf(row)} ${name}`).toBe(wanted);
    }
    if (!isHidden) expect(leaves?.status).toBe(row.status);
  }
  const hidden = TRUTH.filter((row) => shown.get(keyOf(row))?.status === 'suppressed');
  expect(hidden.length).toBeLessThan(TRUTH.length / 2);
  for (const small of hidden.filter((row) => SMALL.has(keyOf(row)))) {
    for (const free of ['place', 'period', 'age']) {
      const line = hidden.filter((row) =>
        ['place', 'period', 'age'].every((name) => name === free || row[name] === small[name]),
      );
      expect(line.length, `total along ${free} minus the rest`).toBeGreaterThan(1);
    }
  }
  return hidden
    .flatMap(({ persons, women }) => [persons, women])
    .filter((count): count is number => typeof count === 'number' && count > 100)
    .map(String);
}

export const FORMATS = ['csv', 'csv-cp949', 'json', 'xlsx', 'parquet'];

export function fromSheet(bytes: Uint8Array): Row[] {
  const book = read(bytes, { type: 'array' });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  const rows = utils.sheet_to_json<Record<string, unknown>>(sheet ?? {}, { defval: null });
  return rows.map((row) => {
    const day = new Date(Date.UTC(1899, 11, 30) + Number(row.period) * 86_400_000);
    return Row.parse({ ...row, period: day.toISOString().slice(0, 10) });
  });
}
