import type { NoteCollector } from '../notes.ts';
import type { ReadContext } from '../options.ts';
import type { TextEncoding } from '../raw-table.ts';
import { damaged } from '../source.ts';
import { Cp949Transcoder } from '../text/cp949.ts';
import { noEvidence, weigh } from '../text/evidence.ts';

/** A column of a dBASE table. */
interface DbfField {
  readonly name: string;
  /** C text, N and F numbers, D date, L yes or no, I integer. */
  readonly type: string;
  readonly length: number;
  /** Byte within the record. */
  readonly offset: number;
}

/** A dBASE table, opened. */
export interface DbfTable {
  readonly columns: readonly string[];
  readonly encoding: TextEncoding;
  readonly count: number;
  /** Cells of a record, 0-based. */
  record(index: number, notes?: NoteCollector): string[];
}

const HEADER = 32;

/**
 * Opens the attribute table of a Shapefile. Text is what `encoding` says, else UTF-8 where all of it is valid, else
 * CP949; a character cut in half by the length of its field is removed and noted.
 * @throws BadaError `read.damaged`
 */
export function openDbf(
  bytes: Uint8Array,
  context: ReadContext,
  encoding: TextEncoding | undefined,
): DbfTable {
  if (bytes.length < HEADER + 1) throw damaged(context, 'DBF', 'header', 'cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(4, true);
  const [start, size] = [view.getUint16(8, true), view.getUint16(10, true)];
  const found = encoding ?? contentEncoding(bytes, { start, size, count });
  const fields = readFields(bytes, start, found);
  const width = fields.reduce((sum, { length }) => sum + length, 1);
  if (fields.length === 0 || width > size) throw damaged(context, 'DBF', 'header', 'broken fields');
  if (start + size * count > bytes.length) {
    const whole = Math.max(0, Math.floor((bytes.length - start) / size));
    throw damaged(context, 'DBF', `record ${whole + 1}`, `cut off, ${count} records declared`);
  }
  return {
    columns: unique(fields.map(({ name }) => name)),
    encoding: found,
    count,
    record(index, notes) {
      const record = bytes.subarray(start + index * size, start + (index + 1) * size);
      if (record[0] === 0x2a) notes?.add('deleted-records', index + 1);
      return fields.map((field) => cellOf(record, field, found, () => cut(notes, field, index)));
    },
  };
}

function cut(notes: NoteCollector | undefined, { name }: DbfField, index: number): void {
  notes?.add('cut-characters', `${name} ${index + 1}`);
}

interface Layout {
  readonly start: number;
  readonly size: number;
  readonly count: number;
}

/** A few records with a character cut in half do not outweigh the others. */
function contentEncoding(bytes: Uint8Array, { start, size, count }: Layout): TextEncoding {
  const evidence = noEvidence();
  for (let at = HEADER; at + HEADER <= start; at += HEADER) {
    weigh(bytes.subarray(at, at + 11), evidence);
  }
  for (let index = 0; index < count; index += 1) {
    weigh(bytes.subarray(start + index * size, start + (index + 1) * size), evidence);
  }
  const { utf8, cp949, neither } = evidence;
  return cp949 > 0 || neither > utf8 ? 'cp949' : 'utf-8';
}

function readFields(bytes: Uint8Array, end: number, encoding: TextEncoding): DbfField[] {
  const fields: DbfField[] = [];
  let offset = 1;
  for (let at = HEADER; at + HEADER <= end && bytes[at] !== 0x0d; at += HEADER) {
    const zero = bytes.subarray(at, at + 11).indexOf(0);
    const name = decode(bytes.subarray(at, at + (zero < 0 ? 11 : zero)), encoding).text;
    const length = bytes[at + 16] ?? 0;
    fields.push({ name, type: String.fromCharCode(bytes[at + 11] ?? 0), length, offset });
    offset += length;
  }
  return fields;
}

function cellOf(
  record: Uint8Array,
  { type, length, offset }: DbfField,
  encoding: TextEncoding,
  onCut: () => void,
): string {
  const bytes = record.subarray(offset, offset + length);
  if (type === 'I' && length === 4) {
    return String(new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0, true));
  }
  const { text, isCut } = decode(withoutPadding(bytes), encoding);
  if (isCut) onCut();
  if (type === 'D') return text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3').trim();
  return type === 'C' ? text : text.trim();
}

function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end -= 1;
  return bytes.subarray(0, end);
}

function decode(bytes: Uint8Array, encoding: TextEncoding): { text: string; isCut: boolean } {
  const decoder = new TextDecoder(encoding === 'cp949' ? 'utf-8' : encoding);
  if (encoding !== 'cp949') {
    const whole = decoder.decode(bytes);
    const kept = whole.endsWith('\ufffd') ? whole.slice(0, -1) : whole;
    return { text: kept, isCut: kept !== whole };
  }
  const transcoder = new Cp949Transcoder();
  const text = decoder.decode(transcoder.push(bytes));
  return { text, isCut: transcoder.end().length > 0 };
}

function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times > 1 ? `${name}#${times}` : name;
  });
}
