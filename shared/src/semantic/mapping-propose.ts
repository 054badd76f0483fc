import { Mapping } from './mapping.ts';
import type { Draft, Guesses, Proposal, ProposalSample } from './mapping-proposal.ts';
import { guessColumn, unitAbove } from './mapping-propose-column.ts';
import {
  columnDraft,
  hasPositions,
  NUMBERS,
  namedPlace,
  periodColumn,
  positionsOf,
  uniqueNames,
} from './mapping-propose-columns.ts';
import { guessHeader } from './mapping-propose-header.ts';
import { type NamedPeriod, periodOfNames } from './mapping-propose-period.ts';
import { groupColumns, guessPivot, stampColumn } from './mapping-propose-pivot.ts';
import { reasonsOf } from './mapping-propose-reasons.ts';
import { generalised, generalisedFile, proposedId } from './mapping-propose-text.ts';
import { guessTotals, TOTAL } from './mapping-propose-totals.ts';

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
