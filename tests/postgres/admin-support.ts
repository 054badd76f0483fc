import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_VIEWER } from '@bada/shared';
import type { Config } from '../../server/src/config.ts';
import type { TableSum } from '../../server/src/store/copy/checksum.ts';
import { withSnapshot } from '../../server/src/store/copy/snapshot.ts';
import { openStore, type Store } from '../../server/src/store/store.ts';
import { projectRoot } from '../support/project.ts';

/** A home and its database. */
export type Place = Pick<Config, 'home' | 'database'>;

const TILES = [{ kind: 'view' as const, path: '/' as const, search: '' }];
const FILES = {
  'extracts/current': 'pointer',
  'extracts/open/a.parquet': 'a'.repeat(200_000),
  'extracts/manifests/empty.json': '',
  'lineage/2026-03.ndjson': '{}\n',
};

/** Counts and sums of all tables. */
export function sumsIn({ database }: Place): Promise<TableSum[]> {
  return withSnapshot(database, (snapshot) => snapshot.sums());
}

/** Something in every kind of column, beside files. */
export async function furnish({ home, database }: Place, boards = 20): Promise<void> {
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(home, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
  const store = await openStore(database);
  for (let at = 0; at < boards; at += 1) await saveBoard(store, `바다 ${at} "'\\ \u2028 😀`);
  await addMapping(store, 'stops');
  await note(store, '/furnished');
  await store.close();
}

/** Saves a board and gives its id. */
export async function saveBoard(store: Store, title: string): Promise<string> {
  return (await store.boards.create(LOCAL_VIEWER, { title, tiles: TILES })).id;
}

/** Adds a document, whose number the database gives. */
export async function addMapping(store: Store, id: string, text = ''): Promise<void> {
  await store.documentVersions.append(LOCAL_VIEWER, {
    ...{ kind: 'mapping' as const, id, expected: 'any' as const, least: 1 },
    ...{ department: null, reason: null, body: (version: number) => ({ version, text }) },
  });
}

/** Writes into the record. */
export async function note(store: Store, target: string): Promise<void> {
  const rest = { actor: 'kim', action: 'x', status: 200, address: '', request: 'r' };
  await store.audit.append({ ...rest, target });
}

/** `pnpm bada` as a process of its own on a place. */
export function startBada({ home, database }: Place, args: readonly string[]) {
  const url = 'url' in database ? { DATABASE_URL: database.url } : {};
  const child = spawn(process.execPath, ['server/src/cli/bada.ts', ...args], {
    cwd: projectRoot,
    env: { ...process.env, BADA_HOME: home, ...url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<{ code: number | null; out: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out: Buffer.concat(chunks).toString('utf8') })),
  );
  return { ended, kill: () => child.kill('SIGKILL') };
}
