import { Mapping } from './mapping.ts';
import type { Draft, Guesses, NamedSingle, Proposal, ProposalSample } from './mapping-proposal.ts';
import { guessColumn, unitAbove } from './mapping-propose-column.ts';
import {
  columnDraft,
  isFigures,
  namedPlace,
  periodColumn,
  positionsOf,
  readingDraft,
  uniqueNames,
} from './mapping-propose-columns.ts';
import { guessHeader } from './mapping-propose-header.ts';
import { guessKey } from './mapping-propose-key.ts';
import { dayOfNames, type NamedPeriod, periodOfNames } from './mapping-propose-period.ts';
import { groupColumns, guessPivot, stampColumn } from './mapping-propose-pivot.ts';
import { reasonsOf } from './mapping-propose-reasons.ts';
import { guessSums } from './mapping-propose-sums.ts';
import { generalised, generalisedFile, proposedId, proposedTitle } from './mapping-propose-text.ts';
import { guessTotals, TOTAL } from './mapping-propose-totals.ts';

const PERIODS: readonly string[] = ['date', 'datetime', 'month', 'quarter', 'half', 'year'];

function guessPeriod(
  { file, table }: ProposalSample,
  { single, pivot }: Pick<Guesses, 'single' | 'pivot'>,
): NamedPeriod | undefined {
  if (pivot?.groups.includes('year')) return undefined;
  if (single.some(({ guess }) => PERIODS.includes(guess.type))) return undefined;
  const hasHours =
    pivot?.groups.includes('hour') || single.some(({ guess }) => guess.type === 'hours');
  // A day in a name is when a file was made more often than what its figures are of, but hours need one.
  const day = hasHours ? dayOfNames({ file, table }) : undefined;
  return day ?? periodOfNames({ file, filePattern: generalisedFile(file), table });
}

/** Rows of the sample under the header, without those that name a total. */
function partsOf({ rows }: ProposalSample, lastRow: number): (readonly string[])[] {
  return rows
    .filter(({ number, cells }) => number > lastRow && !cells.some((cell) => TOTAL.test(cell)))
    .map(({ cells }) => cells);
}

function guessAll(sample: ProposalSample): Guesses {
  const header = guessHeader(sample);
  const { names, lastRow } = header.header;
  const data = sample.rows.filter(({ number }) => number > lastRow).map(({ cells }) => cells);
  const pivot = guessPivot(names);
  const [whole, parts] = [true, false].map((isTotal) =>
    data.filter((cells) => cells.some((cell) => TOTAL.test(cell)) === isTotal),
  );
  const cellsOf = (rows: typeof data = [], index: number) => rows.map((row) => row[index] ?? '');
  const single = names.flatMap((name, index) => {
    if (pivot?.indexes.includes(index)) return [];
    const guess = guessColumn(name, cellsOf(parts, index), cellsOf(whole, index));
    return [{ header: name, index, guess }];
  });
  const turned = data.flatMap((row) => pivot?.indexes.map((index) => row[index] ?? '') ?? []);
  const value = pivot && guessColumn('', turned);
  const hasPlace = single.some(({ guess }) => guess.type === 'place');
  const place = hasPlace ? undefined : namedPlace(names);
  const totals = guessTotals(names, data);
  const period = guessPeriod(sample, { single, pivot });
  const unit = unitAbove(sample.rows, header.count === 0 ? 0 : lastRow - header.count + 1);
  return { header, pivot, single, value, totals, place, period, unit };
}

function valueDraft({ pivot, value, unit }: Guesses): Draft {
  if (!pivot || !value) return {};
  const own = value.unit ?? (isFigures(value) ? unit : undefined);
  return {
    pivot: { columns: pivot.pattern, value: { name: 'value', ...readingDraft(value, own) } },
  };
}

/** The columns of the result, those of the source first after a place that is made of several. */
function columnsOf({ place, single, unit, pivot, period }: Guesses): Draft[] {
  return uniqueNames([
    ...(place ? [place] : []),
    ...single.map((one) => columnDraft(one, unit)),
    ...(pivot ? groupColumns(pivot) : []),
    ...(period ? [periodColumn(period.text)] : []),
  ]);
}

/** What can be checked of the rows: their key, rows told again, and columns that add others up. */
function guessChecks(sample: ProposalSample, guesses: Guesses, columns: readonly Draft[]) {
  const { single, place, header, pivot, value, unit } = guesses;
  const { names, lastRow } = header.header;
  const first = place ? 1 : 0;
  const named = single.map((one, at): NamedSingle => {
    return { ...one, name: String(columns[first + at]?.name) };
  });
  const groups = columns.slice(first + single.length).map(({ name }) => String(name));
  const rows = partsOf(sample, lastRow);
  const key = guessKey({ columns: named, place, names, rows, groups });
  const sums = guessSums({ columns: named, pivot, value, rows, unit });
  return { key, sums };
}

function matchOf(file: string, { single, period, pivot }: Guesses): Draft {
  const recognised = single
    .slice(0, 4)
    .map((one) => generalised(one.header).replace(/\(\?<\w+>/g, '('));
  return {
    file: generalisedFile(file),
    ...(period?.table === undefined ? {} : { table: period.table }),
    columns: [...recognised, ...(pivot ? [pivot.pattern] : [])],
  };
}

/** Proposes how a table is to be taken in. A person confirms it; then the same source's next file needs no hand. */
export function proposeMapping(sample: ProposalSample): Proposal {
  const guesses = guessAll(sample);
  const id = proposedId(sample.file);
  const title = proposedTitle(sample.file);
  const own = columnsOf(guesses);
  const columns = [...own, ...stampColumn(own)];
  const names = columns.map(({ name }) => name);
  const checks = guessChecks(sample, guesses, own);
  const { except } = checks.key;
  const mapping = Mapping.parse({
    v: 1,
    id,
    title: { ko: title, en: title },
    dataset: id,
    match: matchOf(sample.file, guesses),
    header: { rows: guesses.header.count },
    columns,
    ...valueDraft(guesses),
    totals: guesses.totals,
    sums: checks.sums.map(({ total, parts, tolerance }) => ({ total, parts, tolerance })),
    ...(except ? { duplicates: { except } } : {}),
    key: checks.key.key,
    ...positionsOf(columns),
  });
  const isStamped = names.includes('starts_at');
  const reasons = reasonsOf(guesses, { ...checks, isStamped });
  return { mapping, reasons, confidence: Math.min(...reasons.map(({ confidence }) => confidence)) };
}
