import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BadaError } from '@bada/shared';
import type { Config } from '../../config.ts';
import { RESTORE_MARK } from '../../half-restored.ts';
import { differences } from '../../store/copy/checksum.ts';
import { fillStore } from '../../store/copy/fill.ts';
import type { Batch } from '../../store/copy/tables.ts';
import { FOLDERS, type Sums } from './archive.ts';
import { readArchive, verifyArchive } from './read-archive.ts';

type Place = Pick<Config, 'home' | 'database'>;

/** Puts an archive in the place of store and files. All of it is checked before anything is touched, files are written
 * aside, rows in one transaction; in the end the folders change names. Stopped before that, everything is as it was; in
 * the moment of it, a mark stays that lets no server start until the archive is restored again.
 * @throws BadaError `backup.broken`, `store.not-empty`, `store.newer` */
export async function restore(
  { home, database }: Place,
  path: string,
  { replace }: { replace: boolean },
): Promise<Sums> {
  const { head, sums } = await verifyArchive(path);
  if (!replace) await refuseFiles(home);
  const aside = join(home, 'restore-aside');
  const mark = join(home, RESTORE_MARK);
  const isMarkedBefore = existsSync(mark);
  // What a killed one left.
  await rm(aside, { recursive: true, force: true });
  try {
    await fillStore(database, {
      migrations: head.migrations,
      replace: replace || isMarkedBefore,
      batches: batchesOf(path, join(aside, 'new')),
      beforeCommit: async (read) => {
        const [table] = differences(sums.tables, read);
        if (table !== undefined) throw new BadaError('store.differs', { table });
        await writeFile(mark, `${new Date().toISOString()} ${path}\n`, { flush: true });
      },
    }).catch(async (error: unknown) => {
      if (!isMarkedBefore) await rm(mark, { force: true });
      throw error;
    });
    await exchange(home, aside);
    await rm(mark);
    return sums;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function refuseFiles(home: string): Promise<void> {
  if (existsSync(join(home, RESTORE_MARK))) return;
  for (const folder of FOLDERS) {
    const where = join(home, folder);
    const names = await readdir(where).catch(() => []);
    if (names.length > 0) throw new BadaError('store.not-empty', { where });
  }
}

/** The rows of an archive; its files are written on the way. */
async function* batchesOf(path: string, into: string): AsyncGenerator<Batch> {
  for await (const part of readArchive(path)) {
    if (part.kind === 'batch') yield part.batch;
    if (part.kind !== 'file') continue;
    const to = join(into, part.path);
    await mkdir(dirname(to), { recursive: true });
    await pipeline(part.chunks, createWriteStream(to, { flush: true }));
  }
}

async function exchange(home: string, aside: string): Promise<void> {
  await mkdir(join(aside, 'old'), { recursive: true });
  for (const folder of FOLDERS) {
    const [from, to] = [join(aside, 'new', folder), join(home, folder)];
    if (existsSync(to)) await rename(to, join(aside, 'old', folder));
    if (existsSync(from)) await rename(from, to);
  }
}
