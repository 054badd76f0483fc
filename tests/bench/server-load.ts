import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { baseFile, Catalogue, DISTRICTS, Manifest, type MetricQuery } from '@bada/shared';
import { z } from 'zod';
import { queryMatrix } from '../support/query-matrix.ts';
import { startServer } from '../support/server.ts';
import { prepareExtract } from './aggregation-extract.ts';
import { openNginx } from './nginx.ts';
import { installPeers } from './peers-install.ts';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';
import { SERVER_LOAD_NOTES } from './server-load-notes.ts';
import { LoadResult, type LoadTask } from './server-load-task.ts';

const USERS = 100;
const SECONDS = 10;
/** Connections that fetch files at once. */
const READERS = 8;
/** Rounds over all who serve files, turn about. */
const ROUNDS = 2;
const GOAL = 0.5;

const execute = promisify(execFile);
const Engine = z.object({ engine: z.object({ answered: z.number(), cacheHits: z.number() }) });

async function load(task: Partial<LoadTask> & { url: string }): Promise<LoadResult> {
  const script = join(import.meta.dirname, 'server-load-run.ts');
  const autocannon = join(installPeers(), 'node_modules', 'autocannon', 'autocannon.js');
  const whole = { autocannon, connections: USERS, seconds: SECONDS, paths: ['/'], bodies: [] };
  const folder = mkdtempSync(join(tmpdir(), 'bada-bench-load-'));
  const file = join(folder, 'task.json');
  try {
    writeFileSync(file, JSON.stringify({ ...whole, ...task }));
    const { stdout } = await execute(process.execPath, [script, file]);
    return LoadResult.parse(JSON.parse(stdout));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const body = (query: MetricQuery) => JSON.stringify({ queries: [query] });

/** Questions of a page, each of which somebody has asked before. */
function usual(matrix: readonly MetricQuery[]): string[] {
  return matrix.slice(0, 60).map(body);
}

/** Questions that nobody has asked yet: each about two districts and some years of its own. */
function fresh(matrix: readonly MetricQuery[]): string[] {
  const byDistrict = matrix.filter(
    ({ by, where, time, compare }) =>
      by.includes('district') && where.length === 0 && !time && !compare,
  );
  const bodies = DISTRICTS.flatMap((one, at) =>
    DISTRICTS.slice(at + 1).flatMap((other) =>
      byDistrict.map((query, index) => {
        const values = [one.place, other.place];
        const time = { from: `${2008 + (index % 11)}-01-01`, to: `${2019 + (at % 5)}-12-31` };
        return body({ ...query, where: [{ dimension: 'place', op: 'in', values }], time });
      }),
    ),
  );
  return [...new Set(bodies)];
}

async function statistics(url: string) {
  return Engine.parse(await (await fetch(`${url}/api/health`)).json()).engine;
}

/** @throws Error when the server does not answer */
async function ask(url: string, question: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/query`, { method: 'POST', headers, body: question });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
}

async function measureQueries(url: string): Promise<Table> {
  const { indicators } = Catalogue.parse(await (await fetch(`${url}/api/indicators`)).json());
  const manifest = Manifest.parse(await (await fetch(`${url}/api/manifest`)).json());
  const matrix = queryMatrix(indicators, manifest);
  const floor = await load({ url, paths: ['/api/ready'] });
  const [asked, unasked] = [usual(matrix), fresh(matrix)];
  for (const one of asked) await ask(url, one);
  const cases = [
    ['one small answer without a query (`/api/ready`)', undefined],
    [`questions asked before (${asked.length} different ones)`, asked],
    [`questions nobody asked yet (${unasked.length} different ones)`, unasked],
  ] as const;
  const rows: string[][] = [];
  for (const [name, bodies] of cases) {
    const before = await statistics(url);
    const found = bodies ? await load({ url, paths: ['/api/query'], bodies: [...bodies] }) : floor;
    const after = await statistics(url);
    rows.push([
      name,
      ms(found.requests.average),
      ms(found.latency.p50),
      ms(found.latency.p99),
      String(after.answered - before.answered),
      String(after.cacheHits - before.cacheHits),
      String(found.errors + found.timeouts + found.non2xx),
      ratio(floor.requests.average, found.requests.average),
    ]);
  }
  const head = [
    '100 users at once',
    'each second',
    'p50 ms',
    'p99 ms',
    'statements',
    'from memory',
  ];
  return [[...head, 'not answered', 'times slower than `ready`'], ...rows];
}

interface Served {
  readonly name: string;
  readonly url: string;
}

async function measureFiles(servers: readonly Served[], path: string): Promise<Table> {
  const rates = servers.map(() => ({ bytes: [] as number[], p99: [] as number[], bad: 0 }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, { url }] of servers.entries()) {
      const asked = { url, paths: [path], connections: READERS, seconds: SECONDS / 2 };
      const found = await load(asked);
      const rate = rates[at];
      rate?.bytes.push(found.throughput.average);
      rate?.p99.push(found.latency.p99);
      if (rate) rate.bad += found.errors + found.timeouts + found.non2xx;
    }
  }
  const most = rates.map(({ bytes }) => Math.max(...bytes));
  const rows = servers.map(({ name }, at) => [
    name,
    ms((most[at] ?? 0) / 1e6),
    ms(Math.min(...(rates[at]?.p99 ?? []))),
    String(rates[at]?.bad ?? 0),
    at === 0 ? '' : `${Math.round((100 * (most[0] ?? 0)) / (most[at] ?? 1))} %`,
  ]);
  return [['', 'MB each second', 'p99 ms', 'not answered', 'BADA to it'], ...rows];
}

function fileOf(manifest: Manifest) {
  const [dataset] = manifest.datasets;
  if (!dataset) throw new Error('the extract holds no dataset');
  const { hash, format, bytes } = baseFile(dataset);
  return { path: `/extracts/${dataset.class}/${hash}.${format}`, bytes };
}

async function measureExtracts(): Promise<Finding['tables']> {
  const { folder, manifest } = await prepareExtract();
  const { path, bytes } = fileOf(manifest);
  const home = mkdtempSync(join(tmpdir(), 'bada-bench-load-'));
  cpSync(folder, join(home, 'extracts'), { recursive: true });
  const nginx = [
    { name: 'nginx, one worker', at: await openNginx(home, '1') },
    { name: 'nginx, a worker for each core (Debian’s setting)', at: await openNginx(home, 'auto') },
  ].flatMap(({ name, at }) => (at ? [{ name, at }] : []));
  try {
    await using server = await startServer({ home, env: { LOG_LEVEL: 'warn' } });
    const peers = nginx.map(({ name, at }) => ({ name, url: at.url }));
    const rows = await measureFiles([{ name: 'BADA', url: server.url }, ...peers], path);
    const size = `${(bytes / 1e6).toFixed(1)} MB`;
    return [{ caption: `**A Parquet file of ${size}, ${READERS} readers at once**`, rows }];
  } finally {
    for (const { at } of nginx) await at.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function run(): Promise<Finding> {
  await using server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const queries = await measureQueries(server.url);
  return {
    title: 'Server under load',
    method: `The real server process on the loopback, asked by autocannon in a process of its own on the same ${USERS > 1 ? 'cores' : 'core'}: ${SECONDS} s for each row of queries, one question a request. Files: ${ROUNDS} rounds of ${SECONDS / 2} s, turn about, the best of each; nginx is Debian’s package with Debian’s settings and no access log. The goal is ${GOAL * 100} % of nginx.`,
    tables: [{ caption: '**Queries**', rows: queries }, ...(await measureExtracts())],
    notes: SERVER_LOAD_NOTES,
  };
}

/** Queries each second under 100 users, and files beside nginx. */
export const serverLoad: Bench = { name: 'server-load', run };
