import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { writeTables } from './ingest-file.ts';
import { INGEST_NOTES } from './ingest-notes.ts';
import { type Bench, type Finding, ms, type Table } from './report.ts';
import { summarise } from './statistics.ts';

const MB = 1_000_000;
/** Sizes in CP949 and how often each is measured. */
const SIZES = [
  { size: 10 * MB, runs: 3 },
  { size: 100 * MB, runs: 3 },
  { size: 500 * MB, runs: 1 },
  { size: 2000 * MB, runs: 1 },
] as const;
const GOAL = 0.4;

const Done = z.object({ ms: z.number(), rows: z.number(), peak: z.number() });
type Done = z.infer<typeof Done>;
const run = promisify(execFile);

/** One run in a process of its own, so that its memory is its own. */
async function measured(what: 'bada' | 'peer', path: string, folder: string) {
  await mkdir(folder);
  try {
    const script = join(import.meta.dirname, 'ingest-run.ts');
    const { stdout } = await run(process.execPath, [script, what, path, folder]);
    return Done.parse(JSON.parse(stdout));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, size: number, runs: number): Promise<string[]> {
  const paths = { cp949: join(folder, 'table.csv'), utf8: join(folder, 'utf8.csv') };
  const rows = await writeTables(paths, size);
  const bytes = (await stat(paths.cp949)).size;
  const own: Done[] = [];
  const peers: Done[] = [];
  for (let at = 0; at < runs; at++) {
    // Turn about, so that a busy spell hits both.
    peers.push(await measured('peer', paths.utf8, join(folder, 'run')));
    own.push(await measured('bada', paths.cp949, join(folder, 'run')));
  }
  if ([...own, ...peers].some((done) => done.rows !== rows)) throw new Error('rows were lost');
  const mine = summarise(own.map((done) => done.ms)).p50;
  const peer = summarise(peers.map((done) => done.ms)).p50;
  const peak = (list: typeof own) => `${Math.round(Math.max(...list.map((one) => one.peak)) / MB)}`;
  return [
    `${Math.round(bytes / MB)} MB`,
    rows.toLocaleString('en-US'),
    ms(mine),
    ms(peer),
    `${Math.round((100 * peer) / mine)} %`,
    ms(mine / (bytes / MB)),
    peak(own),
    peak(peers),
  ];
}

async function bench(): Promise<Finding> {
  const folder = await mkdtemp(join(tmpdir(), 'bada-bench-ingest-'));
  const rows: string[][] = [];
  try {
    for (const { size, runs } of SIZES) rows.push(await measure(folder, size, runs));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const head = [
    'CP949 file',
    'rows',
    'BADA ms',
    'CREATE TABLE ms',
    'speed to peer',
    'ms per MB',
    'peak MB',
    'peer’s peak MB',
  ];
  const table: Table = [head, ...rows];
  return {
    title: 'Ingest',
    method: `A generated table of nine columns as CP949 is taken in by a mapping: encoding found, decoded, hashed, typed, places resolved, missing values labelled, totals split, personal data looked for in every cell, rows accounted for, Parquet written. No duplicates are declared. The peer is native DuckDB’s \`CREATE TABLE\` from the same table as UTF-8 with all columns text, two threads, into a file, with its memory limit at 1 GB. Each run is a process of its own, turn about; medians where there are several. The goal is ${GOAL * 100} % of the peer’s speed at 2 GB in at most 1,500 MB, and time that grows with size alone.`,
    tables: [{ caption: '**From bytes to a version’s rows**', rows: table }],
    notes: INGEST_NOTES,
  };
}

/** How fast a file is taken in, against the database engine’s own loading of it. */
export const ingest: Bench = { name: 'ingest', run: bench, limitMs: 900_000 };
