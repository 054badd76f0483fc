import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import duckdbWasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { onLifeLineLost } from './life-line.ts';

const SETTINGS = [
  // Groups of up to 2^20 small keys are counted in an array and not in a hash table: four times faster.
  'set perfect_ht_threshold = 20',
  // Keeps a closed network quiet: a missing function is an error, never a download.
  'set autoinstall_known_extensions = false',
  'set autoload_known_extensions = false',
  'set lock_configuration = true',
];

/** Milliseconds after which a start is given up; 6 MB take long on a slow line. */
const START_MS = 120_000;

interface Started {
  readonly db: AsyncDuckDB;
  /** Lock that the worker holds as long as it lives. */
  readonly lifeLine: string;
}

/** DuckDB's worker stays silent when its code cannot be fetched, so that is tried and timed here. */
async function instantiate(): Promise<Started> {
  const { ok, status } = await fetch(duckdbWasm, { method: 'HEAD' });
  if (!ok) throw new Error(`the engine's code answered ${status}`);
  const lifeLine = `bada-engine-${crypto.randomUUID()}`;
  const worker = new Worker(new URL('./duckdb-worker.ts', import.meta.url), {
    type: 'module',
    name: lifeLine,
  });
  const { promise: loaded, resolve } = Promise.withResolvers<void>();
  const { promise: failed, reject } = Promise.withResolvers<never>();
  worker.addEventListener('message', () => resolve(), { once: true });
  worker.addEventListener('error', (event) => reject(new Error(event.message)));
  const late = setTimeout(() => reject(new Error('the engine did not start in time')), START_MS);
  try {
    await Promise.race([loaded, failed]);
    const db = new AsyncDuckDB(new VoidLogger(), worker);
    await Promise.race([db.instantiate(duckdbWasm), failed]);
    return { db, lifeLine };
  } catch (error) {
    worker.terminate();
    throw error;
  } finally {
    clearTimeout(late);
  }
}

/** Starts DuckDB-WASM in its worker, empty and with its settings locked. `onDeath` hears when the
 * worker has ended, however that came about. */
export async function openDuckDb(onDeath: () => void = () => undefined): Promise<AsyncDuckDB> {
  const { db, lifeLine } = await instantiate();
  onLifeLineLost(lifeLine, onDeath);
  await db.open({ path: ':memory:', query: { castBigIntToDouble: true } });
  const connection = await db.connect();
  for (const setting of SETTINGS) await connection.query(setting);
  await connection.close();
  return db;
}
