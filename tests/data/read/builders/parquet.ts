import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** The answer of a statement as a Parquet file. */
export async function parquetOf(
  select: string,
  compression: 'zstd' | 'snappy' | 'gzip' | 'brotli' | 'lz4' | 'uncompressed' = 'zstd',
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'bada-parquet-'));
  const path = join(folder, 'table.parquet');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(
      `COPY (${select}) TO '${path}' (FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE 2048)`,
    );
    return new Uint8Array(await readFile(path));
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true });
  }
}
