import { featureTable } from '../json/features.ts';
import { NoteCollector } from '../notes.ts';
import { inside, type ReadContext } from '../options.ts';
import type { RawFile, RawTable, TextEncoding } from '../raw-table.ts';
import { damaged } from '../source.ts';
import type { Archive } from '../zip/archive.ts';
import type { ZipEntry } from '../zip/directory.ts';
import { type DbfTable, openDbf } from './dbf.ts';
import { readShapes } from './shp.ts';

/** Opens every Shapefile of an archive: attributes and shape, one table per `.shp`.
 * @throws BadaError `read.damaged`, `read.too-large` */
export async function openShapefiles(archive: Archive, context: ReadContext): Promise<RawFile> {
  const tables: RawTable[] = [];
  for (const entry of archive.entries) {
    if (extensionOf(entry) === 'shp') tables.push(await shapefileTable(archive, entry, context));
  }
  const others = archive.entries.filter(({ path }) => !PARTS.test(path));
  const notes = new NoteCollector('');
  if (others.length > 0) {
    const names = others.slice(0, 20).map(({ path }) => path);
    notes.add('skipped-entries', undefined, names.join(', '), others.length);
  }
  return { format: 'shapefile', tables, notes: notes.list() };
}

/** Files that belong to a Shapefile. */
const PARTS = /\.(shp|shx|dbf|prj|cpg|sbn|sbx|qix|qpj|qmd|fix|shp\.xml)$/i;

function extensionOf({ path }: ZipEntry): string {
  return path.split('.').at(-1)?.toLowerCase() ?? '';
}

async function shapefileTable(
  archive: Archive,
  shp: ZipEntry,
  context: ReadContext,
): Promise<RawTable> {
  const base = shp.path.slice(0, -4).toLowerCase();
  const part = (extension: string) =>
    archive.entries.find(({ path }) => path.toLowerCase() === `${base}.${extension}`);
  const within = inside(context, shp.path);
  const dbf = part('dbf');
  if (!dbf) throw damaged(within, 'Shapefile', 'dbf', 'the .dbf file is missing');
  const shapes = readShapes(await archive.whole(shp), within);
  const chosen = context.options.encoding ?? encodingOf(await textOf(archive, part('cpg')));
  const table = openDbf(await archive.whole(dbf), inside(context, dbf.path), chosen);
  if (table.count !== shapes.length) {
    const what = `${shapes.length} shapes but ${table.count} records`;
    throw damaged(within, 'Shapefile', 'records', what);
  }
  const crs = (await textOf(archive, part('prj'))).trim() || undefined;
  const name = shp.path.slice(0, -4).split('/').at(-1) ?? shp.path;
  const features = (notes?: NoteCollector) => featuresOf(table, shapes, notes);
  return featureTable({ name, context: within, crs, features });
}

function* featuresOf(table: DbfTable, shapes: readonly string[], notes: NoteCollector | undefined) {
  for (const [index, geometry] of shapes.entries()) {
    const cells = table.record(index, notes);
    const properties = new Map(table.columns.map((column, at) => [column, cells[at] ?? '']));
    yield { properties, geometry };
  }
}

async function textOf(archive: Archive, entry: ZipEntry | undefined): Promise<string> {
  return entry ? new TextDecoder().decode(await archive.whole(entry)) : '';
}

/** What a `.cpg` names; undefined leaves it to the content. */
function encodingOf(codePage: string): TextEncoding | undefined {
  if (/utf-?8|65001/i.test(codePage)) return 'utf-8';
  return /949|euc-?kr|ks_?c/i.test(codePage) ? 'cp949' : undefined;
}
