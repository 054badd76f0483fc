import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BadaError } from '@bada/shared';
import { readIfThere } from './files.ts';

const POLL_MS = 50;
const BEAT_MS = 5000;
/** A holder that has not shown itself for so long is gone, whatever its machine. */
const SILENT_MS = 60_000;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const [machine, pid] = (await readFile(path, 'utf8')).split(' ');
    if (machine === hostname() && !isRunning(Number(pid))) return true;
    return Date.now() - (await stat(path)).mtimeMs > SILENT_MS;
  } catch {
    // It was released while it was looked at.
    return false;
  }
}

async function tryTake(path: string, mine: string): Promise<boolean> {
  try {
    // The name appears with its content, or not at all.
    await link(mine, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the lock at a path is still the one that was put there with this content. */
async function isHeld(path: string, content: string): Promise<boolean> {
  return (await readIfThere(path)) === content;
}

async function breakAbandoned(path: string): Promise<void> {
  if (!(await isAbandoned(path))) return;
  // Of several that break it only one can rename it.
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { force: true });
}

/** Asks whether the lock is still this holder's.
 * @throws BadaError `version.lock-lost` when it was silent for so long that another took over */
export type ConfirmLock = () => Promise<void>;

/** Runs work that changes what readers get, while nobody else does, in this or another process. What a killed holder
 * left is taken over. */
export async function withPublishLock<T>(
  home: string,
  work: (confirm: ConfirmLock) => Promise<T>,
): Promise<T> {
  await mkdir(home, { recursive: true });
  const path = join(home, 'publish.lock');
  const token = randomUUID();
  const mine = `${path}.${token}`;
  const content = `${hostname()} ${process.pid} ${token}`;
  await writeFile(mine, content);
  try {
    while (!(await tryTake(path, mine))) {
      await breakAbandoned(path);
      await wait(POLL_MS);
    }
  } finally {
    await rm(mine, { force: true });
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS);
  try {
    return await work(async () => {
      if (!(await isHeld(path, content))) throw new BadaError('version.lock-lost');
    });
  } finally {
    clearInterval(beat);
    // Another's, where it was taken over.
    if (await isHeld(path, content)) await rm(path, { force: true });
  }
}
