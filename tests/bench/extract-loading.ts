import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { baseFile } from '@bada/shared';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser, openPage } from '../support/browser.ts';
import { projectRoot } from '../support/project.ts';
import { type BenchExtract, prepareExtract, ROWS } from './aggregation-extract.ts';
import { type BenchPage, openBenchPage } from './bench-page.ts';
import { EXTRACT_LOADING_NOTES } from './extract-loading-notes.ts';
import type { Loaded, LoadingFiles, LoadingForm, LoadingPage } from './loading-page/main.ts';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';
import { summarise } from './statistics.ts';

declare global {
  interface Window {
    loading: LoadingPage;
  }
}

const RUNS = 5;
const NAMES: Record<LoadingForm, string> = {
  'parquet-wasm': 'Parquet by parquet-wasm in a worker (BADA)',
  twin: 'DuckDB file (`.duckdb` twin), attached',
  hyparquet: 'Parquet by hyparquet, in JavaScript',
  arrow: 'Arrow stream over the wire',
};
const COLUMNS = ['place', 'stop', 'period', 'day_type', 'hour', 'passengers', 'amount'];
const FORMS = ['parquet-wasm', 'twin', 'hyparquet', 'arrow'] as const;

/** The decoder, as its package gives it to Node. */
interface ParquetModule {
  readParquet(bytes: Uint8Array): { intoIPCStream(): Uint8Array };
}

async function writeTwin(parquet: string, target: string): Promise<void> {
  rmSync(target, { force: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`attach '${target}' as twin (storage_version 'v1.4.0')`);
  await connection.run(`create table twin.rides as select * from read_parquet('${parquet}')`);
  await connection.run('detach twin');
  connection.closeSync();
  instance.closeSync();
}

function writeArrow(parquet: string, target: string): void {
  const require = createRequire(join(projectRoot, 'web', 'package.json'));
  const { readParquet }: ParquetModule = require('parquet-wasm');
  writeFileSync(target, readParquet(readFileSync(parquet)).intoIPCStream());
}

function baseOf({ manifest }: BenchExtract) {
  const [dataset] = manifest.datasets;
  if (!dataset) throw new Error('the extract holds no dataset');
  return { ...baseFile(dataset), class: dataset.class };
}

/** Puts all forms of the extract's file into a folder. */
async function writeForms(extract: BenchExtract, folder: string): Promise<void> {
  const { class: dataClass, hash, format } = baseOf(extract);
  const parquet = join(extract.folder, dataClass, `${hash}.${format}`);
  copyFileSync(parquet, join(folder, 'rides.parquet'));
  await writeTwin(parquet, join(folder, 'twin.duckdb'));
  writeArrow(parquet, join(folder, 'rides.arrows'));
}

function filesOf(extract: BenchExtract): LoadingFiles {
  const { hash, bytes, rowGroups } = baseOf(extract);
  return {
    parquet: { url: '/rides.parquet', hash, bytes, columns: COLUMNS },
    rowGroups: rowGroups.map((_, at) => at),
    twin: '/twin.duckdb',
    arrow: '/rides.arrows',
  };
}

const Processes = z.object({
  processInfo: z.array(z.object({ type: z.string(), id: z.number() })),
});

/** Most memory that the page's process has held so far, bytes; the kernel's own count. */
async function peakOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = Processes.parse(await session.send('SystemInfo.getProcessInfo'));
  await session.detach();
  const peaks = processInfo.map(({ type, id }) => {
    if (type !== 'renderer') return 0;
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
    return Number(line ?? 0) * 1024;
  });
  return Math.max(...peaks);
}

/** One form in a browser of its own; `peak` is what it took beyond an engine without data. */
async function loadOnce(url: string, form: LoadingForm, files: LoadingFiles) {
  const browser = await launchBrowser();
  try {
    await using tab = await openPage(browser, { baseUrl: url });
    await tab.page.goto('/');
    await tab.page.waitForFunction(() => window.loading !== undefined);
    const before = await peakOf(browser);
    const loaded: Loaded = await tab.page.evaluate(
      ({ form, files }) => window.loading.load(form, files),
      { form, files },
    );
    return { ...loaded, peak: (await peakOf(browser)) - before };
  } finally {
    await browser.close();
  }
}

type Once = Awaited<ReturnType<typeof loadOnce>>;

async function measure(url: string, files: LoadingFiles): Promise<Map<LoadingForm, Once[]>> {
  const found = new Map<LoadingForm, Once[]>(FORMS.map((form) => [form, []]));
  let expected: string | undefined;
  for (let run = 0; run < RUNS; run++) {
    for (const form of FORMS) {
      const once = await loadOnce(url, form, files);
      const answer = once.answer.join('\n');
      expected ??= answer;
      if (answer !== expected) throw new Error(`${form} answers otherwise`);
      found.get(form)?.push(once);
    }
  }
  return found;
}

function tableOf(found: ReadonlyMap<LoadingForm, readonly Once[]>, page: BenchPage): Table {
  const files: Record<LoadingForm, string> = {
    ...{ 'parquet-wasm': 'rides.parquet', hyparquet: 'rides.parquet' },
    ...{ twin: 'twin.duckdb', arrow: 'rides.arrows' },
  };
  const own = summarise((found.get('parquet-wasm') ?? []).map(({ first }) => first)).p50;
  const rows = FORMS.map((form) => {
    const runs = found.get(form) ?? [];
    const path = join(page.folder, files[form]);
    const p50 = (of: (once: Once) => number) => summarise(runs.map(of)).p50;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
    const packed = brotliCompressSync(readFileSync(path), { params }).byteLength;
    return [
      NAMES[form],
      (statSync(path).size / 1e6).toFixed(1),
      (packed / 1e6).toFixed(1),
      ms(p50(({ table }) => table)),
      ms(p50(({ first }) => first)),
      ms(p50(({ again }) => again)),
      Math.round(p50(({ peak }) => peak) / 1e6).toString(),
      form === 'parquet-wasm'
        ? ''
        : ratio(
            p50(({ first }) => first),
            own,
          ),
    ];
  });
  const head = ['', 'MB', 'MB with brotli', 'table ms', 'first answer ms', 'again ms', 'memory MB'];
  return [[...head, 'first to BADA’s'], ...rows];
}

async function run(): Promise<Finding> {
  const extract = await prepareExtract();
  const page = await openBenchPage({
    folder: 'loading-page',
    prepare: (folder) => writeForms(extract, folder),
  });
  try {
    const files = filesOf(extract);
    const found = await measure(page.url, files);
    return {
      title: 'From an extract to a table',
      method: `${ROWS.toLocaleString('en')} rows × 7 columns by four ways into the same DuckDB-WASM, which is started already, over the loopback; every run in a browser of its own, ${RUNS} times, turn about. The question is a sum by place and year; all answers were compared. **Memory** is what the page’s process took at most beyond an engine without data. The wire carries the files as they are; with brotli is what a compressing server would send.`,
      tables: [{ caption: '**A million rows**', rows: tableOf(found, page) }],
      notes: EXTRACT_LOADING_NOTES,
    };
  } finally {
    page.close();
  }
}

/** Ways of delivering rows to the browser’s engine. */
export const extractLoading: Bench = { name: 'extract-loading', run };
