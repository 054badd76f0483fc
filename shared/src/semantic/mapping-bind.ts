import { BadaError } from '../api/errors.ts';
import type { MappedColumn, Mapping, MissingReason } from './mapping.ts';
import { type Header, headerKey } from './mapping-header.ts';

/** Where a bound column's text stands. */
type BoundSource =
  /** In cells of the row (0-based indexes), joined by a blank. */
  | { readonly kind: 'cells'; readonly indexes: readonly number[] }
  /** The same in every row. */
  | { readonly kind: 'constant'; readonly text: string }
  /** One text per pivoted column, in their order. */
  | { readonly kind: 'pivot'; readonly texts: readonly string[] }
  /** A day and hours after its start, of two other columns. */
  | { readonly kind: 'stamp'; readonly date: string; readonly hours: string };

/** How text becomes a value: what columns and pivoted values have in common. */
export type Reading = Omit<MappedColumn, 'from' | 'hourEnding' | 'role' | 'extract'> & {
  readonly extract?: string | undefined;
  readonly hourEnding?: boolean;
};

/** A column of the result, tied to a header. */
export interface BoundColumn {
  readonly spec: MappedColumn;
  readonly source: BoundSource;
  /** Cell texts that mean a missing value. */
  readonly missing: Readonly<Record<string, MissingReason>>;
}

/** Columns that become rows, tied to a header. */
export interface BoundPivot {
  readonly indexes: readonly number[];
  readonly headers: readonly string[];
  readonly value: Reading;
  readonly missing: Readonly<Record<string, MissingReason>>;
}

/** A mapping tied to one table: everything that compiling needs. */
export interface BoundMapping {
  readonly mapping: Mapping;
  readonly header: Header;
  readonly columns: readonly BoundColumn[];
  readonly pivot?: BoundPivot;
  /** 0-based cells of the columns that tell totals, in the order of the rules. */
  readonly totals: readonly number[];
  /** 0-based cells that make a duplicate; absent when the mapping declares none. */
  readonly duplicates?: readonly number[];
}

type Groups = Readonly<Record<string, string>>;

function groupsOf(pattern: string, text: string): Groups | undefined {
  const match = new RegExp(pattern, 'u').exec(text);
  if (!match) return undefined;
  const found = Object.entries(match.groups ?? {});
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

function refuse(mapping: Mapping, what: string): never {
  throw new BadaError('mapping.column-missing', { mapping: mapping.id, what });
}

/** Fills `{name}` in a text; undefined when a group is unknown. */
function filled(text: string, groups: Groups): string | undefined {
  let complete = true;
  const result = text.replace(/\{([a-z][a-z0-9_]*)\}/g, (whole, name: string) => {
    if (groups[name] === undefined) complete = false;
    return groups[name] ?? whole;
  });
  return complete ? result : undefined;
}

interface Scope {
  readonly mapping: Mapping;
  readonly header: Header;
  readonly byName: ReadonlyMap<string, number>;
  /** Groups of the file's and table's names. */
  readonly groups: Groups;
  readonly pivotGroups: readonly Groups[];
}

function indexOf(scope: Scope, name: string): number {
  const index = scope.byName.get(headerKey(name));
  return index ?? refuse(scope.mapping, name);
}

function indexByPattern({ mapping, header }: Scope, pattern: string): number {
  const expression = new RegExp(pattern, 'u');
  const found = header.names.flatMap((name, index) => (expression.test(name) ? [index] : []));
  if (found.length > 1) refuse(mapping, `${pattern} (${found.length})`);
  return found[0] ?? refuse(mapping, pattern);
}

/** A text with groups: the pivoted columns' groups win, for they stand nearer to the values. */
function groupSource(scope: Scope, text: string): BoundSource {
  const { mapping, groups, pivotGroups } = scope;
  const texts = pivotGroups.map((own) => filled(text, { ...groups, ...own }));
  if (texts.length === 0) {
    const constant = filled(text, groups) ?? refuse(mapping, text);
    return { kind: 'constant', text: constant };
  }
  const complete = texts.map((one) => one ?? refuse(mapping, text));
  const [first = ''] = complete;
  if (complete.every((one) => one === first)) return { kind: 'constant', text: first };
  return { kind: 'pivot', texts: complete };
}

function bindSource(scope: Scope, { from }: MappedColumn): BoundSource {
  if (typeof from === 'string') return { kind: 'cells', indexes: [indexOf(scope, from)] };
  if (Array.isArray(from)) {
    return { kind: 'cells', indexes: from.map((name) => indexOf(scope, name)) };
  }
  if ('pattern' in from) {
    return { kind: 'cells', indexes: [indexByPattern(scope, from.pattern)] };
  }
  if ('group' in from) return groupSource(scope, `{${from.group}}`);
  if ('text' in from) return groupSource(scope, from.text);
  return { kind: 'stamp', ...from };
}

function pivotColumns({ columns }: { columns: string }, header: Header) {
  return header.names.flatMap((name, index) => {
    const groups = groupsOf(columns, name);
    return groups ? [{ index, name, groups }] : [];
  });
}

/** Named groups of a file's and a table's names under a mapping, or undefined when the names do not fit. */
export function nameGroups(mapping: Mapping, file: string, table: string): Groups | undefined {
  const own = groupsOf(mapping.match.file, file.normalize('NFC'));
  if (!own) return undefined;
  if (mapping.match.table === undefined) return own;
  const inTable = groupsOf(mapping.match.table, table.normalize('NFC'));
  return inTable && { ...own, ...inTable };
}

/** Ties a mapping to a table's header and names.
 * @throws BadaError `mapping.column-missing` when a column or group that it names is not there */
export function bindMapping(
  mapping: Mapping,
  header: Header,
  groups: Readonly<Record<string, string>>,
): BoundMapping {
  const pivoted = mapping.pivot ? pivotColumns(mapping.pivot, header) : [];
  if (mapping.pivot && pivoted.length === 0) refuse(mapping, mapping.pivot.columns);
  const byName = new Map(header.names.map((name, index) => [name, index]));
  const pivotGroups = pivoted.map((one) => one.groups);
  const scope: Scope = { mapping, header, byName, groups, pivotGroups };
  const missing = (own: Readonly<Record<string, MissingReason>> | undefined) => ({
    ...mapping.missing,
    ...own,
  });
  const columns = mapping.columns.map((spec) => ({
    spec,
    source: bindSource(scope, spec),
    missing: missing(spec.missing),
  }));
  const pivot = mapping.pivot && {
    indexes: pivoted.map(({ index }) => index),
    headers: pivoted.map(({ name }) => name),
    value: mapping.pivot.value,
    missing: missing(mapping.pivot.value.missing),
  };
  const except = new Set(mapping.duplicates?.except.map((name) => indexOf(scope, name)));
  const rest = header.names.map((_, index) => index).filter((index) => !except.has(index));
  return {
    mapping,
    header,
    columns,
    ...(pivot ? { pivot } : {}),
    totals: mapping.totals.map(({ column }) => indexOf(scope, column)),
    ...(mapping.duplicates ? { duplicates: rest } : {}),
  };
}
