import type { Localized } from '../model/localized.ts';
import { Mapping } from './mapping.ts';
import { type Header, type HeadRow, headerAt, headerKey } from './mapping-header.ts';
import { type ColumnGuess, guessColumn, unitAbove } from './mapping-propose-column.ts';
import { type NamedPeriod, periodOfNames } from './mapping-propose-period.ts';
import {
  escaped,
  generalised,
  generalisedFile,
  proposedId,
  proposedName,
} from './mapping-propose-text.ts';

/** Why a part of a proposal is as it is. */
export interface ProposalReason extends Localized {
  /** Header of the column, or `file`, `header`, `pivot`, `totals`, `positions`, `place`, `period`, `unit`. */
  readonly where: string;
  /** 0 to 1; below 0.7 a person should decide. */
  readonly confidence: number;
}

/** A mapping to be confirmed, with the reasons for it. */
export interface Proposal {
  readonly mapping: Mapping;
  readonly reasons: readonly ProposalReason[];
  /** The least sure of its parts. */
  readonly confidence: number;
}

/** What a proposal is made from: the table's first rows (some hundred) and names. */
export interface ProposalSample {
  readonly file: string;
  /** Name of the sheet or of the file in an archive. */
  readonly table?: string | undefined;
  readonly rows: readonly HeadRow[];
  /** Names that the format itself gives. */
  readonly columns?: readonly string[] | undefined;
}

function isNumber(cell: string): boolean {
  return /^[+-]?[\d,]*\.?\d+$/.test(cell.trim());
}

/** Years side by side are names, not figures. */
function holdsFigures({ cells }: HeadRow): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const numbers = filled.filter(isNumber);
  if (numbers.length === 0) return false;
  const years = numbers.filter((cell) => /^(19|20)\d{2}$/.test(cell.trim()));
  return !(
    years.length === numbers.length &&
    years.length > 1 &&
    new Set(years).size === years.length
  );
}

/** The header rows: what stands before the first row of figures, two when the lower one has blanks or repeats. */
function guessHeader({ rows, columns }: ProposalSample): {
  header: Header;
  count: number;
  confidence: number;
} {
  if (columns) {
    const names = columns.map(headerKey);
    return { header: { names, lastRow: 0, repaired: [] }, count: 0, confidence: 1 };
  }
  const width = Math.max(
    1,
    ...rows.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length),
  );
  const wide = ({ cells }: HeadRow) =>
    cells.filter((cell) => cell.trim() !== '').length >= width / 2;
  const first = rows.findIndex((row) => wide(row) && holdsFigures(row));
  const last = rows.slice(0, first < 0 ? 1 : first).findLastIndex(wide);
  if (last < 0) return { header: headerAt(rows, 0, 1), count: 1, confidence: 0.4 };
  const keys = (rows[last]?.cells ?? []).map(headerKey);
  const named = keys.filter((key) => key !== '');
  const unclear = named.length < keys.length || new Set(named).size < named.length;
  const above = rows[last - 1]?.cells.filter((cell) => cell.trim() !== '').length ?? 0;
  if (unclear && above > 1)
    return { header: headerAt(rows, last - 1, 2), count: 2, confidence: 0.8 };
  return { header: headerAt(rows, last, 1), count: 1, confidence: first < 0 ? 0.6 : 0.9 };
}

interface PivotGuess {
  readonly pattern: string;
  readonly indexes: readonly number[];
  readonly groups: readonly string[];
}

