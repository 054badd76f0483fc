import type { Draft, KeyGuess, NamedSingle } from './mapping-proposal.ts';

type Cells = readonly string[];

interface Candidate {
  readonly name: string;
  readonly title: string;
  readonly rank: number;
  readonly isPeriod: boolean;
  readonly text: (row: Cells) => string;
}

/** Types of columns that can tell rows apart, the likeliest first. */
const RANKS: Readonly<Record<string, number>> = {
  code: 0,
  place: 1,
  date: 2,
  datetime: 2,
  month: 2,
  quarter: 2,
  half: 2,
  year: 2,
  hours: 3,
  text: 4,
};
const REMARK = /비고|메모|설명|내용|의견|remark|note/i;
const PERSON = /성명|전화|연락처|이메일|e-?mail/i;
/** Longer texts are written for people. */
const LONGEST = 60;
/** Headers of the period that figures are of, not of when something was built or told. */
const REPORTED =
  /^(기준|조사|통계|집계|회계|운행|이용)?(년도|연도|년|년월|연월|월|분기|반기|일자?|날짜|기간|시점)$|^(base_?)?(date|year|month|quarter|period|ym|ymd)$/i;
const FEW_ROWS = 5;
const MOST_CANDIDATES = 8;

function folded(cell: string | undefined): string {
  return (cell ?? '').normalize('NFKC').trim();
}

function tells({ header, index, guess }: NamedSingle, rows: readonly Cells[]): boolean {
  if (REMARK.test(header) || PERSON.test(header)) return false;
  return rows.every((row) => {
    const text = folded(row[index]);
    return (
      text !== '' &&
      text.length <= LONGEST &&
      guess.missing[(row[index] ?? '').trim()] === undefined
    );
  });
}

/** A column that counts the rows: its numbers follow one another. */
function isRunning({ header, index }: NamedSingle, rows: readonly Cells[]): boolean {
  if (!/^(연번|순번|번호|일련번호|순서|no\.?|#)$/i.test(header.trim())) return false;
  const numbers = rows.map((row) => Number(folded(row[index]) || Number.NaN));
  return (
    numbers.length > 1 && numbers.every((n, at) => at === 0 || n === (numbers[at - 1] ?? 0) + 1)
  );
}

function candidatesOf(
  { columns, place, names }: Pick<Table, 'columns' | 'place' | 'names'>,
  rows: readonly Cells[],
): Candidate[] {
  const single = columns.flatMap((column): Candidate[] => {
    const rank = RANKS[column.guess.type];
    if (rank === undefined || !tells(column, rows)) return [];
    const { name, header: title, index } = column;
    const isPeriod = rank === RANKS.date && REPORTED.test(title.replace(/\s/g, ''));
    return [{ name, title, rank, isPeriod, text: (row) => folded(row[index]) }];
  });
  const from = [place?.from ?? []].flat();
  const parts = from.map((part) => names.indexOf(String(part)));
  const whole = (row: Cells) => parts.map((at) => folded(row[at])).join(' ');
  const named = place
    ? [{ name: 'place', title: from.join('·'), rank: 1, isPeriod: false, text: whole }]
    : [];
  // What the place is made of says nothing beside it.
  const rest = single.filter(({ title }) => !from.includes(title));
  return [...named, ...rest].toSorted((a, b) => a.rank - b.rank).slice(0, MOST_CANDIDATES);
}

function choices(candidates: readonly Candidate[], size: number): Candidate[][] {
  if (size === 0) return [[]];
  return candidates.flatMap((first, at) =>
    choices(candidates.slice(at + 1), size - 1).map((rest) => [first, ...rest]),
  );
}

function areApart(key: readonly Candidate[], rows: readonly Cells[]): boolean {
  const seen = new Set(rows.map((row) => JSON.stringify(key.map(({ text }) => text(row)))));
  return seen.size === rows.length;
}

/** The fewest columns that tell rows apart. When the rows are of belongs to them: the next file brings other periods. */
function fewestApart(
  candidates: readonly Candidate[],
  rows: readonly Cells[],
  { isTurned }: { isTurned: boolean },
): Candidate[] | undefined {
  const [period, ...others] = candidates.filter(({ isPeriod }) => isPeriod);
  const base = period && others.length === 0 ? [period] : [];
  const rest = candidates.filter((one) => !base.includes(one));
  // Of few rows any text tells some apart by chance; rows of a wide table are things of their own.
  const trusted = rows.length < FEW_ROWS && !isTurned ? rest.filter(({ rank }) => rank < 4) : rest;
  return [0, 1, 2, 3]
    .flatMap((size) => choices(trusted, size).map((more) => [...base, ...more]))
    .find((key) => key.length > 0 && areApart(key, rows));
}

interface Table {
  readonly columns: readonly NamedSingle[];
  /** A place that is made of several columns. */
  readonly place: Draft | undefined;
  readonly names: readonly string[];
  /** Rows without totals. */
  readonly rows: readonly Cells[];
  /** Columns of the result that stand in names of columns. */
  readonly groups: readonly string[];
}

/** The fewest columns that tell the rows of a sample apart, and rows that are told again. */
export function guessKey({ columns, place, names, rows, groups }: Table): KeyGuess {
  const running = columns.find((column) => isRunning(column, rows));
  const rest = columns.filter((column) => column !== running);
  const own = (row: Cells) =>
    JSON.stringify(row.map((cell, at) => (at === running?.index ? '' : folded(cell))));
  const apart = [...new Map(rows.map((row) => [own(row), row])).values()];
  const repeated = rows.length - apart.length;
  const except = running === undefined ? [] : [running.header];
  // Rows alike in a column or two may be two things; alike in more but for a running number, they are asked about.
  const isAsked = running !== undefined && repeated > 0 && rest.length >= 3;
  const none = { key: [], titles: [], confidence: 0, repeated, ...(isAsked ? { except } : {}) };
  if (apart.length < 2) return none;
  const key = fewestApart(candidatesOf({ columns: rest, place, names }, apart), apart, {
    isTurned: groups.length > 0,
  });
  if (!key) return none;
  const confidence = (key.length === 1 ? 0.8 : 0.65) - (apart.length < 20 ? 0.1 : 0);
  return {
    ...none,
    key: [...key.map(({ name }) => name), ...groups],
    titles: key.map(({ title }) => title),
    confidence,
    except,
  };
}
