import { isNumberType } from '@bada/shared';
import type { DatasetNode, NodeColumn } from '@bada/shared/catalogue';
import { quoteIdentifier, quoteText } from './sql-text.ts';

/** What a spreadsheet would take for a formula; plain signed numbers are none. */
const FORMULA = '^[=+\\-@\\t\\r]';
const PLAIN_NUMBER = '^[+-]?[0-9.,]*$';
const NEEDS_QUOTES = '[",\\r\\n]';
/** Day from which spreadsheets count. */
const SHEET_EPOCH = '1899-12-30';

type Table = Pick<DatasetNode, 'id' | 'columns'>;

function from({ id }: Table): string {
  return `from ${quoteIdentifier(id)}`;
}

/** Whether a column holds numbers. */
export function isNumeric({ type }: Pick<NodeColumn, 'type'>): boolean {
  return isNumberType(type);
}

/** A column as JSON can hold it: numbers as doubles, dates as ISO text. */
function plain(column: NodeColumn): string {
  const name = quoteIdentifier(column.name);
  return `cast(${name} as ${isNumeric(column) ? 'double' : 'varchar'}) as ${name}`;
}

/** Rows in their stored order, as text and numbers. */
export function plainRowsSql(table: Table): string {
  return `select ${table.columns.map(plain).join(', ')} ${from(table)}`;
}

/** One page of the rows; parameters: limit, offset. */
export function pageSql(table: Table): string {
  return `${plainRowsSql(table)} limit $1 offset $2`;
}

/** A moment as days since the sheet's epoch, the clock as their fraction. */
function sheetMoment({ name }: NodeColumn): string {
  const own = quoteIdentifier(name);
  const seconds = `date_diff('second', timestamp ${quoteText(`${SHEET_EPOCH} 00:00:00`)}, ${own})`;
  return `cast(${seconds} as double) / 86400 as ${own}`;
}

/** Rows for a sheet: dates and moments as days since the sheet's epoch. */
export function sheetRowsSql(table: Table): string {
  const cells = table.columns.map((column) => {
    if (column.type === 'TIMESTAMP') return sheetMoment(column);
    if (column.type !== 'DATE') return plain(column);
    const days = `date_diff('day', date ${quoteText(SHEET_EPOCH)}, ${quoteIdentifier(column.name)})`;
    return `cast(${days} as double) as ${quoteIdentifier(column.name)}`;
  });
  return `select ${cells.join(', ')} ${from(table)}`;
}

/** Text that no spreadsheet runs: a formula gets an apostrophe before it. */
function guarded(text: string): string {
  const isFormula = `regexp_matches(${text}, ${quoteText(FORMULA)}) and not regexp_matches(${text}, ${quoteText(PLAIN_NUMBER)})`;
  return `case when ${isFormula} then '''' || ${text} else ${text} end`;
}

function csvCell(column: NodeColumn): string {
  const text = `cast(${quoteIdentifier(column.name)} as varchar)`;
  if (column.type !== 'VARCHAR') return `coalesce(${text}, '')`;
  const safe = `(${guarded(text)})`;
  const quoted = `'"' || replace(${safe}, '"', '""') || '"'`;
  return `coalesce(case when regexp_matches(${safe}, ${quoteText(NEEDS_QUOTES)}) then ${quoted} else ${safe} end, '')`;
}

/** Rows as lines of CSV without their ends, in one column. */
export function csvLinesSql(table: Table): string {
  return `select concat_ws(',', ${table.columns.map(csvCell).join(', ')}) as line ${from(table)}`;
}

/** The distinct texts of a column that are more than ASCII, with how often and where first. */
export function foreignTextsSql(table: Table, column: NodeColumn): string {
  const text = quoteIdentifier(column.name);
  const numbered = `select ${text} as value, row_number() over () as place ${from(table)}`;
  return `select value, cast(count(*) as double) as n, cast(min(place) as double) as first_row from (${numbered}) where not regexp_matches(value, '^[\\x00-\\x7F]*$') group by value order by first_row`;
}

/** Missing, distinct, least and greatest of every column in one scan. */
export function summarySql(table: Table): string {
  const cells = table.columns.flatMap((column, at) => {
    const name = quoteIdentifier(column.name);
    const kind = isNumeric(column) ? 'double' : 'varchar';
    return [
      `cast(count(*) - count(${name}) as double) as missing_${at}`,
      `cast(count(distinct ${name}) as double) as distinct_${at}`,
      `cast(min(${name}) as ${kind}) as min_${at}`,
      `cast(max(${name}) as ${kind}) as max_${at}`,
    ];
  });
  return `select cast(count(*) as double) as rows_all, ${cells.join(', ')} ${from(table)}`;
}

/** Bins of equal width of a numeric column; parameters: least, width, last bin. */
export function binsSql(table: Table, column: NodeColumn): string {
  const value = `cast(${quoteIdentifier(column.name)} as double)`;
  const bin = `least(cast(floor((${value} - $1) / $2) as double), $3)`;
  return `select ${bin} as bin, cast(count(*) as double) as n ${from(table)} where ${value} is not null group by 1 order by 1`;
}

/** The most frequent values of a column; parameter: how many. */
export function topSql(table: Table, column: NodeColumn): string {
  const value = `cast(${quoteIdentifier(column.name)} as varchar)`;
  return `select ${value} as value, cast(count(*) as double) as n ${from(table)} where ${value} is not null group by 1 order by 2 desc, 1 limit $1`;
}
