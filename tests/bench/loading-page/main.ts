import { openDuckDb } from '../../../web/src/engine/duckdb-instance.ts';
import { ParquetDecoder } from '../../../web/src/engine/parquet-decoder.ts';
import { arrowOfParquet } from './hyparquet.ts';

/** Ways from a file to a table that answers. */
export type LoadingForm = 'parquet-wasm' | 'twin' | 'hyparquet' | 'arrow';

/** The Parquet file as its decoder is asked for it, and where its other forms lie. */
export interface LoadingFiles {
  readonly parquet: { url: string; hash: string; bytes: number; columns: string[] };
  readonly rowGroups: number[];
  readonly twin: string;
  readonly arrow: string;
}

/** Milliseconds since the loading began. */
export interface Loaded {
  /** A table is there. */
  readonly table: number;
  /** It has answered for the first time. */
  readonly first: number;
  /** The same question again, alone. */
  readonly again: number;
  readonly answer: readonly string[];
}

/** What the page offers to the bench that drives it; one form for each page. */
export interface LoadingPage {
  load(form: LoadingForm, files: LoadingFiles): Promise<Loaded>;
}

async function bytesOf(url: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

async function createPage(): Promise<LoadingPage> {
  const db = await openDuckDb();
  const connection = await db.connect();
  const decoder = new ParquetDecoder(
    new Worker(new URL('../../../web/src/engine/parquet-worker.ts', import.meta.url), {
      type: 'module',
    }),
  );
  const insert = (ipc: Uint8Array) =>
    connection.insertArrowFromIPCStream(ipc, { name: 'rides', create: true });
  const ways: Record<LoadingForm, (files: LoadingFiles) => Promise<unknown>> = {
    'parquet-wasm': async ({ parquet, rowGroups }) =>
      insert((await decoder.decode({ ...parquet, rowGroups })).ipc),
    hyparquet: async ({ parquet: { url, columns } }) =>
      insert(await arrowOfParquet(await bytesOf(url), columns)),
    arrow: async ({ arrow }) => insert(await bytesOf(arrow)),
    async twin({ twin }) {
      await db.registerFileBuffer('twin.duckdb', await bytesOf(twin));
      await connection.query(`attach 'twin.duckdb' as twin (read_only)`);
      await connection.query('use twin');
    },
  };
  const ask = async () => {
    const result = await connection.query(
      `select place || ' ' || year(period) || ' ' || sum(passengers)::bigint || ' ' || round(sum(amount)::double)::bigint as line
       from rides group by place, year(period) order by place, year(period)`,
    );
    return Array.from({ length: result.numRows }, (_, row) =>
      String(result.getChildAt(0)?.get(row)),
    );
  };
  return {
    async load(form, files) {
      const began = performance.now();
      await ways[form](files);
      const table = performance.now() - began;
      const answer = await ask();
      const first = performance.now() - began;
      const since = performance.now();
      await ask();
      return { table, first, again: performance.now() - since, answer };
    },
  };
}

Object.assign(window, { loading: await createPage() });
