import { join } from 'node:path';
import {
  baseFile,
  type CompiledQuery,
  compileQuery,
  type MetricQuery,
  pinned,
  type ResultColumns,
} from '@bada/shared';
import { DuckDBInstance } from '@duckdb/node-api';
import { columnsOf, parameterType, parameterValue } from '../../server/src/engine/cells.ts';
import type { BenchExtract } from './aggregation-extract.ts';

const WARM_UP = 3;

/** Native DuckDB that answers one compiled query again and again. */
export interface NativeCase {
  readonly threads: 1 | 2;
  /** Where the rows lie: the Parquet file as the server reads it, or a table as in the browser. */
  readonly from: 'parquet' | 'table';
}

/** Milliseconds of repeated statements, and what they came to. */
export interface NativeTimes {
  readonly times: readonly number[];
  readonly columns: ResultColumns;
  /** From an empty engine to the first answer, columns read from the Parquet file included. */
  readonly first: number;
}

function compiledOf({ manifest, indicators }: BenchExtract, query: MetricQuery): CompiledQuery {
  return compileQuery({ query: pinned(query, manifest), indicators, manifest });
}

/** Runs a query's own SQL in a native engine of its own. */
export async function measureNative(
  extract: BenchExtract,
  query: MetricQuery,
  { threads, from }: NativeCase,
  runs: number,
): Promise<NativeTimes> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  const { sql, parameters } = compiledOf(extract, query);
  const [dataset] = extract.manifest.datasets;
  if (!dataset) throw new Error('the extract holds no dataset');
  const { hash, format } = baseFile(dataset);
  const path = join(extract.folder, dataset.class, `${hash}.${format}`);
  const values = parameters.map(parameterValue);
  const types = parameters.map(parameterType);
  const ask = async () => columnsOf(await connection.runAndReadAll(sql, values, types));
  const kind = from === 'table' ? 'table' : 'view';

  const began = performance.now();
  await connection.run('set parquet_metadata_cache = true');
  await connection.run(`create ${kind} "${dataset.id}" as select * from read_parquet('${path}')`);
  let columns = await ask();
  const first = performance.now() - began;
  const times: number[] = [];
  for (let run = 0; run < runs + WARM_UP; run++) {
    const since = performance.now();
    columns = await ask();
    times.push(performance.now() - since);
  }
  connection.closeSync();
  instance.closeSync();
  return { times: times.slice(WARM_UP), columns, first };
}
