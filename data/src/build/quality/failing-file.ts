import { csvCell } from '../../read/csv-cell.ts';
import type { FailingRow } from './scan.ts';

const HEADER = ['행 번호', '열', '값', '규칙', '사유', 'reason'];

/** Failing rows as table cells under a header in both languages: for CSV and XLSX alike. */
export function failingTable(rows: readonly FailingRow[]): (string | number | null)[][] {
  const body = rows.map(({ rowNumber, columns, value, rule, reason }) => [
    rowNumber,
    columns.join(', '),
    value,
    rule,
    reason.ko,
    reason.en,
  ]);
  return [HEADER, ...body];
}

/** Failing rows as CSV in UTF-8 with a byte order mark, so that spreadsheets read Hangul. */
export function failingCsv(rows: readonly FailingRow[]): string {
  const lines = failingTable(rows).map((cells) => cells.map(csvCell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
