import { type CellObject, SSF } from '@e965/xlsx';
import type { NoteCollector } from '../notes.ts';

interface SerialDate {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly H: number;
  readonly M: number;
  readonly S: number;
}

/** The parts of SheetJS's formatter that are used here; it ships untyped. */
interface Formatter {
  is_date(format: string): boolean;
  parse_date_code(serial: number, options: { readonly date1904: boolean }): SerialDate | null;
  format(format: string, value: number): string;
}

const formatter: Formatter = SSF;

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/** Formats that show a plain number as something else: shares, thousands, exponents, words around it. */
const DISGUISE = /%|[0#?],+(?![0#?])|[eE][+-]|"[^"]*[^\s"][^"]*"/;

/** Where a cell stands and what to note about it. */
export interface CellContext {
  readonly notes: NoteCollector;
  readonly date1904: boolean;
  /** As people write it, e.g. `B7`. */
  readonly address: () => string;
}

/** The value of a cell as text: numbers plainly, dates as ISO, the stored value of a formula, errors as shown. */
export function cellText(cell: CellObject, context: CellContext): string {
  const { notes, address } = context;
  if (cell.f !== undefined) {
    const isEmpty = cell.v === undefined;
    notes.add(isEmpty ? 'formulas-without-value' : 'formulas', address());
  }
  switch (cell.t) {
    case 'n':
      return typeof cell.v === 'number' ? numberText(cell.v, String(cell.z ?? ''), context) : '';
    case 'b':
      return cell.v === true ? 'TRUE' : 'FALSE';
    case 'e':
      notes.add('error-values', address());
      return ERRORS[Number(cell.v)] ?? String(cell.w ?? cell.v ?? '');
    case 'z':
      return '';
    default:
      return cell.v instanceof Date ? cell.v.toISOString() : String(cell.v ?? '');
  }
}

function numberText(value: number, format: string, context: CellContext): string {
  const { notes, address } = context;
  if (format === '' || format === 'General') return String(value);
  if (formatter.is_date(format)) return dateText(value, format, context);
  if (/^0{2,}$/.test(format) && Number.isInteger(value)) {
    const text = formatter.format(format, value);
    if (text !== String(value)) notes.add('zero-padded', address(), format);
    return text;
  }
  if (DISGUISE.test(format)) notes.add('number-formats', address(), format);
  return String(value);
}

/** `[h]:mm` counts hours and is no time of day: its number stays. */
const DURATION = /\[(h+|m+|s+)\]/i;

function dateText(serial: number, format: string, context: CellContext): string {
  const { notes, address, date1904 } = context;
  const date = DURATION.test(format) ? null : formatter.parse_date_code(serial, { date1904 });
  if (date === null) {
    notes.add('number-formats', address(), format);
    return String(serial);
  }
  notes.add('dates-as-text', address(), format);
  const time = `${pad(date.H)}:${pad(date.M)}:${pad(date.S)}`;
  if (serial < 1 && !/[yd]/i.test(format)) return time;
  const day = `${pad(date.y, 4)}-${pad(date.m)}-${pad(date.d)}`;
  return Number.isInteger(serial) ? day : `${day}T${time}`;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
