import type { Grain } from '@bada/shared';
import fc from 'fast-check';
import type { Row, Table, Value } from './random-world.ts';

/** Sums of a table as a build makes them. */
export interface Rollup {
  readonly id: string;
  readonly by: readonly string[];
  readonly grain: Grain | null;
  readonly measures: readonly string[];
  readonly rows: readonly Row[];
}

/** What a rollup is drawn from before its table is known. */
interface Drawn {
  readonly left: readonly string[];
  readonly grain: 'year' | 'half' | 'quarter' | 'month';
  readonly timeless: boolean;
}

const MONTHS = { year: 12, half: 6, quarter: 3, month: 1 } as const;

function slotOf(date: Value | undefined, grain: keyof typeof MONTHS): string {
  const [year = '', month = ''] = String(date).split('-');
  const first = Number(month) - ((Number(month) - 1) % MONTHS[grain]);
  return `${year}-${String(first).padStart(2, '0')}-01`;
}

function total(rows: readonly Row[], column: string): number | null {
  const known = rows.flatMap((row) => (row[column] == null ? [] : [Number(row[column])]));
  return known.length > 0 ? known.reduce((sum, one) => sum + one, 0) : null;
}

function lastOf(rows: readonly Row[], grain: Drawn['grain']): Map<string, string> {
  const last = new Map<string, string>();
  for (const { period } of rows) {
    const slot = slotOf(period, grain);
    if (String(period) > (last.get(slot) ?? '')) last.set(slot, String(period));
  }
  return last;
}

/** Sums of the table by all its keys but some, over periods of a grain. */
function rollupOf({ columns, rows }: Table, { left, grain, timeless }: Drawn, id: string): Rollup {
  const keys = Object.keys(columns).filter((name) => columns[name]?.[1] !== 'measure');
  const isTimeless = timeless && 'period' in columns;
  const by = keys.filter((name) => !left.includes(name) && !(isTimeless && name === 'period'));
  const all = Object.keys(columns).filter(
    (name) => columns[name]?.[1] === 'measure' && columns[name]?.[2] !== 'mean',
  );
  const measures = all.filter((name) => !isTimeless || columns[name]?.[2] === 'sum');
  const last = lastOf(rows, grain);
  const groups = Map.groupBy(rows, (row) =>
    JSON.stringify(by.map((name) => (name === 'period' ? slotOf(row.period, grain) : row[name]))),
  );
  const sums = [...groups.values()].map((group) => {
    const [first = {}] = group;
    const own = by.map((name) => [
      name,
      name === 'period' ? slotOf(first.period, grain) : (first[name] ?? null),
    ]);
    const values = measures.map((name) => {
      const counted =
        columns[name]?.[2] === 'last'
          ? group.filter(({ period }) => last.get(slotOf(period, grain)) === period)
          : group;
      return [name, total(counted, name)];
    });
    return Object.fromEntries([...own, ...values]);
  });
  return { id, by, grain: isTimeless ? null : grain, measures, rows: sums };
}

/** Up to four rollups of a table: its status is always kept, as contracts must. */
export const rollups: fc.Arbitrary<(table: Table) => Rollup[]> = fc
  .array(
    fc.record({
      left: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 3, arbitrary: fc.subarray(['kind', 'size']) },
        { weight: 1, arbitrary: fc.subarray(['kind', 'place']) },
      ),
      grain: fc.constantFrom('year', 'half', 'quarter', 'quarter', 'month'),
      timeless: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
    }),
    { minLength: 2, maxLength: 4 },
  )
  .map((drawn) => (table) => {
    const made = drawn.map((one, at) => rollupOf(table, one, `sums-${at}`));
    return made.filter(({ by, measures }) => by.length > 0 && measures.length > 0);
  });

/** A rollup as a table of its own that an engine can load. */
export function tableOf(table: Table, { id, by, measures, rows }: Rollup): Table {
  const names = new Set([...by, ...measures]);
  const columns = Object.entries(table.columns).filter(([name]) => names.has(name));
  return { id: `${table.id}/rollup/${id}`, columns: Object.fromEntries(columns), rows };
}
