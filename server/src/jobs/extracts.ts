import { join } from 'node:path';
import { buildExtracts } from '@bada/data/build';
import type { Manifest } from '@bada/shared';

/** Builds the extracts of the embedded data where inputs changed.
 * @throws BadaError `contract.invalid` */
export function ensureExtracts({
  root,
  home,
  now,
  onStep,
}: {
  /** Project folder, which holds `data/sources`. */
  root: string;
  home: string;
  now: Date;
  onStep: (text: string) => void;
}): Promise<Manifest> {
  const sources = join(root, 'data', 'sources');
  return buildExtracts({ sources, home, builtAt: now.toISOString(), onStep });
}
