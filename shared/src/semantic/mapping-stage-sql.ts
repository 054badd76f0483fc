import type { MissingReason } from './mapping.ts';
import type { BoundMapping, Reading } from './mapping-bind.ts';
import { missingSql, ruleSql, sqlPattern, sqlText, valueSql } from './mapping-value-sql.ts';

/** A reading of cells of a row; columns and pivoted columns alike. */
export interface Slot {
  /** Name in the quarantine: the source header. */
  readonly header: string;
  readonly reading: Reading;
  readonly indexes: readonly number[];
  readonly missing: Readonly<Record<string, MissingReason>>;
  /** Whether the reason of a missing value is kept beside it. */
  readonly labelled: boolean;
}

/** The slots of a mapping: columns that stand in cells, then pivoted columns. */
export function slotsOf({ columns, pivot, header }: BoundMapping): Slot[] {
  const single = columns.flatMap(({ spec, source, missing }): Slot[] => {
    if (source.kind !== 'cells') return [];
    const names = source.indexes.map((index) => header.names[index] ?? '');
    const labelled = labelledBy(spec.type, missing);
    return [
      { header: names.join(' + '), reading: spec, indexes: source.indexes, missing, labelled },
    ];
  });
  if (!pivot) return single;
  const labelled = labelledBy(pivot.value.type, pivot.missing);
  const pivoted = pivot.indexes.map((index, at) => ({
    header: pivot.headers[at] ?? '',
    reading: pivot.value,
    indexes: [index],
    missing: pivot.missing,
    labelled,
  }));
  return [...single, ...pivoted];
}

function labelledBy(type: Reading['type'], missing: Readonly<Record<string, unknown>>): boolean {
  return type !== 'place' && Object.keys(missing).length > 0;
}

function cellText({ indexes }: Slot): string {
  const [first = 0] = indexes;
  if (indexes.length === 1) return `c${first}`;
  return `concat_ws(' ', ${indexes.map((index) => `nullif(trim(c${index}), '')`).join(', ')})`;
}

/** Rows of the table with, per slot `i`: `t` its text, `e` the part that counts, `v` its value, `l` the reason of a
 * missing value, `x` the rule that it breaks. `relation` has the cells as `c0`, `c1`, … */
function readingLayers(slots: readonly Slot[], relation: string): string {
  const texts = slots.map((slot, i) => `${cellText(slot)} as t${i}`);
  const parts = slots.map(({ reading }, i) => {
    if (reading.extract === undefined) return `t${i} as e${i}`;
    const { text } = sqlPattern(reading.extract);
    return `nullif(regexp_extract(t${i}, ${text}, 1), '') as e${i}`;
  });
  const values = slots.map(
    ({ reading, missing }, i) => `${valueSql(`e${i}`, reading, missing)} as v${i}`,
  );
  const labels = slots.map(({ missing }, i) => `${missingSql(`v${i}`, `t${i}`, missing)} as l${i}`);
  const rules = slots.map(({ reading }, i) => {
    const names = { value: `v${i}`, label: `l${i}`, text: `t${i}`, part: `e${i}` };
    return `${ruleSql(reading, names)} as x${i}`;
  });
  return [texts, parts, values, labels, rules].reduce(
    (inner, layer) => `(select *, ${layer.join(', ')} from ${inner})`,
    relation,
  );
}

/** Kinds of rows: 0 data, then what is no data, from 10 on the totals rules. */
export const ROW_KINDS = Object.freeze({ data: 0, blank: 1, header: 2, ragged: 3, totals: 10 });

function kindSql({ header, mapping, totals }: BoundMapping, ragged: string): string {
  // CASE stops at the first cell that decides; AND and OR look at all of them.
  const filled = header.names.map((_, index) => `when trim(c${index}) <> '' then false`);
  const blank = `case ${filled.join(' ')} else true end`;
  const [first = '', ...rest] = header.names
    .slice(0, 4)
    .map((name, index) => `trim(c${index}) = ${sqlText(name)}`);
  const repeated = `case when ${first} then ${['true', ...rest].join(' and ')} else false end`;
  const rules = mapping.totals.map(({ pattern }, index) => {
    const { text } = sqlPattern(pattern);
    return `when regexp_matches(c${totals[index]}, ${text}) then ${ROW_KINDS.totals + index}`;
  });
  return (
    `case when ${blank} then ${ROW_KINDS.blank} ` +
    `when ${ragged} then ${ROW_KINDS.ragged} when ${repeated} then ${ROW_KINDS.header} ` +
    `${rules.join(' ')} else ${ROW_KINDS.data} end`
  );
}

/** The group `key` of an expression, or one key for all where it has none. */
function keySql(pattern: string, column: number | undefined): string {
  if (!pattern.includes('(?<key>')) return "''";
  const { text, group } = sqlPattern(pattern, 'key');
  return `regexp_extract(c${column}, ${text}, ${group})`;
}

