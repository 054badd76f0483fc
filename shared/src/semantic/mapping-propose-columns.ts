import { CITY } from '../model/place.ts';
import type { Draft, SingleGuess } from './mapping-proposal.ts';
import type { ColumnGuess } from './mapping-propose-column.ts';
import type { NamedPeriod } from './mapping-propose-period.ts';
import { generalised, proposedName } from './mapping-propose-text.ts';

const NUMBERS: readonly string[] = ['integer', 'decimal'];

/** Whether a column holds figures. */
export function isFigures({ type }: Pick<ColumnGuess, 'type'>): boolean {
  return NUMBERS.includes(type);
}

/** Whether a header names a latitude or longitude. */
export function isPosition(header: string): boolean {
  return ['lat', 'lon'].includes(proposedName(header, 0).name);
}

/** The column's own unit, else the one above the table where the column holds figures. */
export function unitOf(
  { header, guess }: Pick<SingleGuess, 'header' | 'guess'>,
  above: ColumnGuess['unit'],
): ColumnGuess['unit'] {
  return guess.unit ?? (isFigures(guess) && !isPosition(header) ? above : undefined);
}

/** How a cell is read, where it is read alike in a column and under columns that become rows. */
export function readingDraft(
  { type, missing, suffix }: ColumnGuess,
  unit: ColumnGuess['unit'],
): Draft {
  return {
    type,
    ...(Object.keys(missing).length > 0 ? { missing } : {}),
    ...(suffix === undefined ? {} : { suffix }),
    ...(unit ? { unit } : {}),
  };
}

function roleOf({ type }: ColumnGuess): Draft {
  if (['date', 'month', 'quarter', 'half', 'year'].includes(type)) return { role: 'period' };
  return type === 'hours' ? { role: 'dimension' } : {};
}

/** The part of a mapping for a column that is read by itself. `above` is the unit above the table. */
export function columnDraft(
  { header, index, guess }: SingleGuess,
  above: ColumnGuess['unit'],
): Draft {
  const unit = unitOf({ header, guess }, above);
  const { name, term } = proposedName(header, index);
  const numbered = /(19|20)\d{2}/.test(header);
  return {
    name: guess.type === 'place' ? 'place' : name,
    title: { ko: header, en: header },
    ...(term === undefined ? {} : { term }),
    from: numbered ? { pattern: generalised(header).replace(/\(\?<\w+>/g, '(') } : header,
    ...readingDraft(guess, unit),
    ...(guess.extract === undefined ? {} : { extract: guess.extract }),
    ...(guess.system === undefined ? {} : { place: { system: guess.system } }),
    ...roleOf(guess),
  };
}

/** Columns with their names made different. */
export function uniqueNames(columns: readonly Draft[]): Draft[] {
  const seen = new Map<unknown, number>();
  return columns.map((column) => {
    const times = (seen.get(column.name) ?? 0) + 1;
    seen.set(column.name, times);
    return times === 1 ? column : { ...column, name: `${String(column.name)}_${times}` };
  });
}

/** Provinces and districts told by names in columns of their own. */
export function namedPlace(names: readonly string[]): Draft | undefined {
  const find = (pattern: RegExp) => names.find((name) => pattern.test(name));
  const province = find(/^(시도|시도명|sido_kr|SD)$/);
  const district = find(/^(시군구|시군구명|구군|구군명|구·군|자치구)$/);
  const dong = find(/^(읍면동|읍면동명|행정동|행정동명)$/);
  if (district === undefined) return undefined;
  const parts = [province, district, dong].filter((name) => name !== undefined);
  const place = province === undefined ? { system: 'names', within: CITY } : { system: 'names' };
  return {
    name: 'place',
    from: parts.length > 1 ? parts : district,
    type: 'place',
    term: 'SGG_CD',
    place,
  };
}

/** Names of columns of the result. */
export type Names = readonly unknown[];

/** Whether columns hold positions. */
export function hasPositions(names: Names): boolean {
  return names.includes('lat') && names.includes('lon');
}

/** Where the positions are, and the place that they are said to lie in: in two columns, or as shapes in the only one
 * that holds such. */
export function positionsOf(columns: readonly Draft[]): { positions?: Draft } {
  const names = columns.map(({ name }) => name);
  const claimed = names.includes('place') ? { claimed: 'place' } : {};
  if (hasPositions(names)) return { positions: { lon: 'lon', lat: 'lat', ...claimed } };
  const [shape, ...others] = columns.filter(({ type }) => type === 'geometry');
  return shape && others.length === 0 ? { positions: { geometry: shape.name } } : {};
}

/** The column of a period that names tell. */
export function periodColumn(text: NamedPeriod['text']): Draft {
  const types = { '{year}': 'year', '{year}-{month}': 'month', '{year}-{month}-{day}': 'date' };
  const type = types[text];
  return { name: 'period', from: { text }, type, required: true, role: 'period' };
}
