import {
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { type KeyedRecord, keyedTable } from './keyed-table.ts';
import type { NoteCollector } from './notes.ts';
import type { ReadContext } from './options.ts';
import { decimalText, PARSERS, type ParquetDecimal, valueText } from './parquet-value.ts';
import type { ByteSource, RawFile } from './raw-table.ts';
import { damaged } from './source.ts';

const PIECE = 131_072;

/** Opens a Parquet file as one table; at most one row group is held in memory.
 * @throws BadaError `read.damaged` */
export async function openParquet(source: ByteSource, context: ReadContext): Promise<RawFile> {
  const file = {
    byteLength: source.size,
    slice: async (start: number, end = source.size) => {
      const bytes = await source.slice(start < 0 ? source.size + start : start, end);
      return new Uint8Array(bytes).buffer;
    },
  };
  const metadata = await guarded(parquetMetadataAsync(file), context, 'footer');
  const { plain, decimals } = withoutDecimals(metadata, context);
  const columns = topLevel(metadata);
  async function* records(notes: NoteCollector): AsyncIterable<KeyedRecord> {
    for (const { rowStart, rowEnd } of pieces(metadata)) {
      const options = { file, metadata: plain, compressors, parsers: PARSERS, utf8: false };
      const read = parquetReadObjects({ ...options, rowStart, rowEnd });
      const objects = await guarded(read, context, `row ${rowStart + 1}`);
      if (objects.length !== rowEnd - rowStart) {
        throw damaged(context, 'Parquet', `row ${rowStart + 1}`, 'rows are missing');
      }
      for (const object of objects) yield recordOf(object, columns, decimals, notes);
    }
  }
  const name = source.name.replace(/\.[^.]*$/, '');
  const table = keyedTable({ name, context, columns, records });
  return { format: 'parquet', tables: [table], notes: [] };
}

/** Row groups, large ones in parts: a group is decompressed once per part. */
function* pieces({ row_groups }: FileMetaData) {
  let start = 0;
  for (const { num_rows } of row_groups) {
    const end = start + Number(num_rows);
    for (let rowStart = start; rowStart < end; rowStart += PIECE) {
      yield { rowStart, rowEnd: Math.min(end, rowStart + PIECE) };
    }
    start = end;
  }
}

function recordOf(
  object: Readonly<Record<string, unknown>>,
  columns: readonly string[],
  decimals: ReadonlyMap<string, ParquetDecimal>,
  notes: NoteCollector,
): KeyedRecord {
  return new Map(
    columns.map((column) => {
      const value = object[column];
      if (value === null || value === undefined) notes.add('nulls', column);
      const decimal = decimals.get(column);
      return [column, decimal ? decimalText(value, decimal) : valueText(value)];
    }),
  );
}

async function guarded<T>(work: Promise<T>, context: ReadContext, where: string): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw damaged(context, 'Parquet', where, cause);
  }
}

/** Names of the columns below the root, nested ones by their outermost name. */
function topLevel({ schema }: FileMetaData): string[] {
  const names: string[] = [];
  let at = 1;
  const skip = (index: number): number => {
    let next = index + 1;
    for (let child = 0; child < (schema[index]?.num_children ?? 0); child += 1) next = skip(next);
    return next;
  };
  while (at < schema.length) {
    const element = schema[at];
    if (element) names.push(element.name);
    at = skip(at);
  }
  return names;
}

/** The reader turns decimals into doubles; asked for the integers behind them it loses no digit. */
function withoutDecimals(metadata: FileMetaData, context: ReadContext) {
  const decimals = new Map<string, ParquetDecimal>();
  const top = new Set(topLevel(metadata));
  const schema = metadata.schema.map((element): SchemaElement => {
    const isDecimal =
      element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';
    if (!isDecimal || !top.has(element.name)) return element;
    if (element.type === 'BYTE_ARRAY') {
      throw damaged(
        context,
        'Parquet',
        element.name,
        'decimals of variable length are not supported',
      );
    }
    const { converted_type, logical_type, ...bare } = element;
    const scale = logical_type?.type === 'DECIMAL' ? logical_type.scale : (element.scale ?? 0);
    decimals.set(element.name, { scale });
    return { ...bare, logical_type: { type: 'INTEGER', bitWidth: 64, isSigned: true } };
  });
  return { plain: { ...metadata, schema }, decimals };
}
