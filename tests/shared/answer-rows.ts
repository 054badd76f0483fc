import type { ResultColumns } from '@bada/shared';
import type { Row } from './random-world.ts';

/** Columns of an answer as rows, without the indicator. */
export function answerRows(columns: ResultColumns): Row[] {
  const length = columns.place?.length ?? 0;
  return Array.from({ length }, (_, at) => {
    const cells = Object.entries(columns).map(([name, values]) => [name, values[at] ?? null]);
    return Object.fromEntries(cells.filter(([name]) => name !== 'indicator'));
  });
}

/** A row with its numbers to ten digits. */
export function rounded(row: Row): Row {
  const cells = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'number' ? Number(value.toPrecision(10)) : value,
  ]);
  return Object.fromEntries(cells);
}
