import type { BoundColumn, BoundMapping } from './mapping-bind.ts';
import { slotsOf } from './mapping-stage-sql.ts';
import { sqlName, sqlText, valueSql } from './mapping-value-sql.ts';

/** A place column and the expressions that look it up among the staged rows. */
export interface PlaceLookup {
  /** Table that resolution fills: `key`, `on_day`, `place`. */
  readonly table: string;
  readonly column: string;
  /** Source header or headers. */
  readonly header: string;
  /** Key and raw text, over the staged rows `s`. */
  readonly key: string;
  readonly raw: string;
  /** Day in force as a DATE expression over `s`, or null. */
  readonly at: string;
  readonly spec: BoundColumn['spec'];
}

interface Context {
  readonly bound: BoundMapping;
  /** Slot of each column that stands in cells, by name. */
  readonly slotOf: ReadonlyMap<string, number>;
  readonly pivotOf: ReadonlyMap<string, number>;
}

function contextOf(bound: BoundMapping): Context {
  const inCells = bound.columns.filter(({ source }) => source.kind === 'cells');
  const pivoted = bound.columns.filter(({ source }) => source.kind === 'pivot');
  return {
    bound,
    slotOf: new Map(inCells.map(({ spec }, index) => [spec.name, index])),
    pivotOf: new Map(pivoted.map(({ spec }, index) => [spec.name, index])),
  };
}

function columnNamed({ bound }: Context, name: string): BoundColumn {
  const found = bound.columns.find(({ spec }) => spec.name === name);
  if (!found) throw new Error(`mapping ${bound.mapping.id} has no column ${name}`);
  return found;
}

/** SQL of a column's value over the staged rows `s` and the pivoted columns `p`; places as their keys. */
function columnSql(context: Context, { spec, source }: BoundColumn): string {
  switch (source.kind) {
    case 'cells':
      return `s.v${context.slotOf.get(spec.name)}`;
    case 'constant':
      return valueSql(sqlText(source.text), spec);
    case 'pivot':
      return `p.g${context.pivotOf.get(spec.name)}`;
    case 'stamp': {
      const date = columnSql(context, columnNamed(context, source.date));
      const hours = columnSql(context, columnNamed(context, source.hours));
      return `(${date} + to_hours(${hours}${spec.hourEnding ? ' - 1' : ''}))`;
    }
  }
}

function dayInForce(context: Context, at: string | undefined): string {
  if (at === undefined) return 'cast(null as date)';
  if (/^\d{4}-/.test(at)) return `date ${sqlText(at)}`;
  return `cast(${columnSql(context, columnNamed(context, at))} as date)`;
}

/** The place columns of a mapping, to be resolved before the result is selected. */
export function placeLookups(bound: BoundMapping): PlaceLookup[] {
  const context = contextOf(bound);
  const slots = slotsOf(bound);
  return bound.columns
    .filter(({ spec, source }) => spec.type === 'place' && source.kind === 'cells')
    .map(({ spec }, index) => ({
      table: `place_${index}`,
      column: spec.name,
      header: slots[context.slotOf.get(spec.name) ?? -1]?.header ?? '',
      key: `s.v${context.slotOf.get(spec.name)}`,
      raw: `s.r${context.slotOf.get(spec.name)}`,
      at: dayInForce(context, spec.place?.at),
      spec,
    }));
}

/** SELECT of the values that stand in pivoted columns' names: `i` and one `g0`, `g1`, … per column. Undefined without a pivot. */
export function pivotColumnsSql(bound: BoundMapping): string | undefined {
  if (!bound.pivot) return undefined;
  const columns = bound.columns.flatMap(({ spec, source }) =>
    source.kind === 'pivot' ? [{ spec, texts: source.texts }] : [],
  );
  const rows = bound.pivot.indexes.map((_, i) => {
    const texts = columns.map(({ texts }) => sqlText(texts[i] ?? ''));
    return `(${[i, ...texts].join(', ')})`;
  });
  const names = ['i', ...columns.map((_, at) => `t${at}`)];
  const values = columns.map(({ spec }, at) => `${valueSql(`t${at}`, spec)} as g${at}`);
  return `select ${['i', ...values].join(', ')} from (values ${rows.join(', ')}) as texts(${names.join(', ')})`;
}

/** The rows with pivoted columns turned: `pv` the value, `pl` the reason of a missing one, `pi` the column. */
function turned({ bound, slotOf }: Context, relation: string): string {
  if (!bound.pivot) return `${relation} s`;
  const first = slotOf.size;
  const slots = bound.pivot.indexes.map((_, at) => first + at);
  const labelled = slotsOf(bound)[first]?.labelled ?? false;
  const lists = [
    `unnest([${slots.map((slot) => `v${slot}`).join(', ')}]) as pv`,
    ...(labelled ? [`unnest([${slots.map((slot) => `l${slot}`).join(', ')}]) as pl`] : []),
    `unnest(range(${slots.length})) as pi`,
  ];
  return `(select *, ${lists.join(', ')} from ${relation}) s join pivot_columns p on p.i = s.pi`;
}

/** SELECT of the result from staged rows that are kept: `row_number` of the source, then the mapped columns. */
export function resultSql(bound: BoundMapping, relation: string): string {
  const context = contextOf(bound);
  const slots = slotsOf(bound);
  const lookups = new Map(placeLookups(bound).map((lookup) => [lookup.column, lookup]));
  const columns = bound.columns.flatMap((column) => {
    const { name } = column.spec;
    const lookup = lookups.get(name);
    if (lookup) {
      return [
        `${lookup.table}.place as ${sqlName(name)}`,
        `${lookup.raw} as ${sqlName(`${name}_raw`)}`,
      ];
    }
    const slot = context.slotOf.get(name);
    const label = slot !== undefined && slots[slot]?.labelled;
    return [
      `${columnSql(context, column)} as ${sqlName(name)}`,
      ...(label ? [`s.l${slot} as ${sqlName(`${name}_missing`)}`] : []),
    ];
  });
  const value = bound.pivot?.value.name;
  const pivoted =
    value === undefined
      ? []
      : [
          `s.pv as ${sqlName(value)}`,
          ...(slots.at(-1)?.labelled ? [`s.pl as ${sqlName(`${value}_missing`)}`] : []),
        ];
  const joins = [...lookups.values()].map(
    ({ table, key, at }) =>
      `left join ${table} on ${table}.key = ${key} and ${table}.on_day is not distinct from ${at}`,
  );
  return `select s.row_number, ${[...columns, ...pivoted].join(', ')} from ${turned(context, relation)} ${joins.join(' ')}`;
}

/** Output columns of numbers with their staged values, pivoted ones included: what totals can be checked on. */
export function measuresOfRow(bound: BoundMapping): { header: string; value: string }[] {
  return slotsOf(bound).flatMap(({ header, reading }, index) =>
    reading.type === 'integer' || reading.type === 'decimal'
      ? [{ header, value: `v${index}` }]
      : [],
  );
}

/** The staged value of an output column that stands in a cell; undefined for others. */
export function stagedValue(bound: BoundMapping, name: string): string | undefined {
  const slot = contextOf(bound).slotOf.get(name);
  return slot === undefined ? undefined : `v${slot}`;
}

/** The staged values of the pivoted columns, in order. */
export function pivotedValues(bound: BoundMapping): string[] {
  const first = contextOf(bound).slotOf.size;
  return (bound.pivot?.indexes ?? []).map((_, at) => `v${first + at}`);
}
