import { BadaError } from '@bada/shared';
import { type CellObject, read, set_cptable, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { batched } from '../keyed-table.ts';
import { NoteCollector } from '../notes.ts';
import type { ReadContext } from '../options.ts';
import type { RawFile, RawTable } from '../raw-table.ts';
import { damaged } from '../source.ts';
import { sheetRows } from './sheet-rows.ts';

/** What a workbook is made of: packed or legacy bytes, or the text of an HTML or XML table saved as `.xls`. */
export type WorkbookContent =
  | { readonly kind: 'packed'; readonly bytes: Uint8Array }
  | { readonly kind: 'legacy'; readonly bytes: Uint8Array }
  | { readonly kind: 'text'; readonly text: string };

/** Opens a workbook; every sheet is a table, hidden ones too.
 * @throws BadaError `read.encrypted`, `read.unsupported`, `read.damaged` */
export async function openWorkbook(
  content: WorkbookContent,
  context: ReadContext,
): Promise<RawFile> {
  if (content.kind === 'legacy') await loadCodePages();
  const book = parse(content, context);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const tables = book.SheetNames.map((name, index) => {
    const isHidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    return sheetTable({ name, sheet: book.Sheets[name] ?? {}, isHidden, date1904, context });
  });
  return { format: 'workbook', tables, notes: [] };
}

/** Workbooks before Excel 97 hold text in code pages, whose tables are large and rarely wanted. */
async function loadCodePages(): Promise<void> {
  set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
}

function parse(content: WorkbookContent, context: ReadContext): WorkBook {
  const options = {
    dense: true,
    cellNF: true,
    cellStyles: true,
    cellHTML: false,
    cellText: false,
    cellDates: false,
  };
  try {
    return content.kind === 'text'
      ? read(content.text, { ...options, type: 'string', raw: true })
      : read(content.bytes, { ...options, type: 'array' });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const { name } = context;
    if (/password|Encrypted file|encryption scheme|ODS Encryption/i.test(message))
      throw new BadaError('read.encrypted', { name }, { cause });
    if (/Cannot find Workbook/i.test(message)) {
      throw new BadaError('read.unsupported', { name, what: message }, { cause });
    }
    throw damaged(context, 'workbook', 'start', cause);
  }
}

interface SheetTable {
  readonly name: string;
  readonly sheet: WorkSheet;
  readonly isHidden: boolean;
  readonly date1904: boolean;
  readonly context: ReadContext;
}

function sheetTable({ name, sheet, isHidden, date1904, context }: SheetTable): RawTable {
  const notes = new NoteCollector(name);
  const rows = denseRows(sheet);
  function noteSheet(): void {
    notes.clear();
    if (isHidden) notes.add('hidden-sheet');
    if (rows.length === 0) notes.add('empty-sheet');
  }
  noteSheet();
  return {
    name,
    get notes() {
      return notes.list();
    },
    async *batches() {
      noteSheet();
      yield* batched(sheetRows({ sheet, rows, date1904 }, notes, context), context);
    },
  };
}

/** Chart sheets and empty ones have no cells. */
function denseRows(sheet: WorkSheet): (CellObject | undefined)[][] {
  const data: unknown = sheet['!data'];
  return Array.isArray(data) ? data : [];
}
