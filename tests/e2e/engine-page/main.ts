import { type Answer, Catalogue, type Indicator, Manifest, type MetricQuery } from '@bada/shared';
import { config } from 'zod';
import { clearStored, storedBytes } from '../../../web/src/engine/chunk-store.ts';
import {
  type BrowserHoldings,
  type BrowserStatistics,
  DuckDbEngine,
} from '../../../web/src/engine/duckdb-engine.ts';

/** What the page offers to the tests that drive it. */
export interface EnginePage {
  /** Starts the product's browser engine, within a budget of bytes; milliseconds it took. */
  start(budget?: number): Promise<number>;
  /** Answers one query of given indicators; with what the engine then holds. */
  ask(
    query: MetricQuery,
    indicators: readonly Indicator[],
  ): Promise<{ answer: Answer | { error: string }; holdings: BrowserHoldings }>;
  /** Bytes of extracts kept across visits. */
  stored(): Promise<number | undefined>;
  /** Forgets them. */
  clear(): Promise<void>;
  /** Answers queries one after another with the product's browser engine. */
  answer(queries: MetricQuery[]): Promise<Answer[]>;
  /** Asks everything at once and gives up every second question after some milliseconds. */
  hurry(queries: MetricQuery[], patience: number): Promise<(Answer | 'given up')[]>;
  /** Asks one query twice and gives the second up once it runs; milliseconds that each took. */
  giveUp(
    query: MetricQuery,
    indicators: readonly Indicator[],
  ): Promise<{ whole: number; givenUp: number; statistics: BrowserStatistics }>;
}

/** Resolves once the engine runs a statement. */
async function untilRunning(engine: DuckDbEngine): Promise<void> {
  while (engine.statistics.running === 0) await new Promise((next) => setTimeout(next, 1));
}

config({ jitless: true });

async function fetchJson(path: string): Promise<unknown> {
  return (await fetch(path)).json();
}

async function readContext() {
  const [catalogue, manifest] = await Promise.all(
    ['/api/indicators', '/api/manifest'].map(fetchJson),
  );
  return { indicators: Catalogue.parse(catalogue).indicators, manifest: Manifest.parse(manifest) };
}

function createPage(): EnginePage {
  let engine: DuckDbEngine | undefined;
  return {
    async start(budget) {
      const began = performance.now();
      engine = await DuckDbEngine.start(budget);
      return performance.now() - began;
    },
    async ask(query, indicators) {
      if (!engine) throw new Error('the engine was not started');
      const context = { ...(await readContext()), indicators };
      const { signal } = new AbortController();
      const answer = await engine
        .answer(query, context, signal)
        .catch((error: Error) => ({ error: error.name }));
      return { answer, holdings: engine.holdings };
    },
    stored: storedBytes,
    clear: clearStored,
    async answer(queries) {
      if (!engine) throw new Error('the engine was not started');
      const context = await readContext();
      const answers: Answer[] = [];
      for (const query of queries) {
        answers.push(await engine.answer(query, context, new AbortController().signal));
      }
      return answers;
    },
    async hurry(queries, patience) {
      if (!engine) throw new Error('the engine was not started');
      const context = await readContext();
      const running = engine;
      const asked = queries.map(async (query, index) => {
        const control = new AbortController();
        if (index % 2 === 1) setTimeout(() => control.abort(), patience);
        try {
          return await running.answer(query, context, control.signal);
        } catch (error) {
          if (control.signal.aborted) return 'given up' as const;
          throw error;
        }
      });
      return Promise.all(asked);
    },
    async giveUp(query, indicators) {
      if (!engine) throw new Error('the engine was not started');
      const running = engine;
      const context = { ...(await readContext()), indicators };
      const { signal } = new AbortController();
      const first = await running.answer(query, context, signal);
      const leaving = new AbortController();
      const left = running.answer(query, context, leaving.signal).then(
        () => undefined,
        () => performance.now(),
      );
      await untilRunning(running);
      const began = performance.now();
      leaving.abort(new Error('left'));
      const ended = await left;
      if (ended === undefined) throw new Error('the question was answered all the same');
      await running.answer({ ...query, limit: 1, by: ['city', 'year'] }, context, signal);
      const { statistics } = running;
      return { whole: first.run.ms, givenUp: ended - began, statistics };
    },
  };
}

Object.assign(window, { engine: createPage() });
