import { existsSync } from 'node:fs';
import { withPublishLock } from '@bada/data/build';
import { BadaError } from '@bada/shared';
import project from '../../../../package.json' with { type: 'json' };
import type { Config } from '../../config.ts';
import { type Snapshot, withSnapshot } from '../../store/copy/snapshot.ts';
import type { Head, Sums } from './archive.ts';
import { type LinkedFile, linkFiles, linksIn, unlinkFiles } from './linked-files.ts';
import { writeArchive } from './write-archive.ts';

/** Writes store and files into an archive, of one moment in which nobody was publishing; servers go on meanwhile.
 * @throws BadaError `backup.exists`, `store.open` */
export async function backUp(
  { home, database }: Pick<Config, 'home' | 'database'>,
  path: string,
): Promise<Sums> {
  if (existsSync(path)) throw new BadaError('backup.exists', { path });
  const links = linksIn(home);
  try {
    return await atOneMoment({ home, database, links }, async (snapshot, files) =>
      writeArchive(path, { head: await headOf(snapshot, database), files, snapshot }),
    );
  } finally {
    await unlinkFiles(home);
  }
}

async function headOf(snapshot: Snapshot, database: Config['database']): Promise<Head> {
  return {
    format: 'bada-backup',
    v: 1,
    program: project.version,
    madeAt: new Date().toISOString(),
    database: 'url' in database ? 'postgres' : 'sqlite',
    migrations: [...snapshot.migrations],
  };
}

/** Begins to read the store while nobody publishes, and goes on when they do again. */
async function atOneMoment<T>(
  { home, database, links }: Pick<Config, 'home' | 'database'> & { links: string },
  work: (snapshot: Snapshot, files: readonly LinkedFile[]) => Promise<T>,
): Promise<T> {
  const begun = Promise.withResolvers<void>();
  const { reading } = await withPublishLock(home, async () => {
    const files = await linkFiles(home, links);
    const reading = withSnapshot(database, (snapshot) => {
      begun.resolve();
      return work(snapshot, files);
    });
    await Promise.race([begun.promise, reading]);
    return { reading };
  });
  return reading;
}
