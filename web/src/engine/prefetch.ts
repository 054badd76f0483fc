import duckdbWasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { engineObstacle, savesData } from './obstacle.ts';

/** Has the browser fetch the engine's code when the line has nothing better to do, so that it is there when the
 * engine starts. Nothing runs for it. */
export function prefetchEngine(): void {
  if (engineObstacle() || savesData()) return;
  const link = document.createElement('link');
  link.rel = 'prefetch';
  link.as = 'fetch';
  link.href = duckdbWasm;
  document.head.append(link);
}
