import { escaped } from './mapping-propose-text.ts';

/** When a table is of, as the name of its sheet or file tells. */
export interface NamedPeriod {
  /** Expression for the names of such sheets, where the sheet tells a part of it. */
  readonly table?: string;
  /** Text of the period, with groups in braces. */
  readonly text: '{year}-{month}-{day}' | '{year}-{month}' | '{year}';
}

const YEAR = '(?:19|20)\\d{2}';
const MONTH = '0?[1-9]|1[0-2]';
const YEAR_MONTH = new RegExp(
  `(?<!\\d)(?<year>${YEAR})(?<between> ?[-_.년]? ?)(?<month>${MONTH})(?!\\d)`,
  'u',
);
const DAY = new RegExp(
  `(?<!\\d)(?<year>${YEAR})(?<between>[-_.년]? ?)(?<month>0[1-9]|1[0-2])(?<then>[-_.월]? ?)(?<day>0[1-9]|[12]\\d|3[01])(?!\\d)`,
  'gu',
);
const ONLY_YEAR = new RegExp(`(?<!\\d)(?<year>${YEAR})(?!\\d)`, 'u');
const ONLY_MONTH = new RegExp(`(?<!\\d)(?<month>${MONTH})(?=월)`, 'u');

function general(text: string): string {
  return escaped(text).replace(/\d+/g, '\\d+');
}

/** The name with what an expression finds made groups. */
function sheetPattern(name: string, found: RegExpExecArray): string {
  const { year, month, day, between = '', then = '' } = found.groups ?? {};
  const parts = [
    year === undefined ? '' : '(?<year>\\d{4})',
    escaped(between),
    month === undefined ? '' : '(?<month>\\d{1,2})',
    escaped(then),
    day === undefined ? '' : '(?<day>\\d{1,2})',
  ];
  const after = name.slice(found.index + found[0].length);
  return `^${general(name.slice(0, found.index))}${parts.join('')}${general(after)}$`;
}

function groupsOf(filePattern: string): readonly string[] {
  return [...filePattern.matchAll(/\(\?<(\w+)>/g)].map(([, name = '']) => name);
}

/** Years in a file's name that are neither a day nor a span. */
function tellsYear(file: string): boolean {
  return file.match(/(?:19|20)\d{2}/g)?.length === 1 && !/\d{8}/.test(file);
}

/** The period that a sheet's name tells, with the file's year where it has a month alone, else the file's.
 * `filePattern` is the file's name made general. Undefined where the names tell none, or a day or a span of years. */
export function periodOfNames({
  file,
  filePattern,
  table,
}: {
  file: string;
  filePattern: string;
  table?: string | undefined;
}): NamedPeriod | undefined {
  const groups = tellsYear(file) ? groupsOf(filePattern) : [];
  if (table !== undefined && !file.startsWith(table)) {
    const both = YEAR_MONTH.exec(table);
    if (both) return { table: sheetPattern(table, both), text: '{year}-{month}' };
    const year = ONLY_YEAR.exec(table);
    if (year) return { table: sheetPattern(table, year), text: '{year}' };
    const month = ONLY_MONTH.exec(table);
    if (month && groups.includes('year'))
      return { table: sheetPattern(table, month), text: '{year}-{month}' };
  }
  if (!groups.includes('year')) return undefined;
  return { text: groups.includes('month') ? '{year}-{month}' : '{year}' };
}

/** The day that the name of a sheet or of a file tells. Undefined where it tells none, or several. */
export function dayOfNames({
  file,
  table,
}: {
  file: string;
  table?: string | undefined;
}): NamedPeriod | undefined {
  const text = '{year}-{month}-{day}';
  if (table !== undefined && !file.startsWith(table)) {
    const [day, ...others] = table.matchAll(DAY);
    if (day && others.length === 0) return { table: sheetPattern(table, day), text };
  }
  return [...file.matchAll(DAY)].length === 1 ? { text } : undefined;
}
