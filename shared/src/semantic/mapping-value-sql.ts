import type { ColumnType, MissingReason, PlaceReading } from './mapping.ts';
import type { Reading } from './mapping-bind.ts';

/** A text as SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as SQL. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** An expression with named groups as SQL's engine reads it, with the number of a group. */
export function sqlPattern(pattern: string, group?: string): { text: string; group: number } {
  const names = [...pattern.matchAll(/\\.|\((?:\?<([a-z][a-z0-9_]*)>)?(?!\?)/g)]
    .filter(([whole]) => whole.startsWith('('))
    .map(([, name]) => name);
  const at = group === undefined ? 0 : names.indexOf(group);
  return { text: sqlText(pattern.replace(/\(\?<[a-z][a-z0-9_]*>/g, '(')), group: at + 1 };
}

/** Types of GeoJSON geometries. */
const SHAPES = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]
  .map(sqlText)
  .join(', ');

const READERS: Readonly<Record<Exclude<ColumnType, 'place'>, (text: string) => string>> = {
  text: (text) => `nullif(trim(${text}), '')`,
  code: (text) => `nullif(bada_fold(${text}), '')`,
  integer: (text) => `bada_integer(${text})`,
  decimal: (text) => `bada_decimal(${text})`,
  boolean: (text) => `bada_boolean_folded(bada_fold(${text}))`,
  date: (text) => `bada_date(${text})`,
  month: (text) => `bada_month_folded(bada_fold(${text}))`,
  quarter: (text) => `bada_quarter_folded(bada_fold(${text}))`,
  half: (text) => `bada_half_folded(bada_fold(${text}))`,
  year: (text) => `bada_year_folded(bada_fold(${text}))`,
  datetime: (text) => `bada_datetime(${text})`,
  hours: (text) => `bada_hours_folded(bada_fold(${text}))`,
  geometry: (text) =>
    `case when try(json_extract_string(${text}, '$.type')) in (${SHAPES}) then trim(${text}) else bada_wkb(trim(${text})) end`,
};

/** Key of a place's text: a code without the zeros of lower levels, or names without blanks. */
function placeKey(text: string, system: PlaceReading['system']): string {
  const folded = `bada_unspaced(${text})`;
  if (system === 'names') return `nullif(${folded}, '')`;
  const code = `regexp_replace(${folded}, '\\.0$', '')`;
  if (system === 'kostat') return `nullif(${code}, '')`;
  const ten = `regexp_replace(${code}, '^([0-9]{8})$', '\\100')`;
  const district = `regexp_replace(${ten}, '^([0-9]{5})00000$', '\\1')`;
  return `nullif(regexp_replace(${district}, '^([0-9]{2})000$', '\\1'), '')`;
}

function isNumeric(type: ColumnType): boolean {
  return type === 'integer' || type === 'decimal';
}

/** Text with what surrounds a number taken off. */
function bareNumber(text: string, { triangle, suffix }: Reading): string {
  if (triangle === undefined && suffix === undefined) return text;
  const sign = triangle === 'minus' ? '-' : '';
  const signed =
    triangle === undefined
      ? `bada_fold(${text})`
      : `regexp_replace(bada_fold(${text}), '^[△▲] ?', '${sign}')`;
  return suffix === undefined
    ? signed
    : `trim(case when suffix(${signed}, ${sqlText(suffix)}) then left(${signed}, -${suffix.length}) else ${signed} end)`;
}

function coded(text: string, values: Readonly<Record<string, string>>): string {
  const cases = Object.entries(values).map(
    ([from, to]) => `when ${sqlText(from)} then ${sqlText(to)}`,
  );
  return `case bada_fold(${text}) ${cases.join(' ')} end`;
}

function converted(read: string, { unit, type, hourEnding, scale }: Reading): string {
  const factor = unit?.factor ?? 1;
  const expression = type === 'decimal' && scale !== undefined ? `round(${read}, ${scale})` : read;
  if (type === 'datetime' && hourEnding) return `(${expression} - to_hours(1))`;
  if (factor === 1 || !isNumeric(type)) return expression;
  if (type === 'integer' && !Number.isInteger(factor)) {
    return `cast(round(${expression} * ${factor}) as bigint)`;
  }
  return `(${expression} * ${factor})`;
}

/** Missing texts that the reading would take for a value, so that they have to be looked for first. */
function deceptive(reading: Reading, missing: Readonly<Record<string, MissingReason>>): string[] {
  const all = Object.keys(missing);
  return isNumeric(reading.type)
    ? all.filter((text) => /^[+\-\d.,\s]+$/.test(text.normalize('NFKC')))
    : all;
}

/** Text as it is compared with missing texts; plain ASCII, by far the most, needs no folding. */
function comparable(text: string): string {
  return `case when strlen(${text}) = length(${text}) then trim(${text}) else bada_fold(${text}) end`;
}

function folded(text: string): string {
  return `bada_fold(${sqlText(text)})`;
}

/** SQL of a value from an expression of its text; null where there is none or it cannot be read. */
export function valueSql(
  text: string,
  reading: Reading,
  missing: Readonly<Record<string, MissingReason>> = {},
): string {
  const { type, values, place } = reading;
  const number = isNumeric(type) ? bareNumber(text, reading) : text;
  const read =
    type === 'place'
      ? placeKey(text, place?.system ?? 'mois')
      : values
        ? coded(text, values)
        : READERS[type](number);
  const value = converted(read, reading);
  const first = deceptive(reading, missing).map(folded);
  return first.length > 0
    ? `case when (${comparable(text)}) not in (${first.join(', ')}) then ${value} end`
    : value;
}

/** SQL of why a value is missing: null where there is a value or a text that could not be read. */
export function missingSql(
  value: string,
  text: string,
  missing: Readonly<Record<string, MissingReason>>,
): string {
  const cases = Object.entries(missing).map(
    ([token, reason]) => `when (${comparable(text)}) = ${folded(token)} then ${sqlText(reason)}`,
  );
  return `case when ${value} is not null then null when ${text} is null or (${comparable(text)}) = '' then 'blank' ${cases.join(' ')} end`;
}

function unreadable({ type, values, triangle }: Reading, text: string): string {
  if (values) return "'unknown-value'";
  switch (type) {
    case 'integer':
    case 'decimal':
      return triangle === undefined
        ? `case when regexp_matches(${text}, '[△▲▽▼]') then 'triangle' else '${type}' end`
        : `'${type}'`;
    case 'month':
    case 'quarter':
    case 'half':
    case 'year':
      return "'period'";
    case 'place':
      return "'place-unmatched'";
    case 'boolean':
    case 'date':
    case 'datetime':
    case 'hours':
      return `'${type}'`;
    case 'geometry':
      return "'geometry'";
    case 'text':
    case 'code':
      return "'required'";
  }
}

/** SQL of the rule that a cell breaks, or null. `text` is the text as it stood, `part` what `extract` took of it. */
export function ruleSql(
  reading: Reading,
  { value, label, text, part }: { value: string; label: string; text: string; part: string },
): string {
  const torn = reading.extract === undefined ? '' : `when ${part} is null then 'extract' `;
  const required = reading.required ? "else 'required' " : '';
  const limits = [
    reading.min === undefined ? [] : [`${value} < ${reading.min}`],
    reading.max === undefined ? [] : [`${value} > ${reading.max}`],
  ].flat();
  const range = limits.length > 0 ? `when ${limits.join(' or ')} then 'range' ` : '';
  const empty = `case when ${label} is null then case ${torn}when true then ${unreadable(reading, text)} end ${required}end`;
  return `case when ${value} is null then ${empty} ${range}end`;
}
