import { type HwpxTable, parseSection } from './hwpx-parser.ts';
import { batched } from './keyed-table.ts';
import { NoteCollector } from './notes.ts';
import type { ReadContext } from './options.ts';
import type { RawFile, RawRow, RawTable } from './raw-table.ts';
import { damaged, tooLarge } from './source.ts';
import { refuseDocumentType } from './workbook/packed.ts';
import type { Archive } from './zip/archive.ts';

const SECTION = /^Contents\/section(\d+)\.xml$/i;
/** Cells of one table; a document has thousands at most. */
const MOST_CELLS = 5_000_000;

/** Opens an HWPX document: every table of its text is a table.
 * @throws BadaError `read.damaged`, `read.xml-entities`, `read.too-large` */
export async function openHwpx(archive: Archive, context: ReadContext): Promise<RawFile> {
  const order = (path: string) => Number(SECTION.exec(path)?.[1]);
  const sections = archive.entries
    .filter(({ path }) => SECTION.test(path))
    .sort((a, b) => order(a.path) - order(b.path));
  if (sections.length === 0) throw damaged(context, 'HWPX', 'Contents', 'no section');
  const found: HwpxTable[] = [];
  for (const entry of sections) {
    const xml = new TextDecoder().decode(await archive.whole(entry));
    refuseDocumentType(xml, context);
    found.push(...parseSection(xml, entry.path, context));
  }
  const tables = found.map((table, index) => hwpxTable(table, index + 1, context));
  return { format: 'hwpx', tables, notes: [] };
}

function hwpxTable(table: HwpxTable, number: number, context: ReadContext): RawTable {
  const name = table.caption.replace(/\s+/g, ' ').trim() || `table ${number}`;
  const notes = new NoteCollector(name);
  return {
    name,
    get notes() {
      return notes.list();
    },
    async *batches() {
      notes.clear();
      yield* batched(rowsOf(table, notes, context), context);
    },
  };
}

function rowsOf(table: HwpxTable, notes: NoteCollector, context: ReadContext): RawRow[] {
  const { columns, cellCharacters } = context.limits;
  const width = table.cells.reduce(
    (most, cell) => Math.max(most, cell.column + cell.columnSpan),
    0,
  );
  const last = table.cells.reduce((most, cell) => Math.max(most, cell.row + 1), table.rows);
  if (width > columns || last * width > MOST_CELLS) throw tooLarge(context, 'columns', columns);
  const grid = Array.from({ length: last }, () => Array.from({ length: width }, () => ''));
  if (table.nested > 0) notes.add('nested-tables', undefined, '', table.nested);
  for (const { row, column, rowSpan, columnSpan, text } of table.cells) {
    const value = text.trim();
    if (value.length > cellCharacters) throw tooLarge(context, 'cell', cellCharacters);
    if (rowSpan > 1 || columnSpan > 1) notes.add('merged-filled', `${row + 1}:${column + 1}`);
    for (let at = row; at < Math.min(row + rowSpan, last); at += 1) {
      grid[at]?.fill(value, column, column + columnSpan);
    }
  }
  return grid.map((cells, index) => {
    if (cells.every((cell) => cell === '')) notes.add('blank-rows', index + 1);
    return { number: index + 1, cells };
  });
}
