import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compileQuery, LOCAL_VIEWER, type Manifest, type MetricQuery, pinned } from '@bada/shared';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { ServerEngine } from '../../server/src/engine/server-engine.ts';
import type { EnginePage } from '../e2e/engine-page/main.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { openEngineServer } from '../support/engine-page.ts';
import { type GeneratedExtracts, generateExtracts } from '../support/generated-extracts.ts';
import { projectRoot } from '../support/project.ts';
import { MEMORY_NOTES } from './memory-notes.ts';
import type { Bench, Finding } from './report.ts';

declare global {
  interface Window {
    engine: EnginePage;
  }
}

const EXTRACTS = 20;
const ROWS = 5_000_000;
const HOME = join(projectRoot, '.bada', 'bench-memory');
const MB = 1e6;

const Processes = z.object({
  processInfo: z.array(z.object({ type: z.string(), id: z.number() })),
});

/** Most memory in bytes that a process has had resident. */
function peakOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(text)?.[1] ?? Number.NaN) * 1024;
}

async function tabsPeak(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = Processes.parse(await session.send('SystemInfo.getProcessInfo'));
  await session.detach();
  return Math.max(
    ...processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => peakOf(id)),
  );
}

function question(at: number): MetricQuery {
  return {
    v: 1,
    indicators: [{ id: `riders-${at}` }],
    by: ['district', 'year', 'kind'],
    where: [],
  };
}

/** Opens one extract after another in one tab; what was held after each, and the tab's peak. */
async function openInTab(page: Page, browser: Browser, { indicators }: GeneratedExtracts) {
  await page.goto('/');
  await page.evaluate(() => window.engine.start());
  const seen: { ms: number; held: number; evicted: number; total: number; peak: number }[] = [];
  for (let at = 1; at <= EXTRACTS; at++) {
    const began = performance.now();
    const { answer, holdings } = await page.evaluate(
      ([asked, known]) => window.engine.ask(asked, known),
      [question(at), indicators] as const,
    );
    if ('error' in answer) throw new Error(`extract ${at}: ${answer.error}`);
    const total = answer.columns.value.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    const { bytes: held, evicted } = holdings;
    const ms = performance.now() - began;
    seen.push({ ms, held, evicted, total, peak: await tabsPeak(browser) });
    process.stdout.write(`tab ${at}: ${Math.round(ms)} ms, held ${Math.round(held / MB)} MB\n`);
  }
  return seen;
}

/** The same questions to the server's engine, the extracts lying in four manifests. */
async function openOnServer({ folder, manifest, indicators }: GeneratedExtracts) {
  const engine = new ServerEngine(folder);
  const totals: number[] = [];
  for (let at = 1; at <= EXTRACTS; at++) {
    const part = Math.floor(((at - 1) / EXTRACTS) * 4);
    const own: Manifest = { ...manifest, id: String(part).padStart(64, '0') };
    const query = pinned(question(at), own);
    const compiled = compileQuery({ query, indicators, manifest: own });
    const { signal } = new AbortController();
    const { value = [] } = await engine.as(LOCAL_VIEWER).run(compiled, own, signal);
    totals.push(value.reduce<number>((sum, one) => sum + Number(one ?? 0), 0));
  }
  await engine.close();
  return totals;
}

async function run(): Promise<Finding> {
  mkdirSync(HOME, { recursive: true });
  const extracts = await generateExtracts(HOME, { datasets: EXTRACTS, rows: ROWS });
  const page = join(projectRoot, 'tests', 'e2e', 'engine-page');
  const server = await openEngineServer(page, extracts.folder);
  const browser = await launchBrowser();
  try {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const seen = await openInTab(tab.page, browser, extracts);
    const totals = await openOnServer(extracts);
    for (const [at, { total }] of seen.entries()) {
      if (totals[at] !== total) throw new Error(`extract ${at + 1}: the engines differ`);
    }
    const last = seen.at(-1);
    const held = Math.max(...seen.map((one) => one.held));
    const mb = (bytes: number) => `${Math.round(bytes / MB).toLocaleString('en')} MB`;
    const bytes = extracts.manifest.datasets.reduce(
      (sum, { files }) => sum + (files[0]?.bytes ?? 0),
      0,
    );
    return {
      title: 'Memory',
      method: `${EXTRACTS} generated extracts of ${ROWS.toLocaleString('en')} rows × 6 columns (${mb(bytes)} of Parquet) are opened one after another by a question over four of their columns: in one tab with the product’s browser engine, and in the server’s engine, where they lie in four manifests. Peak is what the operating system says a process had resident at most (\`VmHWM\`); the server’s process is that of the bench, which generated the extracts and built the page too. Sums of both engines were compared and are equal.`,
      tables: [
        {
          caption: '**Twenty extracts one after another**',
          rows: [
            ['', 'peak', 'limit', 'tables held at most', 'tables dropped'],
            ['tab', mb(last?.peak ?? Number.NaN), '1,500 MB', mb(held), String(last?.evicted)],
            ['server', mb(peakOf(process.pid)), '2,000 MB', '', ''],
          ],
        },
      ],
      notes: MEMORY_NOTES,
    };
  } finally {
    await browser.close();
    await server.close();
    rmSync(HOME, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What opening many large extracts leaves in memory. */
export const memory: Bench = { name: 'memory', run, limitMs: 900_000 };
