import { DuckDBInstance } from '@duckdb/node-api';
import type { Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/browser.ts';
import { ANALYTIC_NOTES } from './analytic-notes.ts';
import type { AnalyticPage } from './analytic-page/main.ts';
import { type AnalyticQuery, QUERIES, ROWS, TABLES } from './analytic-queries.ts';
import { openBenchPage } from './bench-page.ts';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';
import { type Summary, summarise } from './statistics.ts';

declare global {
  interface Window {
    analytic: AnalyticPage;
  }
}

/** The engines take turns, so that a busy moment of the machine falls on both. */
const ROUNDS = 3;
const RUNS = 3;
const GOAL = 1.6;
const RELATIVE = 1e-9;

interface Timed {
  readonly times: readonly number[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Something that answers SQL again and again. */
interface Contestant {
  time(sql: string): Promise<Timed>;
}

async function openNative() {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  // As in the browser, so that both plan alike.
  await connection.run('set perfect_ht_threshold = 20');
  for (const table of TABLES) await connection.run(table);
  return {
    async time(sql: string): Promise<Timed> {
      const times: number[] = [];
      let rows: (string | null)[][] = [];
      for (let run = 0; run < RUNS; run++) {
        const began = performance.now();
        const reader = await connection.runAndReadAll(sql);
        times.push(performance.now() - began);
        rows = reader.getRows().map((row) => row.map((value) => value?.toString() ?? null));
      }
      return { times, rows };
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function openWasm(page: Page): Promise<Contestant> {
  await page.goto('/');
  await page.waitForFunction(() => window.analytic !== undefined);
  for (const table of TABLES) await page.evaluate((sql) => window.analytic.run(sql), table);
  return {
    time: (sql) =>
      page.evaluate(({ sql, runs }) => window.analytic.time(sql, runs), { sql, runs: RUNS }),
  };
}

function isSame(a: string | null | undefined, b: string | null | undefined): boolean {
  if (a === b) return true;
  const [x, y] = [Number(a), Number(b)];
  if (a === null || b === null || Number.isNaN(x)) return false;
  // Days: text here, milliseconds there.
  const other = Number.isNaN(y) ? Date.parse(`${b}T00:00:00Z`) : y;
  return Math.abs(x - other) <= RELATIVE * Math.abs(other);
}

/** @throws Error that names the first difference */
function checkEqual(name: string, wasm: Timed, native: Timed): void {
  const wrong = native.rows.findIndex(
    (row, at) => !row.every((cell, column) => isSame(wasm.rows[at]?.[column], cell)),
  );
  if (wrong < 0 && wasm.rows.length === native.rows.length) return;
  throw new Error(`${name}: row ${wrong} is ${wasm.rows[wrong]}, expected ${native.rows[wrong]}`);
}

async function measure(wasm: Contestant, native: Contestant) {
  const measured = QUERIES.map((query) => ({
    query,
    wasm: [] as number[],
    native: [] as number[],
  }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of measured) {
      const [there, here] = [await wasm.time(one.query.sql), await native.time(one.query.sql)];
      checkEqual(one.query.name, there, here);
      one.wasm.push(...there.times);
      one.native.push(...here.times);
    }
  }
  return measured.map(({ query, ...times }) => ({
    query,
    wasm: summarise(times.wasm),
    native: summarise(times.native),
  }));
}

interface Measured {
  readonly query: AnalyticQuery;
  readonly wasm: Summary;
  readonly native: Summary;
}

function tableOf(measured: readonly Measured[]): Table {
  const rows = measured.map(({ query, wasm, native }) => [
    query.name,
    ms(native.p50),
    ms(wasm.p50),
    ratio(wasm.p50, native.p50),
    ratio(wasm.least, native.least),
  ]);
  const median = (of: (one: Measured) => number) => summarise(measured.map(of)).p50;
  return [
    ['', 'native p50 ms', 'WASM p50 ms', 'ratio', 'best to best'],
    ...rows,
    [
      '**median of the ratios**',
      '',
      '',
      ratio(
        median(({ wasm, native }) => wasm.p50 / native.p50),
        1,
      ),
      ratio(
        median(({ wasm, native }) => wasm.least / native.least),
        1,
      ),
    ],
  ];
}

async function run(): Promise<Finding> {
  const native = await openNative();
  const built = await openBenchPage({ folder: 'analytic-page' });
  const browser = await launchBrowser();
  try {
    await using tab = await openPage(browser, { baseUrl: built.url });
    const measured = await measure(await openWasm(tab.page), native);
    return {
      title: 'Twelve analytic queries',
      method: `The same ${ROWS.toLocaleString('en')} rows × 8 columns in a table in memory of DuckDB-WASM, started and asked by the product’s engine, and of native DuckDB on one thread. ${ROUNDS} rounds of ${RUNS} runs each, turn about. All answers were compared: equal texts and order, numbers within a relative 1e-9. The goal is a median of at most ${GOAL}×.`,
      tables: [{ caption: '**Milliseconds to the whole answer**', rows: tableOf(measured) }],
      notes: ANALYTIC_NOTES,
    };
  } finally {
    await browser.close();
    built.close();
    native.close();
  }
}

/** What analysts ask of a table, in the browser's engine and natively. */
export const analytic: Bench = { name: 'analytic', run };
