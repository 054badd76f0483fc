import type { Answer, MetricQuery, QueryContext } from '@bada/shared';
import { config } from 'zod';
import { DuckDbEngine } from '../../../web/src/engine/duckdb-engine.ts';
import { ParquetDecoder } from '../../../web/src/engine/parquet-decoder.ts';
import { objectForm, type PlainAnswer, type PlainForm, typedForm } from './plain.ts';

/** Part of an extract, as the decoder is asked for it. */
type Part = Parameters<ParquetDecoder['decode']>[0];

/** Milliseconds of repeated answers, and one of them. */
export interface EngineTimes {
  /** The statement alone. */
  readonly statement: readonly number[];
  /** With compiling, proof and parsing. */
  readonly whole: readonly number[];
  readonly answer: Answer;
}

/** Milliseconds of repeated loops, and what they came to. */
export interface PlainTimes {
  /** From the Arrow stream to the form that is looped over. */
  readonly prepare: number;
  readonly times: readonly number[];
  readonly answer: PlainAnswer;
}

/** What the page offers to the bench that drives it. */
export interface AggregationPage {
  /** A new engine's first answer after its start, in milliseconds: fetch, decode, insert, query. */
  firstAnswer(query: MetricQuery, context: QueryContext): Promise<number>;
  /** Answers of one engine that holds the data; the first `warmUp` are not counted. */
  answers(query: MetricQuery, context: QueryContext, runs: number): Promise<EngineTimes>;
  /** Fetches and decodes into an Arrow stream, in milliseconds. */
  decode(part: Part): Promise<number>;
  plain(
    form: 'typed' | 'objects',
    name: keyof PlainForm,
    part: Part,
    runs: number,
  ): Promise<PlainTimes>;
}

const WARM_UP = 3;

config({ jitless: true });

async function timed<T>(work: () => T | Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  const result = await work();
  return [result, performance.now() - began];
}

async function repeated<T>(runs: number, work: () => T | Promise<T>): Promise<[T, number][]> {
  const results: [T, number][] = [];
  for (let run = 0; run < runs + WARM_UP; run++) results.push(await timed(work));
  return results.slice(WARM_UP);
}

function createDecoder(): ParquetDecoder {
  return new ParquetDecoder(
    // Written in one piece, because only then the build makes a worker of it.
    new Worker(new URL('../../../web/src/engine/parquet-worker.ts', import.meta.url), {
      type: 'module',
    }),
  );
}

function createPage(): AggregationPage {
  const { signal } = new AbortController();
  const decoder = createDecoder();
  let engine: Promise<DuckDbEngine> | undefined;
  return {
    async firstAnswer(query, context) {
      const fresh = await DuckDbEngine.start();
      const [, took] = await timed(() => fresh.answer(query, context, signal));
      await fresh.close();
      return took;
    },
    async answers(query, context, runs) {
      engine ??= DuckDbEngine.start();
      const one = await engine;
      const results = await repeated(runs, () => one.answer(query, context, signal));
      const [answer] = results.map(([result]) => result);
      if (!answer) throw new Error('at least one run is needed');
      const statement = results.map(([{ run }]) => run.ms);
      return { statement, whole: results.map(([, took]) => took), answer };
    },
    async decode(part) {
      const [, took] = await timed(() => decoder.decode(part));
      return took;
    },
    async plain(wanted, name, part, runs) {
      const { ipc } = await decoder.decode(part);
      const [form, prepare] = await timed(() =>
        wanted === 'typed' ? typedForm(ipc) : objectForm(ipc),
      );
      const results = await repeated(runs, () => form[name]());
      return { prepare, times: results.map(([, took]) => took), answer: form[name]() };
    },
  };
}

Object.assign(window, { aggregation: createPage() });
