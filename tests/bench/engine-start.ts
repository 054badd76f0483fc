import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Catalogue, Manifest, type MetricQuery, type QueryContext } from '@bada/shared';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { DuckDbEngine } from '../../web/src/engine/duckdb-engine.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { projectRoot } from '../support/project.ts';
import { startServer } from '../support/server.ts';
import { ENGINE_START_NOTES } from './engine-start-notes.ts';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';
import { summarise } from './statistics.ts';

const RUNS = 9;
/** A page of the app that never starts the engine by itself. */
const QUIET_PAGE = '/indicators';
const QUESTION: MetricQuery = {
  v: 1,
  indicators: [{ id: 'ageing-share' }],
  by: ['district', 'month'],
  where: [],
};

/** The engine's part of the built app. */
interface EngineChunk {
  readonly DuckDbEngine: typeof DuckDbEngine;
}

/** Milliseconds of one start. */
interface Start {
  /** From nothing to an engine that takes queries. */
  readonly start: number;
  /** The first answer after that: decoder, extract, table, query. */
  readonly first: number;
  /** The same question again. */
  readonly second: number;
}

interface Case {
  readonly browser: Browser;
  readonly url: string;
  readonly context: QueryContext;
  readonly chunk: string;
  readonly wasm: string;
}

function asset(pattern: RegExp): string {
  const names = readdirSync(join(projectRoot, 'web', 'dist', 'assets'));
  const found = names.find((name) => pattern.test(name));
  if (found === undefined) throw new Error(`web/dist has no file like ${pattern}`);
  return `/assets/${found}`;
}

async function quietPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(QUIET_PAGE);
  await page.waitForLoadState('networkidle');
  return page;
}

/** Starts the built engine in a page of the built app, as the app does. */
async function startEngine(page: Page, { chunk, context }: Case): Promise<Start> {
  const asked = { chunk, context, query: QUESTION };
  return page.evaluate(async ({ chunk, context, query }) => {
    const { signal } = new AbortController();
    const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
      const began = performance.now();
      const result = await work();
      return [result, performance.now() - began];
    };
    const [engine, start] = await timed(async () => {
      const { DuckDbEngine }: EngineChunk = await import(chunk);
      return DuckDbEngine.start();
    });
    const [, first] = await timed(() => engine.answer(query, context, signal));
    const [, second] = await timed(() => engine.answer(query, context, signal));
    await engine.close();
    return { start, first, second };
  }, asked);
}

/** Downloads and compiles the engine's WASM and does nothing with it. */
async function compileOnly(page: Page, { wasm }: Case): Promise<number> {
  return page.evaluate(async (url) => {
    const began = performance.now();
    await WebAssembly.compileStreaming(fetch(url));
    return performance.now() - began;
  }, wasm);
}

interface Pair<T> {
  readonly cold: readonly T[];
  readonly warm: readonly T[];
}

/** Each run has a context of its own: its first page finds no cache, its second one a full cache. */
async function measure<T>(one: Case, work: (page: Page, one: Case) => Promise<T>) {
  await using tab = await openPage(one.browser, { baseUrl: one.url });
  const first = await quietPage(tab.context);
  const cold = await work(first, one);
  await first.close();
  const second = await quietPage(tab.context);
  return { cold, warm: await work(second, one) };
}

function tableOf(starts: Pair<Start>, floors: Pair<number>): Table {
  const rows = (['cold', 'warm'] as const).flatMap((cache) => {
    const floor = summarise(floors[cache]);
    const name = cache === 'cold' ? 'empty cache' : 'full HTTP cache';
    const row = (what: string, values: readonly number[]) => {
      const { p50, least, most } = summarise(values);
      return [
        `${what}, ${name}`,
        ms(p50),
        `${ms(least)}–${ms(most)}`,
        ratio(p50, floor.p50),
        ratio(least, floor.least),
      ];
    };
    return [
      row('fetch and compile the WASM only', floors[cache]),
      row(
        'engine ready',
        starts[cache].map(({ start }) => start),
      ),
      row(
        'engine ready and first answer',
        starts[cache].map(({ start, first }) => start + first),
      ),
      row(
        'first answer alone',
        starts[cache].map(({ first }) => first),
      ),
      row(
        'same question again',
        starts[cache].map(({ second }) => second),
      ),
    ];
  });
  return [['step', 'median ms', 'spread', 'ratio', 'best to best'], ...rows];
}

async function measureAll(one: Case): Promise<Table> {
  const starts: { cold: Start; warm: Start }[] = [];
  const floors: { cold: number; warm: number }[] = [];
  for (let run = 0; run < RUNS; run++) {
    starts.push(await measure(one, startEngine));
    floors.push(await measure(one, compileOnly));
  }
  const pair = <T>(list: readonly { cold: T; warm: T }[]): Pair<T> => ({
    cold: list.map(({ cold }) => cold),
    warm: list.map(({ warm }) => warm),
  });
  return tableOf(pair(starts), pair(floors));
}

async function fetchJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

async function run(): Promise<Finding> {
  await using server = await startServer({ web: true, env: { LOG_LEVEL: 'warn' } });
  const { indicators } = Catalogue.parse(await fetchJson(`${server.url}/api/indicators`));
  const manifest = Manifest.parse(await fetchJson(`${server.url}/api/manifest`));
  const browser = await launchBrowser();
  try {
    const rows = await measureAll({
      browser,
      url: server.url,
      context: { indicators, manifest },
      chunk: asset(/^duckdb-engine-.*\.js$/),
      wasm: asset(/^duckdb-eh-.*\.wasm$/),
    });
    return {
      title: 'Engine start',
      method: `DuckDB-WASM as the built app starts it, on a page of the app that is loaded and idle, without throttling, ${RUNS} times; the question is \`${QUESTION.indicators[0]?.id}\` by district and month. The peer is \`WebAssembly.compileStreaming(fetch(…))\` of the same file in the same browser.`,
      tables: [{ caption: '**Ratio to fetching and compiling the same WASM**', rows }],
      notes: ENGINE_START_NOTES,
    };
  } finally {
    await browser.close();
  }
}

/** How long the browser's engine takes to be there and to answer for the first time. */
export const engineStart: Bench = { name: 'engine-start', run };
