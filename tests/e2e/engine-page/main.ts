import {
  type Answer,
  Catalogue,
  compileQuery,
  type Indicator,
  Manifest,
  type MetricQuery,
  type QueryContext,
  readsOf,
} from '@bada/shared';
import { config } from 'zod';
import { ChunkStore, clearStored, storedBytes } from '../../../web/src/engine/chunk-store.ts';
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
  /** Answers the queries of one page; with the passes over tables that it took, and the tables of pages
   * that are there afterwards. One that is left is given up once a statement runs. */
  page(
    queries: readonly MetricQuery[],
    indicators: readonly Indicator[],
    isLeft?: boolean,
  ): Promise<{ answers: Answer[] | 'given up'; scans: number; tables: number }>;
  /** Keeps pieces of 100 bytes of these files, one after another, in the product's own store of a small budget; the
   * files of which a piece is left. */
  keep(budget: number, files: readonly string[]): Promise<string[]>;
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

interface PageAsked {
  readonly queries: readonly MetricQuery[];
  readonly context: QueryContext;
  readonly isLeft: boolean;
}

/** Tables that pages made and did not let go of. */
async function pageTables(
  engine: DuckDbEngine,
  [query]: readonly MetricQuery[],
  { indicators, manifest }: QueryContext,
): Promise<number> {
  if (!query) return 0;
  const [read] = readsOf(compileQuery({ query, indicators, manifest }), manifest);
  if (!read) throw new Error('the query reads nothing');
  const sql = `select count(*)::integer as n from duckdb_tables() where starts_with(table_name, 'page/')`;
  const counted = await engine
    .linked(read, manifest)
    .numbers({ sql, parameters: [], dimensions: [], scans: [] }, new AbortController().signal);
  return counted.n?.values[0] ?? Number.NaN;
}

async function askPage(
  engine: DuckDbEngine,
  { queries, context, isLeft }: PageAsked,
): ReturnType<EnginePage['page']> {
  const before = engine.statistics.scans;
  const leaving = new AbortController();
  const asked = engine.answerAll(queries, context, leaving.signal).then(
    (settled) => settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined)),
    () => 'given up' as const,
  );
  if (isLeft) await untilRunning(engine).then(() => leaving.abort(new Error('left')));
  const answers = await asked;
  const scans = engine.statistics.scans - before;
  const tables = await pageTables(engine, queries, context);
  if (answers === 'given up') return { answers, scans, tables };
  return { answers: answers.flatMap((one) => one ?? []), scans, tables };
}

async function keepPieces(budget: number, files: readonly string[]): Promise<string[]> {
  let clock = 0;
  const store = new ChunkStore({ budget, now: () => ++clock });
  const pieces = files.map((file, at) => ({
    file,
    address: new URL(`/extracts/open/${file}`, location.href).href,
    range: { start: at * 100, end: at * 100 + 100 },
  }));
  for (const { address, range } of pieces) {
    await store.use(address);
    await store.put(address, range, new Uint8Array(100));
  }
  const left = new Set<string>();
  for (const { file, address, range } of pieces) {
    if (await store.get(address, range)) left.add(file);
  }
  return [...left].sort();
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
    async page(queries, indicators, isLeft = false) {
      if (!engine) throw new Error('the engine was not started');
      return askPage(engine, {
        queries,
        context: { ...(await readContext()), indicators },
        isLeft,
      });
    },
    keep: keepPieces,
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
