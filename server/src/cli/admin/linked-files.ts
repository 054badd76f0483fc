import { link, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { FOLDERS } from './archive.ts';

/** A file as it was when the backup began. */
export interface LinkedFile {
  /** Relative to `BADA_HOME`, with slashes. */
  readonly path: string;
  /** Where it can be read for as long as the backup takes, even if it is replaced meanwhile. */
  readonly from: string;
  readonly bytes: number;
}

/** Every file of the folders that a backup holds, under a second name: files are never written in place, so that
 * stays what it was. Made in a moment, whatever their size. */
export async function linkFiles(home: string, into: string): Promise<LinkedFile[]> {
  const found: LinkedFile[] = [];
  for (const folder of FOLDERS) {
    for (const path of await filesIn(join(home, folder))) {
      const own = relative(home, path);
      const from = join(into, own);
      await mkdir(dirname(from), { recursive: true });
      await link(path, from);
      const { size: bytes } = await lstat(from);
      found.push({ path: own.split(sep).join('/'), from, bytes });
    }
  }
  return found;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

const LINKS = /^backup-(\d+)$/;

/** The folder of this process's second names. */
export function linksIn(home: string): string {
  return join(home, `backup-${process.pid}`);
}

/** Takes the second names away, also those of backups that were killed. */
export async function unlinkFiles(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = Number(LINKS.exec(name)?.[1]);
    const isOver = pid === process.pid || (Number.isInteger(pid) && !isRunning(pid));
    if (isOver) await rm(join(home, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
