import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from '@uwdata/flechette';
import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { rowsOf, withDuckDb } from '../../data/src/build/duckdb.ts';

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

async function parquetText(bytes: Uint8Array): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bada-leak-'));
  const file = join(folder, 'file.parquet');
  writeFileSync(file, bytes);
  try {
    return await withDuckDb(async (connection) => {
      const rows = await rowsOf(connection, `select * from read_parquet('${file}')`);
      const told = await rowsOf(connection, `select * from parquet_metadata('${file}')`);
      return JSON.stringify([rows, told], plain);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function arrowText(bytes: Uint8Array): string {
  const table = tableFromIPC(bytes);
  return JSON.stringify([table.toArray(), [...(table.schema.metadata ?? [])]], plain);
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, text.length)) === text;
}

/** All that can be read out of a body: of tables their values and statistics, of archives what is in them. */
export async function textOf(bytes: Uint8Array, type: string): Promise<string> {
  if (startsWith(bytes, 'PAR1')) return parquetText(bytes);
  if (startsWith(bytes, 'PK')) {
    const parts = Object.entries(unzipSync(bytes));
    const texts = await Promise.all(
      parts.map(async ([name, part]) => `${name} ${await textOf(part, '')}`),
    );
    return texts.join('\n');
  }
  if (type.includes('arrow')) return arrowText(bytes);
  const text = new TextDecoder().decode(bytes);
  // Escapes of JSON are read as a reader would; what is no UTF-8 may be CP949.
  const read = type.includes('json') ? JSON.stringify(JSON.parse(text)) : '';
  return `${text} ${read} ${iconv.decode(Buffer.from(bytes), 'cp949')}`;
}