/** The largest set of columns whose names differ in numbers only, from four on. */
function guessPivot(names: readonly string[]): PivotGuess | undefined {
  const shapes = Map.groupBy(names.keys(), (index) => (names[index] ?? '').replace(/\d+/g, '#'));
  const [best = []] = [...shapes.values()]
    .filter((indexes) => indexes.length >= 4 && /\d/.test(names[indexes[0] ?? 0] ?? ''))
    .sort((a, b) => b.length - a.length);
  const sample = names[best.at(-1) ?? -1];
  if (sample === undefined) return undefined;
  const stem = generalised(sample).slice(0, -1);
  // 100세 이상 ends the row of ages; its name goes on after the shape.
  const tails = names.flatMap((name) => new RegExp(`${stem}(\\D+)$`, 'u').exec(name)?.at(-1) ?? []);
  const pattern =
    tails.length > 0 ? `${stem}(${[...new Set(tails)].map(escaped).join('|')})?$` : `${stem}$`;
  const expression = new RegExp(pattern, 'u');
  const indexes = names.flatMap((name, index) => (expression.test(name) ? [index] : []));
  return {
    pattern,
    indexes,
    groups: [...pattern.matchAll(/\(\?<(\w+)>/g)].map(([, name = '']) => name),
  };
}

type Draft = Record<string, unknown>;

/** When a figure of an hour in the columns' names was: 24시-01시 is of the next day. */
function stampColumn(columns: readonly Draft[], pivot: PivotGuess | undefined): Draft[] {
  const days = columns.filter(({ type }) => type === 'date');
  const [day] = days;
  if (!day || days.length > 1 || !pivot?.groups.includes('hour')) return [];
  return [{ name: 'starts_at', from: { date: day.name, hours: 'hour' }, type: 'datetime' }];
}

function periodColumn(text: NamedPeriod['text']): Draft {
  const type = text === '{year}' ? 'year' : 'month';
  return { name: 'period', from: { text }, type, required: true, role: 'period' };
}

/** Columns for what stands in the names of pivoted columns. */
function groupColumns({ groups }: PivotGuess): Draft[] {
  const has = (name: string) => groups.includes(name);
  const text = has('month') ? '{year}-{month}' : '{year}';
  const period = has('year') ? [periodColumn(text)] : [];
  const rest = groups.filter((name) => name !== 'year' && (name !== 'month' || !has('year')));
  const others = rest.map((group) => ({
    name: group === 'from' ? 'from_value' : group,
    from: { group },
    type: group === 'hour' ? 'hours' : 'integer',
    required: true,
    role: 'dimension',
  }));
  // The end of a span follows from its beginning.
  return [...period, ...others.filter(({ name }) => name !== 'until')];
}

const NUMBERS: readonly string[] = ['integer', 'decimal'];

function isPosition(header: string): boolean {
  return ['lat', 'lon'].includes(proposedName(header, 0).name);
}

/** The column's own unit, else the one above the table where the column holds figures. */
function unitOf(header: string, guess: ColumnGuess, above: ColumnGuess['unit']) {
  return guess.unit ?? (NUMBERS.includes(guess.type) && !isPosition(header) ? above : undefined);
}

function columnDraft(
  { header, index, guess }: Guesses['single'][number],
  above: ColumnGuess['unit'],
): Draft {
  const unit = unitOf(header, guess, above);
  const { name, term } = proposedName(header, index);
  const numbered = /(19|20)\d{2}/.test(header);
  return {
    name: guess.type === 'place' ? 'place' : name,
    title: { ko: header, en: header },
    ...(term === undefined ? {} : { term }),
    from: numbered ? { pattern: generalised(header).replace(/\(\?<\w+>/g, '(') } : header,
    type: guess.type,
    ...(guess.extract === undefined ? {} : { extract: guess.extract }),
    ...(guess.system === undefined ? {} : { place: { system: guess.system } }),
    ...(Object.keys(guess.missing).length > 0 ? { missing: guess.missing } : {}),
    ...(unit ? { unit } : {}),
    ...(['date', 'month', 'quarter', 'half', 'year'].includes(guess.type)
      ? { role: 'period' }
      : {}),
  };
}

function uniqueNames(columns: readonly Draft[]): Draft[] {
  const seen = new Map<unknown, number>();
  return columns.map((column) => {
    const times = (seen.get(column.name) ?? 0) + 1;
    seen.set(column.name, times);
    return times === 1 ? column : { ...column, name: `${String(column.name)}_${times}` };
  });
}

const TOTAL = /^\s*(합\s*계|총\s*계|소\s*계|계|전\s*체)\s*$/;

function guessTotals(names: readonly string[], data: readonly (readonly string[])[]): Draft[] {
  const index = names.findIndex((_, at) => data.some((cells) => TOTAL.test(cells[at] ?? '')));
  if (index >= 0) return [{ column: names[index], pattern: TOTAL.source }];
  const coded = names.findIndex((_, at) =>
    data.some((cells) => /\(\d{5}0{5}\)\s*$/.test(cells[at] ?? '')),
  );
  const finer = data.some((cells) => /\(\d{5}(?!0{5})\d{5}\)\s*$/.test(cells[coded] ?? ''));
  if (coded < 0 || !finer) return [];
  return [2, 5].map((digits) => ({
    column: names[coded],
    pattern: `\\((?<key>\\d{${digits}})0{${10 - digits}}\\)\\s*$`,
    parts: `\\((?<key>\\d{${digits}})\\d{${10 - digits}}\\)\\s*$`,
  }));
}

/** Provinces and districts told by names in columns of their own. */
function namedPlace(names: readonly string[]): Draft | undefined {
  const find = (pattern: RegExp) => names.find((name) => pattern.test(name));
  const province = find(/^(시도|시도명|sido_kr|SD)$/);
  const district = find(/^(시군구|시군구명|구군|구군명|구·군|자치구)$/);
  const dong = find(/^(읍면동|읍면동명|행정동|행정동명)$/);
  if (district === undefined) return undefined;
  const parts = [province, district, dong].filter((name) => name !== undefined);
  const place = province === undefined ? { system: 'names', within: '26' } : { system: 'names' };
  return {
    name: 'place',
    from: parts.length > 1 ? parts : district,
    type: 'place',
    term: 'SGG_CD',
    place,
  };
}

const SAID = {
  file: {
    ko: '파일 이름의 연·월을 일반화했습니다.',
    en: 'Year and month in the file name were made general.',
  },
  header: {
    ko: '숫자가 시작되는 행 앞을 머리글로 보았습니다.',
    en: 'What stands before the first figures was taken as the header.',
  },
  pivot: {
    ko: '이름이 숫자만 다른 열들을 행으로 세웁니다.',
    en: 'Columns whose names differ in numbers only become rows.',
  },
  totals: {
    ko: '합계 행을 갈라 검산에 씁니다.',
    en: 'Totals rows are split off and used as a check.',
  },
  bare: {
    ko: '시·도 없이 구·군 이름만 있어 부산으로 보았습니다. 확인이 필요합니다.',
    en: 'District names stand without a province; Busan is assumed and must be confirmed.',
  },
  triangle: {
    ko: '△·▲가 있습니다. 감소인지 증가인지 정해야 읽습니다.',
    en: 'There are △ or ▲: say whether they mean minus or increase, or they are not read.',
  },
  missing: {
    ko: '값이 없음을 뜻하는 글이 있습니다. 뜻을 확인하십시오.',
    en: 'Some texts stand for missing values; confirm what each means.',
  },
  positions: {
    ko: '위도·경도 열이 있습니다. 좌표계를 찾고, 말한 구·군 안에 있는지 살핍니다.',
    en: 'There are columns of latitude and longitude: their reference system is looked for, and whether they lie in the district of their row.',
  },
  period: {
    ko: '기간을 담은 열이 없어 시트나 파일 이름에서 읽었습니다. 자료의 기간이 맞는지 확인하십시오.',
    en: 'No column tells the period; it is read from the name of the sheet or file. Confirm that it is the period of the figures.',
  },
  unit: {
    ko: '표 위에 적힌 단위를 숫자 열에 썼습니다. 확인하십시오.',
    en: 'The unit written above the table was taken for its figures; confirm it.',
  },
} satisfies Record<string, Localized>;

interface Guesses {
  readonly header: ReturnType<typeof guessHeader>;
  readonly pivot: PivotGuess | undefined;
  readonly single: readonly { header: string; index: number; guess: ColumnGuess }[];
  readonly totals: readonly Draft[];
  readonly place: Draft | undefined;
  /** When the table is of, where no column tells. */
  readonly period: NamedPeriod | undefined;
  /** Unit that is written above the table. */
  readonly unit: ColumnGuess['unit'];
}

const PERIODS: readonly string[] = ['date', 'datetime', 'month', 'quarter', 'half', 'year'];

function guessPeriod(
  { file, table }: ProposalSample,
  { single, pivot }: Pick<Guesses, 'single' | 'pivot'>,
): NamedPeriod | undefined {
  if (pivot?.groups.includes('year')) return undefined;
  if (single.some(({ guess }) => PERIODS.includes(guess.type))) return undefined;
  return periodOfNames({ file, filePattern: generalisedFile(file), table });
}

function guessAll(sample: ProposalSample): Guesses {
  const header = guessHeader(sample);
  const { names, lastRow } = header.header;
  const data = sample.rows.filter(({ number }) => number > lastRow).map(({ cells }) => cells);
  const pivot = guessPivot(names);
  const parts = data.filter((cells) => !cells.some((cell) => TOTAL.test(cell)));
  const single = names.flatMap((name, index) => {
    if (pivot?.indexes.includes(index)) return [];
    const cells = parts.map((row) => row[index] ?? '');
    return [{ header: name, index, guess: guessColumn(name, cells) }];
  });
  const hasPlace = single.some(({ guess }) => guess.type === 'place');
  const place = hasPlace ? undefined : namedPlace(names);
  const totals = guessTotals(names, data);
  const period = guessPeriod(sample, { single, pivot });
  const unit = unitAbove(sample.rows, header.count === 0 ? 0 : lastRow - header.count + 1);
  return { header, pivot, single, totals, place, period, unit };
}

type Names = readonly unknown[];

function hasPositions(names: Names): boolean {
  return names.includes('lat') && names.includes('lon');
}

function positionsOf(names: Names): Draft {
  const claimed = names.includes('place') ? { claimed: 'place' } : {};
  return { lon: 'lon', lat: 'lat', ...claimed };
}

function reasonsOf(guesses: Guesses): ProposalReason[] {
  const { header, pivot, single, totals, place, period, unit } = guesses;
  const columns = single.flatMap(({ header: where, guess }): ProposalReason[] => [
    { where, confidence: guess.confidence, ...guess.reason },
    ...(guess.triangles ? [{ where, confidence: 0.1, ...SAID.triangle }] : []),
    ...(Object.keys(guess.missing).length > 0 ? [{ where, confidence: 0.5, ...SAID.missing }] : []),
  ]);
  const isBare = place !== undefined && JSON.stringify(place).includes('within');
  return [
    { where: 'file', confidence: 0.8, ...SAID.file },
    { where: 'header', confidence: header.confidence, ...SAID.header },
    ...(pivot ? [{ where: 'pivot', confidence: 0.85, ...SAID.pivot }] : []),
    ...(totals.length > 0 ? [{ where: 'totals', confidence: 0.75, ...SAID.totals }] : []),
    ...(isBare ? [{ where: 'place', confidence: 0.5, ...SAID.bare }] : []),
    ...(period ? [{ where: 'period', confidence: 0.5, ...SAID.period }] : []),
    ...(hasPositions(single.map((one) => proposedName(one.header, one.index).name))
      ? [{ where: 'positions', confidence: 0.8, ...SAID.positions }]
      : []),
    ...(unit ? [{ where: 'unit', confidence: 0.6, ...SAID.unit }] : []),
    ...columns,
  ];
}

function valueDraft(sample: ProposalSample, { pivot, header, unit }: Guesses): Draft[] {
  if (!pivot) return [];
  const cells = sample.rows
    .filter(({ number }) => number > header.header.lastRow)
    .flatMap(({ cells: row }) => pivot.indexes.map((index) => row[index] ?? ''));
  const { type, missing } = guessColumn('', cells);
  const value = {
    name: 'value',
    type,
    ...(Object.keys(missing).length > 0 ? { missing } : {}),
    ...(unit && NUMBERS.includes(type) ? { unit } : {}),
  };
  return [{ columns: pivot.pattern, value }];
}

/** Proposes how a table is to be taken in. A person confirms it; then the same source's next file needs no hand. */
export function proposeMapping(sample: ProposalSample): Proposal {
  const guesses = guessAll(sample);
  const { header, pivot, single, totals, place, period } = guesses;
  const id = proposedId(sample.file);
  const drafts = single.map((one) => columnDraft(one, guesses.unit));
  const named = uniqueNames([
    ...(place ? [place] : []),
    ...drafts,
    ...(pivot ? groupColumns(pivot) : []),
    ...(period ? [periodColumn(period.text)] : []),
  ]);
  const columns = [...named, ...stampColumn(named, pivot)];
  const names = columns.map(({ name }) => name);
  const [value] = valueDraft(sample, guesses);
  const recognised = single
    .slice(0, 4)
    .map((one) => generalised(one.header).replace(/\(\?<\w+>/g, '('));
  const mapping = Mapping.parse({
    v: 1,
    id,
    title: { ko: sample.file, en: sample.file },
    dataset: id,
    match: {
      file: generalisedFile(sample.file),
      ...(period?.table === undefined ? {} : { table: period.table }),
      columns: [...recognised, ...(pivot ? [pivot.pattern] : [])],
    },
    header: { rows: header.count },
    columns,
    ...(value ? { pivot: value } : {}),
    totals,
    ...(hasPositions(names) ? { positions: positionsOf(names) } : {}),
  });
  const reasons = reasonsOf(guesses);
  return { mapping, reasons, confidence: Math.min(...reasons.map(({ confidence }) => confidence)) };
}
