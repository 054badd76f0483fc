import { join } from 'node:path';
import {
  baseFile,
  compileQuery,
  type MetricQuery,
  pinned,
  type ResultColumns,
  readsOf,
} from '@bada/shared';
import type { Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/browser.ts';
import { openEngineServer } from '../support/engine-page.ts';
import { type BenchExtract, prepareExtract, ROWS } from './aggregation-extract.ts';
import { measureNative, type NativeCase } from './aggregation-native.ts';
import { AGGREGATION_NOTES } from './aggregation-notes.ts';
import type { AggregationPage } from './aggregation-page/main.ts';
import type { PlainAnswer } from './aggregation-page/plain.ts';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';
import { summarise } from './statistics.ts';

/** All contestants take turns, so that a busy moment of the machine falls on all of them. */
const ROUNDS = 3;
/** Per round. */
const RUNS = 8;
const LOADS = 2;
const RELATIVE = 1e-9;

const QUESTIONS = {
  count: { v: 1, indicators: [{ id: 'bench-ride-count' }], by: ['district', 'year'], where: [] },
  fare: {
    v: 1,
    indicators: [{ id: 'bench-fare' }],
    by: ['district', 'year'],
    where: [{ dimension: 'day_type', op: '=', values: ['weekday'] }],
  },
} satisfies Record<string, MetricQuery>;
type Name = keyof typeof QUESTIONS;

declare global {
  interface Window {
    aggregation: AggregationPage;
  }
}

const CAPTIONS: Record<Name, string> = {
  count: '**Sum of passengers by district and year**',
  fare: '**Amount per passenger on weekdays by district and year**',
};

const NATIVE: readonly NativeCase[] = [
  { threads: 1, from: 'table' },
  { threads: 2, from: 'table' },
  { threads: 1, from: 'parquet' },
  { threads: 2, from: 'parquet' },
];

/** Keys must be the same, values the same within a relative 1e-9.
 * @throws Error that names the first difference */
function checkEqual(what: string, actual: ResultColumns | PlainAnswer, expected: ResultColumns) {
  for (const name of ['place', 'period', 'value'] as const) {
    const [left, right] = [actual[name] ?? [], expected[name] ?? []];
    const same = (index: number) => {
      const [a, b] = [left[index], right[index]];
      if (typeof a !== 'number' || typeof b !== 'number') return a === b;
      return Math.abs(a - b) <= RELATIVE * Math.abs(b);
    };
    const wrong = right.findIndex((_, index) => !same(index));
    if (left.length === right.length && right.length > 0 && wrong < 0) continue;
    throw new Error(`${what}: ${name}[${wrong}] is ${left[wrong]}, expected ${right[wrong]}`);
  }
}

/** What a query reads of the one file, as the browser's decoder is asked for it. */
function partOf({ manifest, indicators }: BenchExtract, query: MetricQuery) {
  const compiled = compileQuery({ query: pinned(query, manifest), indicators, manifest });
  const [read] = readsOf(compiled, manifest);
  const [dataset] = manifest.datasets;
  if (!read || !dataset) throw new Error('the query reads nothing');
  const { hash, bytes } = baseFile(dataset);
  const url = `/extracts/${dataset.class}/${hash}.parquet`;
  return { url, hash, bytes, columns: read.columns, rowGroups: read.rowGroups };
}

/** Milliseconds of everything that was asked the same question, over one or several rounds. */
interface Measured {
  readonly native: readonly { kind: NativeCase; times: number[]; first: number[] }[];
  readonly wasm: { statement: number[]; whole: number[]; first: number[] };
  readonly decode: number[];
  readonly typed: { times: number[]; prepare: number[] };
  readonly objects: { times: number[]; prepare: number[] };
}

function emptyMeasured(): Measured {
  return {
    native: NATIVE.map((kind) => ({ kind, times: [], first: [] })),
    wasm: { statement: [], whole: [], first: [] },
    decode: [],
    typed: { times: [], prepare: [] },
    objects: { times: [], prepare: [] },
  };
}

interface Asked {
  readonly page: Page;
  readonly extract: BenchExtract;
  readonly name: Name;
}

/** Native answers of one round.
 * @returns the columns that all others must equal */
async function addNative(to: Measured, { extract, name }: Asked): Promise<ResultColumns> {
  let expected: ResultColumns | undefined;
  for (const one of to.native) {
    const { times, first, columns } = await measureNative(extract, QUESTIONS[name], one.kind, RUNS);
    one.times.push(...times);
    one.first.push(first);
    expected ??= columns;
    checkEqual(`${name}, native`, columns, expected);
  }
  if (!expected) throw new Error('nothing was measured natively');
  return expected;
}

async function addWasm(to: Measured, { page, extract, name }: Asked, expected: ResultColumns) {
  const asked = { query: QUESTIONS[name], context: extract, runs: RUNS };
  const { statement, whole, answer } = await page.evaluate(
    ({ query, context, runs }) => window.aggregation.answers(query, context, runs),
    asked,
  );
  checkEqual(`${name}, DuckDB-WASM`, answer.columns, expected);
  to.wasm.statement.push(...statement);
  to.wasm.whole.push(...whole);
  const part = partOf(extract, QUESTIONS[name]);
  for (let load = 0; load < LOADS; load++) {
    const first = await page.evaluate(
      ({ query, context }) => window.aggregation.firstAnswer(query, context),
      asked,
    );
    to.wasm.first.push(first);
    to.decode.push(await page.evaluate((wanted) => window.aggregation.decode(wanted), part));
  }
}

async function addPlain(to: Measured, { page, extract, name }: Asked, expected: ResultColumns) {
  const part = partOf(extract, QUESTIONS.fare);
  for (const form of ['typed', 'objects'] as const) {
    const took = await page.evaluate(
      ({ form, name, part, runs }) => window.aggregation.plain(form, name, part, runs),
      { form, name, part, runs: RUNS } as const,
    );
    checkEqual(`${name}, ${form}`, took.answer, expected);
    to[form].times.push(...took.times);
    to[form].prepare.push(took.prepare);
  }
}

function nativeName({ threads, from }: NativeCase): string {
  const rows = from === 'table' ? 'table in memory' : 'Parquet file, as the server reads it';
  return `native DuckDB, ${threads} thread${threads > 1 ? 's' : ''}, ${rows}`;
}

function queryTable({ native, wasm, typed, objects }: Measured): Table {
  const peer = summarise(native[0]?.times ?? []);
  const row = (what: string, times: readonly number[]) => {
    const { p50, p95, least } = summarise(times);
    return [what, ms(p50), ms(p95), ratio(p50, peer.p50), ratio(least, peer.least)];
  };
  return [
    ['query alone', 'p50 ms', 'p95 ms', 'to native, 1 thread', 'best to best'],
    ...native.map(({ kind, times }) => row(nativeName(kind), times)),
    row('DuckDB-WASM, statement', wasm.statement),
    row('DuckDB-WASM, whole answer with proof', wasm.whole),
    row('JavaScript, typed arrays', typed.times),
    row('JavaScript, array of objects', objects.times),
  ];
}

function loadTable({ native, wasm, decode, typed, objects }: Measured): Table {
  const peer = summarise(native[0]?.first ?? []);
  const decoded = summarise(decode);
  const row = (what: string, times: readonly number[], before = { p50: 0, least: 0 }) => {
    const own = summarise(times);
    const [p50, least] = [own.p50 + before.p50, own.least + before.least];
    return [what, ms(p50), ratio(p50, peer.p50), ratio(least, peer.least)];
  };
  return [
    ['from the Parquet file to the first answer', 'p50 ms', 'to native, 1 thread', 'best to best'],
    row('native DuckDB, 1 thread, into a table', native[0]?.first ?? []),
    row('native DuckDB, 1 thread, no table', native[2]?.first ?? []),
    row('DuckDB-WASM: fetch, decode, insert, query', wasm.first),
    row('of which fetch and decode', decode),
    row('JavaScript: fetch, decode, typed arrays', typed.prepare, decoded),
    row('JavaScript: fetch, decode, objects', objects.prepare, decoded),
  ];
}

async function measureAll(page: Page, extract: BenchExtract): Promise<Finding['tables']> {
  const measured = { count: emptyMeasured(), fare: emptyMeasured() };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['count', 'fare'] as const) {
      const asked = { page, extract, name };
      const expected = await addNative(measured[name], asked);
      await addWasm(measured[name], asked, expected);
      await addPlain(measured[name], asked, expected);
    }
  }
  return (['count', 'fare'] as const).flatMap((name) => [
    { caption: CAPTIONS[name], rows: queryTable(measured[name]) },
    { caption: 'Loading included:', rows: loadTable(measured[name]) },
  ]);
}

