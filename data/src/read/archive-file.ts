import { BadaError } from '@bada/shared';
import { NoteCollector } from './notes.ts';
import { inside, type ReadContext } from './options.ts';
import type { ByteSource, RawFile, RawNote, RawTable } from './raw-table.ts';
import { extensionOf } from './sniff.ts';
import type { Archive } from './zip/archive.ts';
import type { ZipEntry } from './zip/directory.ts';

/** Opens a file by itself; handed in, for archives hold files and files may be archives. */
export type OpenFile = (source: ByteSource, context: ReadContext) => Promise<RawFile>;

const TABLES =
  /^(csv|tsv|tab|txt|json|geojson|topojson|ndjson|jsonl|xlsx|xlsm|xlsb|xls|ods|parquet)$/;
const ARCHIVES = /^(zip|7z|rar|gz|tgz|tar|egg|alz)$/;
/** What operating systems leave in archives. */
const LITTER = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/** Opens each table of an archive; what is no table is named in a note.
 * @throws BadaError `read.zip-nested`, `read.empty`, and whatever a file in it throws */
export async function openTables(
  archive: Archive,
  context: ReadContext,
  openFile: OpenFile,
): Promise<Pick<RawFile, 'tables' | 'notes'>> {
  const notes = new NoteCollector('');
  const tables: RawTable[] = [];
  const inner: RawNote[] = [];
  const skipped: string[] = [];
  for (const entry of archive.entries.filter(({ path }) => !LITTER.test(path))) {
    const kind = entryKind(entry, context);
    if (kind === 'other' || entry.size === 0) {
      skipped.push(entry.path);
      continue;
    }
    const file = await openFile(await archive.source(entry), inside(context, entry.path));
    tables.push(...file.tables.map((table) => underPath(table, entry, file.tables.length)));
    inner.push(...file.notes);
  }
  if (tables.length === 0) throw new BadaError('read.empty', { name: context.name });
  if (skipped.length > 0) {
    notes.add('skipped-entries', undefined, skipped.slice(0, 20).join(', '), skipped.length);
  }
  return { tables, notes: [...notes.list(), ...inner] };
}

function entryKind({ path }: ZipEntry, { name }: ReadContext): 'table' | 'other' {
  const extension = extensionOf(path);
  if (ARCHIVES.test(extension)) throw new BadaError('read.zip-nested', { name, entry: path });
  return TABLES.test(extension) ? 'table' : 'other';
}

/** The same table under the path of its file; a sheet keeps its own name behind it. */
function underPath(table: RawTable, { path }: ZipEntry, siblings: number): RawTable {
  const name = siblings > 1 ? `${path} / ${table.name}` : path;
  return {
    name,
    ...(table.columns ? { columns: table.columns } : {}),
    ...(table.crs === undefined ? {} : { crs: table.crs }),
    get notes() {
      return table.notes.map((note) => ({ ...note, table: name }));
    },
    batches: () => table.batches(),
  };
}
