import { join } from 'node:path';
import {
  type Answer,
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
import { measureNative, type NativeCase, type NativeTimes } from './aggregation-native.ts';
import { AGGREGATION_NOTES } from './aggregation-notes.ts';
import type { EngineTimes, PlainTimes } from './aggregation-page/main.ts';
import type { PlainAnswer } from './aggregation-page/plain.ts';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';
import { median, summarise } from './statistics.ts';

const RUNS = 30;
const LOADS = 10;
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
  return { url, bytes, columns: read.columns, rowGroups: read.rowGroups };
}

interface Measured {
  readonly native: readonly (NativeTimes & { readonly kind: NativeCase })[];
  readonly wasm: EngineTimes;
  readonly wasmFirst: readonly number[];
  readonly decodes: readonly number[];
  readonly typed: readonly number[];
  readonly objects: readonly number[];
}

async function repeat<T>(times: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 0; run < times; run++) results.push(await work());
  return results;
}

async function measure(page: Page, extract: BenchExtract, name: Name, plain: Plain) {
  const query = QUESTIONS[name];
  const asked = { query, context: extract, runs: RUNS };
  const native = [];
  for (const kind of NATIVE) {
    native.push({ kind, ...(await measureNative(extract, query, kind, RUNS)) });
  }
  const wasm = await page.evaluate(
    ({ query, context, runs }) => window.aggregation.answers(query, context, runs),
    asked,
  );
  const wasmFirst = await repeat(LOADS, () =>
    page.evaluate(({ query, context }) => window.aggregation.firstAnswer(query, context), asked),
  );
  const part = partOf(extract, query);
  const decodes = await repeat(LOADS, () =>
    page.evaluate((wanted) => window.aggregation.decode(wanted), part),
  );
  const [typed, objects] = [plain.typed[name], plain.objects[name]];
  checkAll(name, { native, answer: wasm.answer, plain });
  return { native, wasm, wasmFirst, decodes, typed, objects } satisfies Measured;
}

interface Plain {
  readonly typed: PlainTimes;
  readonly objects: PlainTimes;
}

function checkAll(
  name: Name,
  { native, answer, plain }: { native: Measured['native']; answer: Answer; plain: Plain },
): void {
  const [first, ...rest] = native;
  if (!first) throw new Error('nothing was measured natively');
  for (const one of rest) checkEqual(`${name}, native`, one.columns, first.columns);
  checkEqual(`${name}, DuckDB-WASM`, answer.columns, first.columns);
  checkEqual(`${name}, typed arrays`, plain.typed.answers[name], first.columns);
  checkEqual(`${name}, objects`, plain.objects.answers[name], first.columns);
}

function measurePlain(page: Page, extract: BenchExtract): Promise<[PlainTimes, PlainTimes]> {
  const part = partOf(extract, QUESTIONS.fare);
  const one = (form: 'typed' | 'objects') =>
    page.evaluate(({ form, part, runs }) => window.aggregation.plain(form, part, runs), {
      form,
      part,
      runs: RUNS,
    } as const);
  return one('typed').then(async (typed) => [typed, await one('objects')]);
}

function nativeName({ threads, from }: NativeCase): string {
  const rows = from === 'table' ? 'table in memory' : 'Parquet file, as the server reads it';
  return `native DuckDB, ${threads} thread${threads > 1 ? 's' : ''}, ${rows}`;
}

function queryTable({ native, wasm, typed, objects }: Measured): Table {
  const peer = median(native[0]?.times ?? []);
  const row = (what: string, times: readonly number[]) => {
    const { p50, p95 } = summarise(times);
    return [what, ms(p50), ms(p95), ratio(p50, peer)];
  };
  return [
    ['query alone', 'p50 ms', 'p95 ms', 'to native, 1 thread'],
    ...native.map(({ kind, times }) => row(nativeName(kind), times)),
    row('DuckDB-WASM, statement', wasm.statement),
    row('DuckDB-WASM, whole answer with proof', wasm.whole),
    row('JavaScript, typed arrays', typed),
    row('JavaScript, array of objects', objects),
  ];
}

function loadTable({ native, wasmFirst, decodes }: Measured, plain: Plain): Table {
  const peer = native[0]?.first ?? Number.NaN;
  const decode = median(decodes);
  const row = (what: string, took: number) => [what, ms(took), ratio(took, peer)];
  return [
    ['from the Parquet file to the first answer', 'p50 ms', 'to native, 1 thread'],
    row('native DuckDB, 1 thread, into a table', peer),
    row('native DuckDB, 1 thread, no table', native[2]?.first ?? Number.NaN),
    row('DuckDB-WASM: fetch, decode, insert, query', median(wasmFirst)),
    row('of which fetch and decode', decode),
    row('JavaScript: fetch, decode, typed arrays', decode + plain.typed.prepare),
    row('JavaScript: fetch, decode, objects', decode + plain.objects.prepare),
  ];
}

async function measureAll(page: Page, extract: BenchExtract): Promise<Finding['tables']> {
  const [typed, objects] = await measurePlain(page, extract);
  const plain = { typed, objects };
  const tables: Finding['tables'][number][] = [];
  for (const name of ['count', 'fare'] as const) {
    const measured = await measure(page, extract, name, plain);
    tables.push({ caption: CAPTIONS[name], rows: queryTable(measured) });
    tables.push({ caption: 'Loading included:', rows: loadTable(measured, plain) });
  }
  return tables;
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
      method: `A generated extract of ${ROWS.toLocaleString('en')} rows × 7 columns, built by the product's own builder (${(bytes / 1e6).toFixed(1)} MB, ZSTD). Both DuckDBs run the SQL that a \`MetricQuery\` compiles to, the browser through the product's engine. ${RUNS} runs after warm-up (loading: ${LOADS}, each with an engine of its own that is already started). All answers were compared: equal keys, values within a relative 1e-9.`,
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
