import { sql } from 'kysely';
import type { Component } from './linked-components.ts';
import { binnedSlot, clauseCondition } from './linked-condition.ts';
import type { Clause } from './linked-selection.ts';
import {
  dimensionOf,
  type LinkedDimension,
  type LinkedModel,
  type LinkedTable,
} from './linked-view.ts';
import { compileSql, type Fragment, joinSql, type Sql } from './sql-compiler.ts';

/** One pass over the rows: components by the slots of some dimensions, under some clauses. */
export interface LinkedScan {
  /** Names, each once. */
  readonly dimensions: readonly string[];
  readonly clauses: readonly Clause[];
  readonly components: readonly Component[];
}

/** Most distinct values by which rows are grouped as they are, before values become slots: a
 * column without an expression around it is grouped several times faster. */
const MOST_RAW = 16_384;
/** Most values of a column within a period that bins are counted in. */
const DAYS: Readonly<Record<string, number>> = { month: 31, year: 366 };
/** Stands between the values of a coded dimension in the one parameter that carries them. */
const SEPARATOR = '\u001f';

function addsUp({ agg }: Component): boolean {
  return agg === 'rows' || agg === 'sum' || agg === 'present';
}

function columnsOf(model: LinkedModel, { dimensions, clauses, components }: LinkedScan): string[] {
  const names = [...dimensions, ...clauses.map(({ dimension }) => dimension)];
  const own = names.map((name) => dimensionOf(model, name).column);
  return [...own, ...components.flatMap((one) => ('column' in one ? [one.column] : []))];
}

/** The smallest table that can answer a scan exactly.
 * @throws Error when none can */
function tableFor(model: LinkedModel, scan: LinkedScan): LinkedTable {
  const needed = columnsOf(model, scan);
  const able = model.tables.filter(
    ({ columns, count }) =>
      needed.every((name) => columns.includes(name)) &&
      (count === undefined || scan.components.every(addsUp)),
  );
  const [smallest] = able.sort((a, b) => a.rows - b.rows);
  if (!smallest) throw new Error(`no table has the columns ${needed.join(', ')}`);
  return smallest;
}

/** A value of the rows, or its slot where there are too many values. */
function isGroupedRaw(dimension: LinkedDimension): boolean {
  if (dimension.kind === 'coded') return true;
  const { type, step, count } = dimension;
  return type !== 'double' && step * count * (DAYS[type] ?? 1) <= MOST_RAW;
}

/** The slot of a value, with the table to be joined where one is needed for it. */
function slotOf(
  dimension: LinkedDimension,
  value: Fragment,
  alias: string,
): { slot: Fragment; join?: Fragment } {
  if (dimension.kind === 'binned') return { slot: binnedSlot(dimension, value) };
  const list = dimension.values.join(SEPARATOR);
  const size = dimension.values.length;
  const codes = sql`(select unnest(string_split(${list}, ${SEPARATOR})) as value, unnest(range(1, ${sql.lit(size + 1)})) as slot) as ${sql.ref(alias)}`;
  return {
    slot: sql`case when ${value} is null then 0 else cast(coalesce(${sql.ref(`${alias}.slot`)}, ${sql.lit(size + 1)}) as integer) end`,
    join: sql` left join ${codes} on ${sql.ref(`${alias}.value`)} = cast(${value} as varchar)`,
  };
}

function aggregate(component: Component, { count }: LinkedTable): Fragment {
  const rows = count === undefined ? sql`count(*)` : sql`sum(${sql.ref(count)})`;
  if (component.agg === 'rows') return sql`cast(${rows} as double)`;
  const column = sql.ref(component.column);
  switch (component.agg) {
    case 'present':
      return count === undefined
        ? sql`cast(count(${column}) as double)`
        : sql`cast(${rows} as double)`;
    case 'quantile':
      return sql`cast(quantile_cont(${column}, ${sql.lit(component.q)}) as double)`;
    case 'distinct':
      return sql`cast(count(distinct ${column}) as double)`;
    default:
      return sql`cast(${sql.raw(component.agg)}(${column}) as double)`;
  }
}

