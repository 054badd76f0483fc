import { type ManifestDataset, type SchemaChange, schemaDrift } from '@bada/shared';
import { identifier, type Row, rowsOf, withDuckDb } from '../duckdb.ts';
import { extractRelation } from '../quality/gate.ts';
import { isSameExtract } from './list.ts';

/** One row that differs, with its key and the changed columns before and after, all as text. */
export interface RowChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly key: Readonly<Record<string, string | null>>;
  readonly before: Readonly<Record<string, string | null>>;
  readonly after: Readonly<Record<string, string | null>>;
}

/** What became of a dataset between two versions. */
export interface DatasetDiff {
  readonly dataset: string;
  readonly drift: readonly SchemaChange[];
  /** Whether rows were matched by a key that both versions hold. */
  readonly keyed: boolean;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** Rows of the same key and content. */
  readonly same: number;
  /** Differing rows in the order of the key. */
  readonly sample: readonly RowChange[];
}

interface Sides {
  readonly before: string;
  readonly after: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/** Both versions side by side, one row per key; `kind` says what became of it. */
function joined({ before, after, key, columns }: Sides): string {
  const on = key
    .map((name) => `b.${identifier(name)} is not distinct from a.${identifier(name)}`)
    .join(' and ');
  const differs = columns
    .map((name) => `b.${identifier(name)} is distinct from a.${identifier(name)}`)
    .join(' or ');
  const kind = `case when b.__here is null then 'added' when a.__here is null then 'removed' when ${differs || 'false'} then 'changed' else 'same' end`;
  const keys = key.map((name, at) => {
    return `cast(coalesce(b.${identifier(name)}, a.${identifier(name)}) as varchar) as k${at}`;
  });
  const values = columns.flatMap((name, at) => [
    `cast(b.${identifier(name)} as varchar) as b${at}`,
    `cast(a.${identifier(name)} as varchar) as a${at}`,
  ]);
  return `select ${[`${kind} as kind`, ...keys, ...values].join(', ')} from (select *, true as __here from ${before}) b full join (select *, true as __here from ${after}) a on ${on}`;
}

function textOf(row: Row, name: string): string | null {
  const value = row[name];
  return value === null || value === undefined ? null : String(value);
}

function changeOf(row: Row, { key, columns }: Sides): RowChange {
  const kind = row.kind === 'added' || row.kind === 'removed' ? row.kind : 'changed';
  const shown = columns
    .map((name, at) => ({ name, before: textOf(row, `b${at}`), after: textOf(row, `a${at}`) }))
    .filter(({ before, after }) => kind !== 'changed' || before !== after);
  const side = (which: 'before' | 'after') =>
    Object.fromEntries(shown.map((one) => [one.name, one[which]]));
  return {
    kind,
    key: Object.fromEntries(key.map((name, at) => [name, textOf(row, `k${at}`)])),
    before: kind === 'added' ? {} : side('before'),
    after: kind === 'removed' ? {} : side('after'),
  };
}

function sharedColumns(before: ManifestDataset, after: ManifestDataset): string[] {
  const there = new Set(before.columns.map(({ name }) => name));
  return after.columns.map(({ name }) => name).filter((name) => there.has(name));
}

function unchanged(before: ManifestDataset, rows: number): DatasetDiff {
  const none = { added: 0, removed: 0, changed: 0, sample: [] };
  return { dataset: before.id, drift: [], keyed: true, ...none, same: rows };
}

/** Compares two versions of a dataset row by row by its key. Without a key that both hold, all shared
 * columns identify a row, so that a change counts as one row removed and one added.
 * @param options.limit most rows of the sample
 * @param options.offset differing rows before the sample
 * @param options.kind the one kind of differences that the sample shows */
export async function diffDatasets(
  { before, after }: { before: ManifestDataset; after: ManifestDataset },
  options: { extracts: string; limit?: number; offset?: number; kind?: RowChange['kind'] },
): Promise<DatasetDiff> {
  const { extracts, limit = 20, offset = 0, kind: only } = options;
  const drift = schemaDrift(before.columns, after.columns);
  const [file] = after.files;
  if (isSameExtract(before, after)) return { ...unchanged(before, file?.rows ?? 0), drift };
  const shared = sharedColumns(before, after);
  const declared = after.key ?? [];
  const hasKey = declared.length > 0 && declared.every((name) => shared.includes(name));
  const key = hasKey ? declared : shared;
  const sides = {
    before: extractRelation(extracts, before),
    after: extractRelation(extracts, after),
    key,
    columns: shared.filter((name) => !key.includes(name)),
  };
  return withDuckDb(async (connection) => {
    const body = joined(sides);
    const counts = await rowsOf(
      connection,
      `select kind, count(*) as n from (${body}) group by kind`,
    );
    const order = key.map((_, at) => `k${at}`).join(', ');
    const shown = only === undefined ? "kind != 'same'" : `kind = '${only}'`;
    const rows = await rowsOf(
      connection,
      `select * from (${body}) where ${shown} order by ${order} limit ${limit} offset ${offset}`,
    );
    const count = (kind: string) => Number(counts.find((row) => row.kind === kind)?.n ?? 0);
    return {
      dataset: after.id,
      drift,
      keyed: hasKey,
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      same: count('same'),
      sample: rows.map((row) => changeOf(row, sides)),
    };
  });
}
