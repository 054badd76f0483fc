import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { ReadContext } from './options.ts';
import { damaged, tooLarge } from './source.ts';

/** A cell where the document puts it; 0-based. */
interface HwpxCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
}

/** A table of a document. */
export interface HwpxTable {
  caption: string;
  rows: number;
  readonly cells: HwpxCell[];
  /** Tables inside its cells. */
  nested: number;
}

const BLANKS: Readonly<Record<string, string>> = {
  lineBreak: '\n',
  tab: '\t',
  nbSpace: ' ',
  fwSpace: '　',
};

/** Tables of one section of an HWPX document, in order; entities are never expanded.
 * @throws BadaError `read.damaged`, `read.too-large` */
export function parseSection(xml: string, part: string, context: ReadContext): HwpxTable[] {
  const section = new Section();
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  const limit = context.limits.depth;
  let depth = 0;
  parser.on('error', (cause) => {
    throw damaged(context, 'HWPX', part, cause);
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > limit) throw tooLarge(context, 'depth', limit);
    section.open(localName(tag.name), tag);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    section.close(localName(name));
  });
  parser.on('text', (text) => section.text(text));
  parser.on('cdata', (text) => section.text(text));
  parser.write(xml).close();
  return section.tables;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function numberOf(tag: SaxesTagPlain, name: string, otherwise: number): number {
  const value = Number(tag.attributes[name] ?? otherwise);
  return Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}

/** Follows the elements of a section: `tbl > tr > tc > … > p > run > t`. */
class Section {
  readonly tables: HwpxTable[] = [];
  #table: HwpxTable | undefined;
  #cell: HwpxCell | undefined;
  #cellsInRow = 0;
  /** Tables around the current place; deeper ones than the first are text of their cell. */
  #level = 0;
  #isText = false;
  #isCaption = false;

  open(name: string, tag: SaxesTagPlain): void {
    if (name === 'tbl') this.#openTable();
    else if (name === 't') this.#isText = true;
    else if (name in BLANKS) this.#append(BLANKS[name] ?? '');
    else if (this.#level === 1 && this.#table) this.#openInTable(this.#table, name, tag);
  }

  close(name: string): void {
    if (name === 'tbl') this.#level -= 1;
    else if (name === 't') this.#isText = false;
    else if (name === 'p') this.#append('\n');
    else if (this.#level === 1 && name === 'tc') this.#cell = undefined;
    else if (this.#level === 1 && name === 'caption') this.#isCaption = false;
  }

  text(text: string): void {
    if (this.#isText) this.#append(text);
  }

  #openTable(): void {
    this.#level += 1;
    if (this.#level > 1) {
      if (this.#table) this.#table.nested += 1;
      return;
    }
    this.#table = { caption: '', rows: 0, cells: [], nested: 0 };
    this.tables.push(this.#table);
  }

  #openInTable(table: HwpxTable, name: string, tag: SaxesTagPlain): void {
    if (name === 'caption') this.#isCaption = true;
    if (name === 'tr') {
      table.rows += 1;
      this.#cellsInRow = 0;
    }
    if (name === 'tc') {
      const place = { row: Math.max(0, table.rows - 1), column: this.#cellsInRow };
      this.#cell = { ...place, rowSpan: 1, columnSpan: 1, text: '' };
      this.#cellsInRow += 1;
      table.cells.push(this.#cell);
    }
    if (this.#cell) placeCell(this.#cell, name, tag);
  }

  #append(text: string): void {
    if (this.#level === 0 || !this.#table) return;
    if (this.#cell) this.#cell.text += text;
    else if (this.#isCaption) this.#table.caption += text;
  }
}

/** Where the document says that a cell stands, and how far it reaches. */
function placeCell(cell: HwpxCell, name: string, tag: SaxesTagPlain): void {
  if (name === 'cellAddr') {
    cell.row = numberOf(tag, 'rowAddr', cell.row);
    cell.column = numberOf(tag, 'colAddr', cell.column);
  }
  if (name === 'cellSpan') {
    cell.rowSpan = numberOf(tag, 'rowSpan', 1);
    cell.columnSpan = numberOf(tag, 'colSpan', 1);
  }
}
