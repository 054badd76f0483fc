import { BadaError } from '@bada/shared';
import { openTables } from './archive-file.ts';
import { openDelimited } from './delimited/delimited-file.ts';
import { contextOf, type ReadContext, type ReadOptions } from './options.ts';
import type { ByteSource, RawFile } from './raw-table.ts';
import { archiveKind, extensionOf, sniff } from './sniff.ts';
import { wholeOf } from './source.ts';
import { findEncoding } from './text/encoding.ts';
import { textOf } from './text/text-stream.ts';
import { checkedParts, refuseDocumentType } from './workbook/packed.ts';
import type { WorkbookContent } from './workbook/workbook.ts';
import { openArchive } from './zip/archive.ts';

/** Readers with large libraries behind them, loaded when a file asks for them. */
const loaders = {
  hwpx: () => import('./hwpx.ts'),
  json: () => import('./json/json-file.ts'),
  parquet: () => import('./parquet.ts'),
  shapefile: () => import('./shapefile/shapefile.ts'),
  workbook: () => import('./workbook/workbook.ts'),
};

/**
 * Opens a file that somebody brings: finds its format and encoding and lists its tables. Rows are read when asked
 * for, in batches; a reading ends with every row of the file or with an error, never with a part of it.
 * @throws BadaError `read.*`
 */
export function readFile(source: ByteSource, options: ReadOptions = {}): Promise<RawFile> {
  return openFile(source, contextOf(source.name, options));
}

async function openFile(source: ByteSource, context: ReadContext): Promise<RawFile> {
  const container = await sniff(source, context);
  switch (container) {
    case 'zip':
      return openZip(source, context);
    case 'ole':
      return openOle(source, context);
    case 'parquet':
      return (await loaders.parquet()).openParquet(source, context);
    case 'markup':
      return openMarkup(source, context);
    case 'json':
      return (await loaders.json()).openJson(source, context);
    case 'delimited':
      return openDelimited(source, context);
  }
}

async function openZip(source: ByteSource, context: ReadContext): Promise<RawFile> {
  const archive = await openArchive(source, context);
  const kind = archiveKind(archive.entries, context);
  switch (kind) {
    case 'workbook':
      return openSheets({ kind: 'packed', bytes: await checkedParts(archive, context) }, context);
    case 'hwpx':
      return (await loaders.hwpx()).openHwpx(archive, context);
    case 'shapefile':
      refuseNested(context);
      return (await loaders.shapefile()).openShapefiles(archive, context);
    case 'gtfs':
      refuseNested(context);
      return { format: 'gtfs', ...(await openTables(archive, context, openFile)) };
    case 'tables':
      refuseNested(context);
      return { format: 'zip', ...(await openTables(archive, context, openFile)) };
  }
}

async function openSheets(content: WorkbookContent, context: ReadContext): Promise<RawFile> {
  return (await loaders.workbook()).openWorkbook(content, context);
}

function refuseNested({ name, archive }: ReadContext): void {
  if (archive !== undefined) {
    throw new BadaError('read.zip-nested', { name: archive, entry: name });
  }
}

/** Legacy Excel, or another program's document in the same container. */
async function openOle(source: ByteSource, context: ReadContext): Promise<RawFile> {
  const bytes = await wholeOf(source, context);
  const { name } = context;
  const isHwp = extensionOf(name) === 'hwp' || holds(bytes, 'HWP Document File');
  if (isHwp) throw new BadaError('read.hwp', { name });
  return openSheets({ kind: 'legacy', bytes }, context);
}

/** Many offices' systems save an HTML or XML table under the name `.xls`. */
async function openMarkup(source: ByteSource, context: ReadContext): Promise<RawFile> {
  await wholeOf(source, context);
  const { encoding } = await findEncoding(source, context);
  let text = '';
  for await (const chunk of textOf(source, encoding)) text += chunk;
  const isSpreadsheet = /<(\w+:)?Workbook[\s>]/.test(text.slice(0, 65_536));
  const isHtml = !isSpreadsheet && /<table[\s>]/i.test(text);
  if (!isHtml) refuseDocumentType(text, context);
  if (!isHtml && !isSpreadsheet) {
    throw new BadaError('read.unsupported', { name: context.name, what: 'XML' });
  }
  return { ...(await openSheets({ kind: 'text', text }, context)), encoding };
}

function holds(bytes: Uint8Array, text: string): boolean {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    const isHere = Array.from(text).every(
      (char, index) => bytes[at + index] === char.charCodeAt(0),
    );
    if (isHere) return true;
  }
  return false;
}
