import { measuresOf } from '../semantic/formula.ts';
import { baseFile, datasetOf, type Manifest } from '../semantic/manifest.ts';
import type { RollupContent } from '../semantic/rollup.ts';
import type { CompiledQuery } from './compile.ts';
import { keysOf, type Wanted } from './exact-sums.ts';
import { keptGroups, sizeOf } from './row-groups.ts';
import { type Source, sourceOf } from './source.ts';

/** What a query must read of one file of a dataset. */
export interface ExtractRead {
  readonly dataset: string;
  /** Name that the file's rows go by in the statement. */
  readonly table: string;
  readonly hash: string;
  readonly columns: readonly string[];
  /** Positions of the row groups that can hold an answer, ascending. */
  readonly rowGroups: readonly number[];
  readonly rows: number;
  readonly bytes: number;
  /** The sums that are read in place of the base, and what of the base they stand for. */
  readonly rollup?: RollupContent & { readonly insteadOf: { rows: number; bytes: number } };
}

/** A measure with where it is read. */
export interface MeasureRead extends Wanted {
  readonly source: Source;
}

/** All that a compiled query adds up, each with where it is read: one pass over a table. */
export function measureReads({ plans, query }: CompiledQuery, manifest: Manifest): MeasureRead[] {
  return plans.flatMap((plan) =>
    measuresOf(plan.indicator.formula).map((measure) => {
      const dataset = datasetOf(manifest, measure.dataset);
      const source = sourceOf(dataset, plan, measure);
      return { manifest, dataset, measure, plan, query, source };
    }),
  );
}

/** Columns of all measures in the order of their first use, each measure's in the order of the dataset. */
function columnsOf(reads: readonly MeasureRead[]): string[] {
  const names = reads.flatMap((read) => {
    const wanted = new Set([...keysOf(read), read.measure.column]);
    return read.dataset.columns.map(({ name }) => name).filter((name) => wanted.has(name));
  });
  return [...new Set(names)];
}

function groupsOf(reads: readonly MeasureRead[], file: Source['file']): number[] {
  const groups = new Set(reads.flatMap((read) => keptGroups(file, read)));
  return [...groups].sort((a, b) => a - b);
}

function readOf(reads: readonly [MeasureRead, ...MeasureRead[]]): ExtractRead {
  const [{ dataset, source }] = reads;
  const { table, file } = source;
  const columns = columnsOf(reads);
  const rowGroups = groupsOf(reads, file);
  const { rows, bytes } = sizeOf(file, { groups: rowGroups, columns });
  const read = { dataset: dataset.id, table, hash: file.hash, columns, rowGroups, rows, bytes };
  if (!file.rollup) return read;
  const base = baseFile(dataset);
  const insteadOf = sizeOf(base, { groups: groupsOf(reads, base), columns });
  return { ...read, rollup: { ...file.rollup, insteadOf } };
}

/** The columns and row groups that compiled queries read, each table once, by manifest statistics alone:
 * both engines and the proof use this one list. Tables that a page made for its queries are no extracts. */
export function readsOf(
  compiled: CompiledQuery | readonly CompiledQuery[],
  manifest: Manifest,
): ExtractRead[] {
  const all = [compiled].flat().flatMap((one) => measureReads(one, manifest));
  const ofFiles = all.filter(({ source }) => !source.isShared);
  const tables = Map.groupBy(ofFiles, ({ source }) => source.table);
  return [...tables.values()].flatMap(([first, ...rest]) =>
    first ? [readOf([first, ...rest])] : [],
  );
}
