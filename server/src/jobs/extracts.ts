import { join } from 'node:path';
import { buildExtracts, type LineageOptions, loadIndicators } from '@bada/data/build';
import type { Manifest } from '@bada/shared';
import type { ContractFacts } from '@bada/shared/catalogue';
import { lineageSink } from './lineage-sink.ts';

/** What a build of the embedded data needs. */
export interface ExtractsJob {
  /** Project folder, which holds `data/sources`. */
  readonly root: string;
  readonly home: string;
  readonly now: Date;
  /** OpenLineage endpoint that gets the run's events besides the file. */
  readonly lineageUrl?: string | undefined;
  readonly onStep: (text: string) => void;
  /** Contracts of the store: their class and their rule on small counts hold from the first moment on. */
  readonly contracts: readonly Pick<ContractFacts, 'id' | 'class' | 'smallCells'>[];
}

async function lineageOf(job: ExtractsJob): Promise<LineageOptions> {
  const indicators = await loadIndicators(join(job.root, 'data', 'indicators'));
  return { sink: lineageSink(job), indicators, clock: () => new Date() };
}

/** Builds, diagnoses and publishes the extracts of the embedded data where inputs changed.
 * @throws BadaError `contract.invalid`, `quality.blocked` */
export async function ensureExtracts(job: ExtractsJob): Promise<Manifest> {
  const { root, home, now, onStep, contracts } = job;
  return buildExtracts({
    sources: join(root, 'data', 'sources'),
    quality: join(root, 'data', 'quality'),
    home,
    builtAt: now.toISOString(),
    inForce: (dataset) => contracts.find(({ id }) => id === dataset),
    lineage: await lineageOf(job),
    onStep,
  });
}
