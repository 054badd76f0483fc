import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Catalogue } from '@bada/shared';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Browser, errors } from 'playwright-core';
import { launchBrowser, openPage, type TestPage } from '../support/browser.ts';
import { projectRoot } from '../support/project.ts';
import { startServer } from '../support/server.ts';
import { type BenchPage, openBenchPage } from './bench-page.ts';
import { COLD_PAGE_NOTES } from './cold-page-notes.ts';
import type { PeerMarks } from './cold-peer.ts';
import { installMarks } from './page-marks.ts';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';
import { summarise } from './statistics.ts';
import { type Throttle, throttle } from './throttle.ts';

const RUNS = 4;
const ATTEMPTS = 3;
const PATIENCE = { timeout: 40_000 };
const CONDITIONS: readonly Throttle[] = [
  { name: 'processor ÷ 4', cpu: 4 },
  { name: 'processor ÷ 4, 20 Mb/s, 40 ms', cpu: 4, line: { megabits: 20, latencyMs: 40 } },
];

/** One cold load: milliseconds until each step, and what came over the wire until the last. */
interface Load extends PeerMarks {
  readonly bytes: number;
  readonly requests: number;
}

/** A page that is loaded cold. */
interface Contestant {
  readonly name: string;
  readonly url: string;
  /** Opens the page and waits for everything it shows. */
  readonly load: (tab: TestPage) => Promise<PeerMarks>;
}

async function loadApp(tab: TestPage, cards: number): Promise<PeerMarks> {
  await tab.page.addInitScript(installMarks, cards);
  await tab.page.goto('/', { waitUntil: 'commit' });
  await tab.page.waitForFunction(() => window.benchMarks.engine !== undefined, null, PATIENCE);
  const found = await tab.page.evaluate(() => window.benchMarks);
  const { firstCard, trend, firstMap, map, engine } = found;
  const marks = { kpi: firstCard, chart: trend, map: firstMap, movable: map, engine };
  return Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== undefined));
}

async function loadPeer(tab: TestPage): Promise<PeerMarks> {
  await tab.page.goto('/', { waitUntil: 'commit' });
  await tab.page.waitForFunction(() => window.peerMarks?.map !== undefined, null, PATIENCE);
  return await tab.page.evaluate(() => window.peerMarks);
}

