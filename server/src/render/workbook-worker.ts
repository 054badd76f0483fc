import { parentPort, workerData } from 'node:worker_threads';
import { utils, write } from '@e965/xlsx';
import { WorkbookInput } from './workbook-input.ts';

const DATE_FORMAT = 'yyyy-mm-dd';
const MOMENT_FORMAT = 'yyyy-mm-dd hh:mm:ss';

/** Marks the day numbers of columns as dates or moments. */
function asDates(
  sheet: ReturnType<typeof utils.aoa_to_sheet>,
  columns: readonly number[],
  format: string,
): void {
  for (const row of (sheet['!data'] ?? []).slice(1)) {
    for (const column of columns) {
      const cell = row[column];
      if (cell?.t === 'n') cell.z = format;
    }
  }
}

function makeWorkbook(input: WorkbookInput): Uint8Array {
  const book = utils.book_new();
  for (const { name, rows, dates, moments = [] } of input.sheets) {
    const sheet = utils.aoa_to_sheet(rows, { dense: true });
    asDates(sheet, dates, DATE_FORMAT);
    asDates(sheet, moments, MOMENT_FORMAT);
    utils.book_append_sheet(book, sheet, name);
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}

parentPort?.postMessage(makeWorkbook(WorkbookInput.parse(workerData)));
