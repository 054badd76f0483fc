import {
  memorySource,
  type RawFile,
  type RawNote,
  type RawRow,
  type ReadOptions,
  readFile,
} from '@bada/data/read';

/** A table read to its end. */
export interface ReadTable {
  readonly name: string;
  readonly columns: readonly string[] | undefined;
  readonly crs: string | undefined;
  readonly rows: readonly RawRow[];
  readonly notes: readonly RawNote[];
}

/** Reads a file in memory to its end. */
export async function readBytes(
  name: string,
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<{ file: RawFile; tables: ReadTable[] }> {
  const file = await readFile(memorySource(name, bytes), options);
  return { file, tables: await readTables(file) };
}

/** Reads every table of an opened file to its end. */
export async function readTables(file: RawFile): Promise<ReadTable[]> {
  const tables: ReadTable[] = [];
  for (const table of file.tables) {
    const rows: RawRow[] = [];
    for await (const batch of table.batches()) rows.push(...batch);
    const { name, columns, crs, notes } = table;
    tables.push({ name, columns, crs, rows, notes });
  }
  return tables;
}

/** Cells of the only table of a file in memory. */
export async function cellsOf(
  name: string,
  content: Uint8Array | string,
  options: ReadOptions = {},
): Promise<string[][]> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { tables } = await readBytes(name, bytes, options);
  if (tables.length !== 1) throw new Error(`${tables.length} tables`);
  return (tables[0]?.rows ?? []).map(({ cells }) => [...cells]);
}

/** Codes of notes, sorted. */
export function codes(notes: readonly RawNote[]): string[] {
  return notes.map(({ code }) => code).sort();
}
