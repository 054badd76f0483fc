import { MetricQuery, QueryAnswers } from '@bada/shared';
import { z } from 'zod';
import { startServer } from '../support/server.ts';
import { ROWS } from './aggregation-extract.ts';
import { openBenchHome } from './bench-home.ts';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';
import { summarise } from './statistics.ts';
import { TILES_NOTES } from './tiles-notes.ts';

const SIZES = [6, 20, 60] as const;
const RUNS = 4;

/** What the engine says it did; scans are counted where it can tell them from statements. */
const Health = z.object({
  engine: z.object({ answered: z.number(), cacheHits: z.number(), scans: z.number().optional() }),
});

const LEVELS = ['district', 'city'];
const GRAINS = ['year', 'month', 'quarter', 'half'];
const SPLITS = [[], ['day_type'], ['hour']];
const INDICATORS = ['bench-ride-count', 'bench-fare'];

/** Tiles of a page: its period is common to all, each has a grouping, an indicator or an order of its own. */
function tilesOf(manifest: string, count: number, from: string): MetricQuery[] {
  const all = [undefined, 'desc' as const].flatMap((direction) =>
    SPLITS.flatMap((split) =>
      GRAINS.flatMap((grain) =>
        LEVELS.flatMap((level) =>
          INDICATORS.map((id) =>
            MetricQuery.parse({
              v: 1,
              manifest,
              indicators: [{ id }],
              by: [level, grain, ...split],
              where: [],
              time: { from, to: '2023-12-31' },
              ...(direction ? { orderBy: { column: 'value', direction }, limit: 10 } : {}),
            }),
          ),
        ),
      ),
    ),
  );
  return all.slice(0, count);
}

/** A page nobody has seen yet, for each run another. */
function* pages(): Generator<string> {
  for (let month = 0; ; month++) {
    const year = 2014 + Math.floor(month / 12);
    yield `${year}-${String(1 + (month % 12)).padStart(2, '0')}-01`;
  }
}

async function ask(url: string, queries: readonly MetricQuery[]): Promise<number> {
  const response = await fetch(`${url}/api/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ queries }),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  const { answers } = QueryAnswers.parse(await response.json());
  const bad = answers.find((answer) => 'problem' in answer);
  if (bad) throw new Error(JSON.stringify(bad));
  return answers.length;
}

interface Cost {
  readonly ms: number;
  readonly statements: number;
  readonly scans: number | undefined;
}

async function measured(url: string, work: () => Promise<unknown>): Promise<Cost> {
  const engine = async () => Health.parse(await (await fetch(`${url}/api/health`)).json()).engine;
  const before = await engine();
  const began = performance.now();
  await work();
  const took = performance.now() - began;
  const after = await engine();
  return {
    ms: took,
    statements: after.answered - before.answered,
    scans: after.scans === undefined ? undefined : after.scans - (before.scans ?? 0),
  };
}

function rowOf(name: string, requests: number, costs: readonly Cost[], peer: readonly Cost[]) {
  const p50 = (list: readonly Cost[]) => summarise(list.map((cost) => cost.ms)).p50;
  const [first] = costs;
  const scans = first?.scans === undefined ? 'not counted' : String(first.scans);
  const [own, other] = [p50(costs), p50(peer)];
  const statements = String(first?.statements ?? 0);
  return [name, String(requests), statements, scans, ms(own), ratio(own, other)];
}

async function measure(url: string, manifest: string): Promise<Table> {
  const fresh = pages();
  const next = () => fresh.next().value ?? '';
  const rows: string[][] = [];
  for (const size of SIZES) {
    const batched: Cost[] = [];
    const single: Cost[] = [];
    for (let run = 0; run < RUNS; run++) {
      const [page, same] = [tilesOf(manifest, size, next()), tilesOf(manifest, size, next())];
      batched.push(await measured(url, () => ask(url, page)));
      single.push(await measured(url, () => Promise.all(same.map((one) => ask(url, [one])))));
    }
    rows.push(rowOf(`${size} tiles, the page as one request (BADA)`, 1, batched, single));
    rows.push(rowOf(`${size} tiles, a request for each`, size, single, single));
  }
  const head = ['', 'requests', 'statements', 'scans', 'page ms p50', 'to a request for each'];
  return [head, ...rows];
}

async function run(): Promise<Finding> {
  const bench = await openBenchHome();
  try {
    await using server = await startServer({ home: bench.home, env: { LOG_LEVEL: 'warn' } });
    // Whatever is done once is done before.
    const { id } = bench.manifest;
    await ask(server.url, tilesOf(id, 2, '2013-01-01'));
    const rows = await measure(server.url, id);
    return {
      title: 'Pages of many tiles',
      method: `Pages of tiles over one extract of ${ROWS.toLocaleString('en')} rows, asked of the real server process: groupings by district or city, four grains, kinds of day or hours, two indicators, in order or the ten highest. Each of ${RUNS} runs has a period that was not asked before, so that nothing comes from memory; the whole page is one \`POST /api/query\`, against one request for each tile, all at once, as dashboards commonly do. Statements and scans are the engine’s own count.`,
      tables: [{ caption: '**From the question to the last answer**', rows }],
      notes: TILES_NOTES,
    };
  } finally {
    bench.remove();
  }
}

/** What a page costs as its tiles grow in number. */
export const tiles: Bench = { name: 'tiles', run };
