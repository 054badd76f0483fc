import { columnsOf, type KeyedRecord, keyedTable } from '../keyed-table.ts';
import { NoteCollector } from '../notes.ts';
import type { ReadContext } from '../options.ts';
import type { RawNote, RawTable } from '../raw-table.ts';
import { recordOf } from './record.ts';
import type { JsonText, Member, Slice } from './slices.ts';

interface Document {
  readonly name: string;
  readonly json: JsonText;
  readonly root: Slice;
  readonly context: ReadContext;
}

/** An array inside the document that holds the rows of a table. */
interface Found {
  readonly path: string;
  readonly rows: Slice;
  /** Names that stand beside rows which are arrays. */
  readonly header?: readonly string[];
}

const HEADER_KEYS = ['header', 'headers', 'columns', 'fields', 'cols'];
const NAME_KEYS = ['name', 'id', 'field', 'key', 'title'];
const DEEPEST = 8;

/**
 * Tables of one JSON document: every array of objects, and `{header: […], data: [[…]]}`. A document without any is
 * one row. Members outside the tables are named in a note.
 */
export async function documentTables(
  document: Document,
): Promise<{ readonly tables: RawTable[]; readonly notes: readonly RawNote[] }> {
  const { name, json, root, context } = document;
  const notes = new NoteCollector('');
  const outside: string[] = [];
  const found = find(json, root, '', { depth: 0, outside });
  if (found.length === 0) {
    const records = (into?: NoteCollector) => [recordOf(json, root, into)];
    const columns = await columnsOf(records(), context);
    return { tables: [keyedTable({ name, context, columns, records })], notes: [] };
  }
  if (outside.length > 0) {
    notes.add('other-members', undefined, outside.slice(0, 20).join(', '), outside.length);
  }
  const tables: RawTable[] = [];
  for (const table of found) tables.push(await foundTable(table, document));
  return { tables, notes: notes.list() };
}

async function foundTable(
  { path, rows, header }: Found,
  { name, json, context }: Document,
): Promise<RawTable> {
  const records = (notes?: NoteCollector) =>
    header ? arrayRecords(json, rows, header) : objectRecords(json, rows, notes);
  const columns = header
    ? await columnsOf([new Map(header.map((column) => [column, ''])), ...records()], context)
    : await columnsOf(records(), context);
  return keyedTable({ name: path || name, context, columns, records });
}

function* objectRecords(
  json: JsonText,
  rows: Slice,
  notes: NoteCollector | undefined,
): Iterable<KeyedRecord> {
  for (const row of json.elements(rows)) yield recordOf(json, row, notes);
}

/** Cells beyond the header keep a name of their own: nothing is cut off. */
function* arrayRecords(
  json: JsonText,
  rows: Slice,
  header: readonly string[],
): Iterable<KeyedRecord> {
  for (const row of json.elements(rows)) {
    const cells = [...json.elements(row)].map((cell) => json.cell(cell));
    yield new Map(cells.map((cell, index) => [header[index] ?? `#${index + 1}`, cell]));
  }
}

interface Walk {
  readonly depth: number;
  readonly outside: string[];
}

function find(json: JsonText, slice: Slice, path: string, walk: Walk): Found[] {
  const kind = json.kind(slice);
  if (kind === 'array' && holdsOnly(json, slice, 'object')) return [{ path, rows: slice }];
  if (kind !== 'object' || walk.depth > DEEPEST) {
    walk.outside.push(path);
    return [];
  }
  const members = json.members(slice);
  const header = headerOf(json, members);
  const deeper = { ...walk, depth: walk.depth + 1 };
  return members.flatMap((member) => {
    const inner = path === '' ? member.key : `${path}.${member.key}`;
    if (header && member.key === header.key) return [];
    const isGrid = header && json.kind(member) === 'array' && holdsOnly(json, member, 'array');
    if (isGrid) return [{ path: inner, rows: member, header: header.names }];
    return find(json, member, inner, deeper);
  });
}

function holdsOnly(json: JsonText, array: Slice, kind: 'object' | 'array'): boolean {
  let count = 0;
  for (const element of json.elements(array)) {
    if (json.kind(element) !== kind) return false;
    count += 1;
  }
  return count > 0;
}

/** Names beside a grid of rows, made unique. */
function headerOf(
  json: JsonText,
  members: readonly Member[],
): { readonly key: string; readonly names: string[] } | undefined {
  const isGrid = (member: Member) =>
    json.kind(member) === 'array' && holdsOnly(json, member, 'array');
  if (!members.some(isGrid)) return undefined;
  const member = members.find(
    (candidate) =>
      HEADER_KEYS.includes(candidate.key.toLowerCase()) && json.kind(candidate) === 'array',
  );
  if (!member) return undefined;
  const names = [...json.elements(member)].map((element) => nameOf(json, element));
  return { key: member.key, names: unique(names) };
}

function nameOf(json: JsonText, element: Slice): string {
  if (json.kind(element) !== 'object') return json.cell(element);
  const record = recordOf(json, element);
  const key = NAME_KEYS.find((candidate) => record.has(candidate));
  return key === undefined ? json.source(element) : (record.get(key) ?? '');
}

function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times > 1 ? `${name}#${times}` : name;
  });
}