function totalKeys({ mapping, totals }: BoundMapping): string[] {
  if (mapping.totals.length === 0) return [];
  const cases = mapping.totals.map(
    ({ pattern }, index) =>
      `when ${ROW_KINDS.totals + index} then ${keySql(pattern, totals[index])}`,
  );
  const parts = mapping.totals.map(({ parts = '' }, index) => {
    const key = keySql(parts, totals[index]);
    if (parts === '') return `${key} as part${index}`;
    const { text } = sqlPattern(parts);
    return `case when regexp_matches(c${totals[index]}, ${text}) then ${key} end as part${index}`;
  });
  return [`case kind ${cases.join(' ')} end as total_key`, ...parts];
}

/** Source columns whose personal data is masked or dropped before anything else sees it. */
function hidden({ header, mapping }: BoundMapping): { index: number; sql: string }[] {
  return header.names.flatMap((name, index) => {
    const treatment = mapping.personal[name];
    if (treatment === 'drop') return [{ index, sql: 'cast(null as varchar)' }];
    if (treatment !== 'mask') return [];
    const cell = `trim(c${index})`;
    return [{ index, sql: `left(${cell}, 1) || repeat('*', greatest(length(${cell}) - 1, 0))` }];
  });
}

/** The relation with personal data hidden; `m0`, … are fingerprints of what stood there, to tell duplicates by. */
function withoutPersons(bound: BoundMapping, relation: string): string {
  const cells = hidden(bound);
  if (cells.length === 0) return relation;
  const prints = cells.map(({ index }) => `hash(c${index}) as m${index}`);
  const replaced = cells.map(({ index, sql }) => `${sql} as c${index}`);
  return `(select * replace (${replaced.join(', ')}), ${prints.join(', ')} from ${relation})`;
}

function fingerprints(bound: BoundMapping): string[] {
  const { duplicates } = bound;
  if (!duplicates) return [];
  const covered = new Set(hidden(bound).map(({ index }) => index));
  const cells = duplicates.map((index) => `${covered.has(index) ? 'm' : 'c'}${index}`);
  // Two independent hashes: rows that differ and agree in both are out of reach.
  return [
    `hash(${cells.join(', ')}) as h1`,
    `hash('bada', ${[...cells].reverse().join(', ')}) as h2`,
  ];
}

/** How a table of text is handed over. */
export interface StageSource {
  /** Relation with `c0`, `c1`, …; with `row_number` and `ragged` where `numbered`. */
  readonly relation: string;
  readonly numbered: boolean;
  /** Condition on the cells: whether a row is to be looked at closely before anything is kept. */
  readonly suspect?: string;
}

/** SELECT that reads every source row once, in order: `kind`, `bad`, `suspect`, values, reasons, and the cells of rows
 * that are not kept or are suspect as they stood. */
export function stageSql(
  bound: BoundMapping,
  { relation, numbered, suspect = 'false' }: StageSource,
): string {
  const slots = slotsOf(bound);
  const isMeasure = (index: number) =>
    ['integer', 'decimal'].includes(slots[index]?.reading.type ?? 'text');
  const broken = slots.map((_, i) =>
    isMeasure(i) ? `x${i} is not null` : `(kind < ${ROW_KINDS.totals} and x${i} is not null)`,
  );
  const columns = slots.flatMap(({ labelled, reading }, i) => [
    `v${i}`,
    ...(labelled ? [`l${i}`] : []),
    ...(reading.type === 'place' ? [`t${i} as r${i}`] : []),
  ]);
  const cells = bound.header.names.map((_, index) => `c${index}`);
  const inner = `(select *, ${kindSql(bound, numbered ? 'ragged' : 'false')} as kind from ${readingLayers(slots, withoutPersons(bound, relation))})`;
  const marked = `(select *, kind in (1, 2, 3) or ${broken.join(' or ')} as bad, coalesce(${suspect}, false) as suspect from ${inner})`;
  const kept = [
    ...(numbered ? ['row_number'] : []),
    'cast(kind as utinyint) as kind',
    'coalesce(bad, false) as bad',
    'suspect',
    ...totalKeys(bound),
    ...columns,
    ...fingerprints(bound),
    `case when bad or suspect then [${cells.join(', ')}] end as cells`,
  ];
  return `select ${kept.join(', ')} from ${marked}`;
}

/** SELECT of what is wrong with rows: `row_number`, `column`, `value`, `rule`; a row may break several rules.
 * `relation` has `row_number`, `kind` and `cells`. */
export function quarantineSql(bound: BoundMapping, relation: string): string {
  const slots = slotsOf(bound);
  const cells = bound.header.names.map((_, index) => `cells[${index + 1}] as c${index}`);
  const rows = readingLayers(
    slots,
    `(select row_number, kind, cells, ${cells.join(', ')} from ${relation})`,
  );
  const structural =
    `{col: '', val: coalesce(left(array_to_string(cells, ' | '), 400), ''), ` +
    `why: case kind when 1 then 'blank' when 2 then 'repeated-header' when 3 then 'ragged' end}`;
  const findings = slots.map(
    ({ header }, i) =>
      `case when x${i} is not null then {col: ${sqlText(header)}, val: left(t${i}, 400), why: x${i}} end`,
  );
  const list = `case when kind in (1, 2, 3) then [${structural}] else list_filter([${findings.join(', ')}], lambda found: found is not null) end`;
  return (
    `select row_number, found.col as "column", found.val as "value", found.why as "rule" ` +
    `from (select row_number, unnest(${list}) as found from ${rows})`
  );
}
