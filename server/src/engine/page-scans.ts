import {
  type Batch,
  type CompiledQuery,
  type Manifest,
  planBatch,
  type ResultColumns,
  type Viewer,
} from '@bada/shared';
import type { ServerEngine } from './server-engine.ts';

/** What the queries of one page are run with: who asks, and over which manifest. */
interface PageOf {
  /** Beginning of its tables' names: like no other page's, and no dataset's, whose ids hold no slash. */
  readonly name: string;
  readonly engine: ServerEngine;
  readonly viewer: Viewer;
  readonly manifest: Manifest;
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** The queries of one page that read the same tables, which are read once for all of them: made with the first
 * query, freed after the last. A query whose shared tables cannot be made runs as it would alone. */
export class PageScans {
  readonly #of: PageOf;
  readonly #batch: Batch;
  readonly #asked: readonly CompiledQuery[];
  readonly #stop = new AbortController();
  #made: Promise<(() => Promise<void>) | undefined> | undefined;
  #running = 0;
  #isOver = false;

  constructor(asked: readonly CompiledQuery[], of: PageOf) {
    this.#of = of;
    this.#asked = asked;
    this.#batch = planBatch(asked, of);
  }

  /** Rows of one of the page's queries, all of which begin at the same time.
   * @throws as the engine's `run` does */
  async run(asked: CompiledQuery, signal: AbortSignal): Promise<ResultColumns> {
    const { engine, viewer, manifest } = this.#of;
    const shared = this.#batch.queries[this.#asked.indexOf(asked)] ?? asked;
    this.#running += 1;
    try {
      const isThere = shared !== asked && (await this.#tablesFor(signal));
      return await engine.as(viewer).run(isThere ? shared : asked, manifest, signal);
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#end();
    }
  }

  async #tablesFor(signal: AbortSignal): Promise<boolean> {
    if (this.#isOver) return false;
    const { engine, viewer, manifest } = this.#of;
    const { scans } = this.#batch;
    this.#made ??= engine
      .share(viewer, { manifest, scans }, this.#stop.signal)
      .catch(() => undefined);
    signal.throwIfAborted();
    return (await Promise.race([this.#made, untilAborted(signal)])) !== undefined;
  }

  #end(): void {
    this.#isOver = true;
    this.#stop.abort();
    void this.#made?.then((free) => free?.()).catch(() => undefined);
  }
}
