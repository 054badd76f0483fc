import { BadaError } from '@bada/shared';
import { type DatabasePlace, placeName } from '../database.ts';
import { differences, type TableSum } from './checksum.ts';
import { fillStore } from './fill.ts';
import { withSnapshot } from './snapshot.ts';

/** Counts and sums on both sides of a move; they are equal. */
export interface Moved {
  readonly source: readonly TableSum[];
  readonly moved: readonly TableSum[];
}

/** Copies a store to another database. The target has all rows or none; they are read back and compared with the source
 * before they are there for anybody.
 * @throws BadaError `store.not-empty`, `store.differs`, `store.same`, `store.open` */
export async function moveStore(
  from: DatabasePlace,
  to: DatabasePlace,
  { replace }: { replace: boolean },
): Promise<Moved> {
  if (placeName(from) === placeName(to)) {
    throw new BadaError('store.same', { where: placeName(to) });
  }
  return withSnapshot(from, async (snapshot) => {
    const source = await snapshot.sums();
    const moved = await fillStore(to, {
      migrations: snapshot.migrations,
      batches: snapshot.batches(),
      replace,
      beforeCommit: async (read) => {
        const [table] = differences(source, read);
        if (table !== undefined) throw new BadaError('store.differs', { table });
      },
    });
    return { source, moved };
  });
}
