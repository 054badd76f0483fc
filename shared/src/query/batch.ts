import { sql } from 'kysely';
import { plainOf, readsSumsOnly } from '../semantic/formula.ts';
import type { Manifest } from '../semantic/manifest.ts';
import { sumType } from '../semantic/rollup.ts';
import { type CompiledQuery, compilePlans } from './compile.ts';
import { DUCKDB } from './dialect.ts';
import { keysOf } from './exact-sums.ts';
import type { IndicatorPlan } from './plan.ts';
import { type MeasureRead, measureReads } from './prune.ts';
import { keptGroups, sizeOf } from './row-groups.ts';
import { type Source, sourceKey } from './source.ts';
import { joinSql } from './sql-compiler.ts';

/** One pass over a table whose sums several queries are answered from. */
export interface SharedScan {
  /** Name of the table to make. */
  readonly table: string;
  /** Name of the table that is read. */
  readonly from: string;
  /** SELECT of its rows; it has no parameters. */
  readonly sql: string;
}

/** Queries of one page as they are run: what they share is read once. */
export interface Batch {
  readonly scans: readonly SharedScan[];
  /** In the order of the queries: the statement over the shared tables, or the query as it was. */
  readonly queries: readonly CompiledQuery[];
}

/** Sums of whole numbers and decimals are the same in any order, others are not. */
function addsExactly(read: MeasureRead): boolean {
  const { dataset, measure, plan } = read;
  const columnOf = (name: string) => dataset.columns.find((column) => column.name === name);
  const column = columnOf(measure.column);
  const tellsByMeasure = keysOf(read).some((name) => columnOf(name)?.role === 'measure');
  const isExact = column?.role === 'measure' && sumType(column.type) !== undefined;
  return isExact && readsSumsOnly(plan.indicator.formula) && !tellsByMeasure;
}

/** Whether one pass over a whole table costs no more than the passes that it saves. */
function isWorthwhile(reads: readonly MeasureRead[]): boolean {
  const [first] = reads;
  if (!first || reads.length < 2) return false;
  const { file } = first.source;
  const alone = reads.map((read) => {
    return sizeOf(file, { groups: keptGroups(file, read), columns: [] }).rows;
  });
  return file.rows <= alone.reduce((sum, rows) => sum + rows, 0);
}

function scanOf(reads: readonly [MeasureRead, ...MeasureRead[]], table: string): SharedScan {
  const [{ dataset, source }] = reads;
  const keys = new Set(reads.flatMap(keysOf));
  const measures = new Set(reads.map(({ measure }) => measure.column));
  const names = dataset.columns.map(({ name }) => name);
  const by = names.filter((name) => keys.has(name)).map((name) => sql.ref(name));
  const sums = names
    .filter((name) => measures.has(name))
    .map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`);
  const groups = by.map((_, index) => sql.lit(index + 1));
  const select = sql`select ${joinSql([...by, ...sums], ', ')} from ${sql.table(source.table)} group by ${joinSql(groups, ', ')}`;
  return { table, from: source.table, sql: DUCKDB.compile(select).sql };
}

/** A plan that reads shared tables where there are some for it. */
function sharing(plan: IndicatorPlan, shared: ReadonlyMap<MeasureRead, string>): IndicatorPlan {
  const own = [...shared].filter(([read]) => read.plan === plan);
  const sources = new Map<string, Source>(plan.sources);
  for (const [{ measure, source }, table] of own) {
    sources.set(sourceKey(measure), { ...source, table, isShared: true });
  }
  return { ...plan, sources };
}

/** Plans the queries of one page so that what they read of one table is read once: its sums by all the columns that any
 * of them tells apart or filters by. Each answer is the one that the query would get alone.
 * @param name beginning of the names of the tables to make, unlike any dataset's */
export function planBatch(
  compiled: readonly CompiledQuery[],
  { manifest, name }: { manifest: Manifest; name: string },
): Batch {
  const reads = compiled.flatMap((one) => measureReads(one, manifest)).filter(addsExactly);
  const tables = Map.groupBy(reads, ({ source }) => source.table);
  const scans: SharedScan[] = [];
  const shared = new Map<MeasureRead, string>();
  for (const [first, ...rest] of tables.values()) {
    if (!first || !isWorthwhile([first, ...rest])) continue;
    const table = `${name}/${scans.length}`;
    scans.push(scanOf([first, ...rest], table));
    for (const read of [first, ...rest]) shared.set(read, table);
  }
  const plansOfShared = new Set([...shared.keys()].map(({ plan }) => plan));
  const queries = compiled.map((one) => {
    if (!one.plans.some((plan) => plansOfShared.has(plan))) return one;
    const plans = one.plans.map((plan) => sharing(plan, shared));
    return compilePlans({ query: one.query, plans, manifest });
  });
  return { scans, queries };
}

/** Passes over the files of extracts that a statement makes; shared tables were read before. */
export function passesOf(compiled: CompiledQuery, manifest: Manifest): number {
  const reads = measureReads(compiled, manifest).filter(({ source }) => !source.isShared);
  // A mean and its weights are read together.
  const isWeight = ({ plan, measure }: MeasureRead) => {
    const plain = plainOf(plan.indicator.formula);
    return plain.type === 'mean' && measure.column !== plain.measure.column;
  };
  return reads.filter((read) => !isWeight(read)).length;
}
