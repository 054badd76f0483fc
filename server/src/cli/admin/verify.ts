import type { Config } from '../../config.ts';
import type { TableSum } from '../../store/copy/checksum.ts';
import { withSnapshot } from '../../store/copy/snapshot.ts';
import { openStore } from '../../store/store.ts';
import { damagedFiles } from './damaged-files.ts';

/** What was found of a store and its files. */
export interface Verification {
  readonly sums: readonly TableSum[];
  /** Empty where everything is whole. */
  readonly complaints: readonly string[];
}

/** Reads every row and every published file, and goes through every chain of the record. */
export async function verifyAll({
  home,
  database,
}: Pick<Config, 'home' | 'database'>): Promise<Verification> {
  const store = await openStore(database);
  const { broken } = await store.audit.verify().finally(() => store.close());
  const { sums, damage } = await withSnapshot(database, async (snapshot) => ({
    damage: await snapshot.damage(),
    sums: await snapshot.sums(),
  }));
  const files = await damagedFiles(home);
  const chains = broken.map(({ chain, seq, what }) => `audit ${chain} #${seq}: ${what}`);
  return { sums, complaints: [...damage, ...chains, ...files] };
}