function ordinals(count: number): Fragment {
  const all = Array.from({ length: count }, (_, at) => sql.lit(at + 1));
  return count > 0 ? sql` group by ${joinSql(all, ', ')}` : sql``;
}

function listed(parts: readonly Fragment[]): Fragment {
  return joinSql(parts, ', ');
}

/** `(s0, …, c0, …)` of one scan. What does not add up is grouped by slots at once, the rest first by
 * the values themselves, so that a slot may come in several rows. */
function scanSql(model: LinkedModel, scan: LinkedScan): Fragment {
  const dimensions = scan.dimensions.map((name) => dimensionOf(model, name));
  const table = tableFor(model, scan);
  const kept = scan.clauses.map((one) => clauseCondition(dimensionOf(model, one.dimension), one));
  const where = kept.length > 0 ? sql` where ${joinSql(kept, ' and ')}` : sql``;
  const raw = dimensions.map((dimension, at) => {
    const column = sql.ref(dimension.column);
    const value = isGroupedRaw(dimension) ? column : slotOf(dimension, column, '').slot;
    return sql`${value} as ${sql.ref(`r${at}`)}`;
  });
  const slots = dimensions.map((dimension, at) => {
    const value = sql.ref(`r${at}`);
    return isGroupedRaw(dimension) ? slotOf(dimension, value, `k${at}`) : { slot: value };
  });
  const named = slots.map(({ slot }, at) => sql`${slot} as ${sql.ref(`s${at}`)}`);
  const joins = joinSql(
    slots.map((one) => ('join' in one && one.join ? one.join : sql``)),
    '',
  );
  const results = scan.components.map(
    (one, at) => sql`${aggregate(one, table)} as ${sql.ref(`c${at}`)}`,
  );
  const carried = scan.components.map((_, at) => sql.ref(`c${at}`));
  if (!scan.components.some(({ agg }) => agg === 'quantile' || agg === 'distinct')) {
    const grouped = sql`select ${listed([...raw, ...results])} from ${sql.table(table.name)}${where}${ordinals(raw.length)}`;
    return sql`select ${listed([...named, ...carried])} from (${grouped}) as g${joins}`;
  }
  const used = [
    ...new Set(scan.components.flatMap((one) => ('column' in one ? [one.column] : []))),
  ];
  const rows = sql`select ${listed([...raw, ...used.map((name) => sql.ref(name)), sql`1 as one`])} from ${sql.table(table.name)}${where}`;
  return sql`select ${listed([...named, ...results])} from (${rows}) as g${joins}${ordinals(named.length)}`;
}

/** Compiles scans into one statement. Columns: `scan` (position in the list), `s0` … slots of the
 * scan's dimensions, `c0` … its components; what a scan does not have is null. A slot may come in
 * several rows, which are to be combined. All columns are numbers.
 * @throws BadaError `request.invalid` where a clause does not fit its dimension */
export function compileScans(model: LinkedModel, scans: readonly LinkedScan[]): Sql {
  const widest = (sizeOf: (scan: LinkedScan) => number) => Math.max(0, ...scans.map(sizeOf));
  const slots = widest(({ dimensions }) => dimensions.length);
  const components = widest((scan) => scan.components.length);
  const branches = scans.map((scan, at) => {
    const column = (letter: string, index: number, own: number, type: string) =>
      index < own
        ? sql`${sql.ref(`${letter}${index}`)}`
        : sql`cast(null as ${sql.raw(type)}) as ${sql.ref(`${letter}${index}`)}`;
    const columns = [
      ...Array.from({ length: slots }, (_, index) =>
        column('s', index, scan.dimensions.length, 'integer'),
      ),
      ...Array.from({ length: components }, (_, index) =>
        column('c', index, scan.components.length, 'double'),
      ),
    ];
    return sql`select ${listed([sql`cast(${sql.lit(at)} as integer) as scan`, ...columns])} from (${scanSql(model, scan)}) as f`;
  });
  return compileSql(joinSql(branches, ' union all '));
}
