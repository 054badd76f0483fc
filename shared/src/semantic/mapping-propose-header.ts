import { type HeadRow, headerAt, headerKey } from './mapping-header.ts';
import type { HeaderGuess, ProposalSample } from './mapping-proposal.ts';

function isNumber(cell: string): boolean {
  return /^[+-]?[\d,]*\.?\d+ ?%?$/.test(cell.normalize('NFKC').trim());
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
export function guessHeader({ rows, columns }: ProposalSample): HeaderGuess {
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