async function loadOnce(browser: Browser, one: Contestant, condition: Throttle): Promise<Load> {
  for (let attempt = 1; ; attempt++) {
    await using tab = await openPage(browser, { baseUrl: one.url });
    try {
      await throttle(tab.page, condition);
      const marks = await one.load(tab);
      const transfers = await tab.traffic.transfers();
      const bytes = transfers.reduce((sum, transfer) => sum + transfer.bytes, 0);
      return { ...marks, bytes, requests: transfers.length };
    } catch (error) {
      // A headless browser on a busy machine may stop drawing frames.
      if (!(error instanceof errors.TimeoutError) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The embedded dataset that the first cards are computed from, as a file the engine attaches. */
async function writeTwin(folder: string): Promise<void> {
  const target = join(folder, 'twin.duckdb');
  rmSync(target, { force: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const source = join(projectRoot, 'data', 'sources', 'population-age', 'population-age.csv');
  await connection.run(`attach '${target}' as twin (storage_version 'v1.4.0')`);
  await connection.run(
    `create table twin.population as select place::varchar as place, period::date as period, age_from, persons from read_csv('${source}')`,
  );
  await connection.run('detach twin');
  connection.closeSync();
  instance.closeSync();
}

/** What a peer's page is served with; the engine's code was compressed by the product's build already. */
async function addFiles(folder: string): Promise<void> {
  await writeTwin(folder);
  const shapes = join(projectRoot, 'data', 'sources', 'districts', 'districts.geojson');
  copyFileSync(shapes, join(folder, 'districts.geojson'));
  const built = join(projectRoot, 'web', 'dist', 'assets');
  const packed = readdirSync(built).find((name) => /^duckdb-eh-.*\.wasm\.br$/.test(name));
  const wasm = readdirSync(join(folder, 'assets')).find((name) =>
    /^duckdb-eh-.*\.wasm$/.test(name),
  );
  if (packed && wasm) copyFileSync(join(built, packed), join(folder, 'assets', `${wasm}.br`));
}

function peerPages(): Promise<BenchPage[]> {
  const common = { prepare: addFiles, compress: true };
  return Promise.all([
    openBenchPage({ ...common, folder: 'cold-echarts' }),
    openBenchPage({ ...common, folder: 'cold-vgplot', peers: ['@uwdata/vgplot'] }),
  ]);
}

async function measure(contestants: readonly Contestant[], condition: Throttle): Promise<Table> {
  const browser = await launchBrowser();
  const loads = contestants.map((): Load[] => []);
  try {
    for (let run = 0; run < RUNS; run++) {
      for (const [at, one] of contestants.entries()) {
        loads[at]?.push(await loadOnce(browser, one, condition));
      }
    }
  } finally {
    await browser.close();
  }
  const p50 = (at: number, of: (load: Load) => number | undefined) =>
    summarise((loads[at] ?? []).map((load) => of(load) ?? Number.NaN)).p50;
  const steps = [
    ['first figure', (load: Load) => load.kpi],
    ['first chart', (load: Load) => load.chart],
    ['first map', (load: Load) => load.map],
    ['map with names, to be moved', (load: Load) => load.movable],
    ['engine ready', (load: Load) => load.engine],
  ] as const;
  const times = steps.map(([name, of]) => {
    const all = contestants.map((_, at) => p50(at, of));
    const told = (value: number, text: string) => (Number.isNaN(value) ? '' : text);
    const ratios = all.slice(1).map((value) => told(value, ratio(value, all[0] ?? 1)));
    return [name, ...all.map((value) => told(value, ms(value))), ...ratios];
  });
  const megabytes = contestants.map((_, at) => p50(at, (load) => load.bytes) / 1e6);
  const requests = contestants.map((_, at) => String(p50(at, (load) => load.requests)));
  const names = contestants.map(({ name }) => name);
  const [, ...peers] = names;
  return [
    ['until, median ms', ...names, ...peers.map((name) => `${name} to BADA`)],
    ...times,
    ['MB until all', ...megabytes.map((value) => value.toFixed(2)), ...peers.map(() => '')],
    ['requests until all', ...requests, ...peers.map(() => '')],
  ];
}

async function run(): Promise<Finding> {
  await using server = await startServer({ web: true, env: { LOG_LEVEL: 'warn' } });
  const catalogue = Catalogue.parse(await (await fetch(`${server.url}/api/indicators`)).json());
  const cards = catalogue.indicators.length;
  const [echarts, vgplot] = await peerPages();
  const contestants: Contestant[] = [
    { name: 'BADA', url: server.url, load: (tab) => loadApp(tab, cards) },
    { name: 'DuckDB-WASM + ECharts', url: echarts?.url ?? '', load: loadPeer },
    { name: 'vgplot', url: vgplot?.url ?? '', load: loadPeer },
  ];
  try {
    const tables: Finding['tables'][number][] = [];
    for (const condition of CONDITIONS) {
      const rows = await measure(contestants, condition);
      tables.push({ caption: `**${condition.name}**`, rows });
    }
    return {
      title: 'Cold page',
      method: `Cold loads (a new browser context each time, ${RUNS} times, turn about) of BADA’s overview with all ${cards} cards, trend and map, and of two pages that show one figure, one line and one map of the same data: ECharts (only the parts that are used), and vgplot, each on the very DuckDB-WASM that BADA ships, fed by a \`.duckdb\` twin of that one dataset, which needs no decoder. Their servers do nothing but serve files, brotli included. A step counts when its frame was painted.`,
      tables,
      notes: COLD_PAGE_NOTES,
    };
  } finally {
    echarts?.close();
    vgplot?.close();
  }
}

/** Cold loads of the overview beside pages that are as small as can be. */
export const coldPage: Bench = { name: 'cold-page', run, limitMs: 480_000 };