async function run(): Promise<Finding> {
  const extract = await prepareExtract();
  const server = await openEngineServer(
    join(import.meta.dirname, 'aggregation-page'),
    extract.folder,
  );
  const browser = await launchBrowser();
  try {
    await using tab = await openPage(browser, { baseUrl: server.url });
    await tab.page.goto('/');
    await tab.page.waitForFunction(() => window.aggregation !== undefined);
    const tables = await measureAll(tab.page, extract);
    const bytes = extract.manifest.datasets.flatMap(({ files }) => files)[0]?.bytes ?? 0;
    return {
      title: 'Aggregation over a million rows',
      method: `A generated extract of ${ROWS.toLocaleString('en')} rows × 7 columns, built by the product's own builder (${(bytes / 1e6).toFixed(1)} MB, ZSTD). Both DuckDBs run the SQL that a \`MetricQuery\` compiles to, the browser through the product's engine. ${ROUNDS} rounds of ${RUNS} runs after warm-up (loading: ${ROUNDS * LOADS}, each with an engine of its own that is already started; the file comes from the browser’s cache after the first time). All answers were compared: equal keys, values within a relative 1e-9.`,
      tables,
      notes: AGGREGATION_NOTES,
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The same two aggregations in native DuckDB, in DuckDB-WASM and by hand. */
export const aggregation: Bench = { name: 'aggregation', run };
