import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  baseFile,
  type DatasetContract,
  type EarlierCut,
  type ManifestDataset,
  type SmallCells,
  suppressSmallCells,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, type Row, rowsOf } from '../duckdb.ts';
import type { Version } from '../versions/list.ts';

/** Tables of more rows are not proved: all their counts are hidden. */
const MAX_ROWS = 50_000;
/** Rows of earlier versions that a new one is held against, those of the newest first. */
const MAX_EARLIER_ROWS = 500_000;
const HIDDEN = '__hidden';

/** A version of a dataset that was cut by a rule on small counts. */
export type CutVersion = ManifestDataset & {
  readonly smallCells: { rule: SmallCells; inside: string };
};

/** The rows of an earlier version with all counts, and which of them it hid. */
export interface EarlierRows {
  readonly rows: readonly Row[];
  readonly dataset: CutVersion;
}

function isCut(dataset: ManifestDataset): dataset is CutVersion {
  return dataset.smallCells !== undefined;
}

/** The cuts of a dataset that readers may have, each once, the newest first. */
export function cutVersions(versions: readonly Version[], id: string): CutVersion[] {
  const all = versions.flatMap(({ manifest }) => manifest.datasets.filter((one) => one.id === id));
  const cut = all.filter(isCut);
  const nameOf = (one: CutVersion) => `${one.smallCells.inside} ${baseFile(one).hash}`;
  return [...new Map(cut.map((one) => [nameOf(one), one])).values()];
}

/** What of a row a rule speaks of: its dimensions and groups as text, its counts as numbers. */
export function ruledColumns(
  { dimensions, groups = {}, counts }: SmallCells,
  table = '',
): string[] {
  const names = new Set([...dimensions, ...Object.values(groups)]);
  const column = (name: string, type: string) =>
    `${table}${identifier(name)}::${type} as ${identifier(name)}`;
  return [
    ...[...names].map((name) => column(name, 'varchar')),
    ...counts.map((name) => column(name, 'double')),
  ];
}

function sqlOf(dataset: CutVersion, { inside, cut }: { inside: string; cut: string }): string {
  const { rule } = dataset.smallCells;
  const status = dataset.columns.find(({ role }) => role === 'status')?.name ?? 'status';
  const on = rule.dimensions.map(
    (name) => `i.${identifier(name)} is not distinct from c.${identifier(name)}`,
  );
  const hidden = `coalesce(c.${identifier(status)} = 'suppressed', false) as ${HIDDEN}`;
  return (
    `select ${[...ruledColumns(rule, 'i.'), hidden].join(', ')} from read_parquet(${literal(inside)}) i ` +
    `left join read_parquet(${literal(cut)}) c on ${on.join(' and ')}`
  );
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Reads what earlier cuts of a dataset held and hid. */
export async function earlierRows(
  connection: DuckDBConnection,
  { published, extracts }: { published: readonly CutVersion[]; extracts: string },
): Promise<EarlierRows[]> {
  const found: EarlierRows[] = [];
  let total = 0;
  for (const dataset of published) {
    const inside = join(extracts, 'inside', `${dataset.smallCells.inside}.parquet`);
    const cut = join(extracts, dataset.class, `${baseFile(dataset).hash}.parquet`);
    if (!(await isThere(inside)) || !(await isThere(cut))) continue;
    total += baseFile(dataset).rows;
    if (total > MAX_EARLIER_ROWS) break;
    found.push({ dataset, rows: await rowsOf(connection, sqlOf(dataset, { inside, cut })) });
  }
  return found;
}

/** Values that group one dimension's values; undefined where one value would stand in two groups. */
function groupsOf(rows: readonly Row[], dimension: string, group: string | undefined) {
  const groups = new Map<string, string>();
  for (const row of rows) {
    const value = String(row[dimension] ?? '');
    const name = group === undefined ? '' : String(row[group] ?? '');
    if (groups.has(value) && groups.get(value) !== name) return undefined;
    groups.set(value, name);
  }
  return groups;
}

function keyOf(row: Row, dimensions: readonly string[]): string[] {
  return dimensions.map((dimension) => String(row[dimension] ?? ''));
}

function cellOf(row: Row, { dimensions, count }: { dimensions: readonly string[]; count: string }) {
  const value = row[count] ?? null;
  return { key: keyOf(row, dimensions), count: value === null ? null : Number(value) };
}

/** How long the codes of places are: those of districts and of dong differ. */
function placeLengths(
  rows: readonly Row[],
  { columns }: Pick<DatasetContract, 'columns'>,
): Set<number> {
  const place = columns.find(({ role }) => role === 'place')?.name;
  return new Set(place === undefined ? [] : rows.map((row) => String(row[place] ?? '').length));
}

function isOtherLevel(
  { rows, dataset }: EarlierRows,
  present: { rows: readonly Row[]; rule: SmallCells; contract: DatasetContract },
): boolean {
  const names = ({ dimensions }: SmallCells) => [...dimensions].sort().join();
  if (names(dataset.smallCells.rule) !== names(present.rule)) return true;
  if (dataset.grain !== present.contract.grain) return true;
  const lengths = placeLengths(present.rows, present.contract);
  const before = placeLengths(rows, present.contract);
  return lengths.size > 0 && [...lengths].every((length) => !before.has(length));
}

function cutOf(
  earlier: EarlierRows,
  count: string,
  present: {
    rows: readonly Row[];
    rule: SmallCells;
    contract: DatasetContract;
    parents: readonly ((value: string) => string)[];
  },
): EarlierCut {
  const { k, dimensions } = present.rule;
  const cells = earlier.rows.map((row) => {
    return { ...cellOf(row, { dimensions, count }), hidden: row[HIDDEN] === true };
  });
  const isAllHidden = cells.every((cell) => cell.hidden || cell.count === null);
  const { parents } = present;
  const isWithheld = isAllHidden && !suppressSmallCells(cells, { k, parents }).totals;
  return { cells, isWithheld, isOtherLevel: isOtherLevel(earlier, present) };
}

/** Places of the rows whose counts are hidden. A row's counts are hidden together: where one is the sum of others,
 * the shift that leaves the part open leaves the sum open as well. */
export function hiddenRows(
  rows: readonly Row[],
  {
    rule,
    contract,
    earlier,
  }: { rule: SmallCells; contract: DatasetContract; earlier: readonly EarlierRows[] },
): number[] {
  const { k, counts, dimensions, groups = {} } = rule;
  const filled = (row: Row) => counts.some((name) => row[name] !== null);
  const everything = () => rows.flatMap((row, at) => (filled(row) ? [at] : []));
  if (rows.length > MAX_ROWS) return everything();
  const parents: ((value: string) => string)[] = [];
  for (const dimension of dimensions) {
    const known = groupsOf(rows, dimension, groups[dimension]);
    if (!known) return everything();
    parents.push((value) => known.get(value) ?? '');
  }
  const hidden = new Set<number>();
  for (const count of counts) {
    const cells = rows.map((row) => cellOf(row, { dimensions, count }));
    const present = { rows, rule, contract, parents };
    const cuts = earlier.map((one) => cutOf(one, count, present));
    const { states, totals } = suppressSmallCells(cells, { k, parents, earlier: cuts });
    if (!totals) return everything();
    for (const [at, state] of states.entries()) if (state === 'suppressed') hidden.add(at);
  }
  return [...hidden];
}
