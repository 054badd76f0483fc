import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BadaError } from '@bada/shared';

/** In `BADA_HOME` while the folders of a restored archive take the place of those that were there. */
export const RESTORE_MARK = 'restore.unfinished';

/** @throws BadaError `store.half-restored` where a restore was stopped between rows and files */
export function refuseHalfRestored(home: string): void {
  if (existsSync(join(home, RESTORE_MARK))) throw new BadaError('store.half-restored', { home });
}
