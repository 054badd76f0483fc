import { join } from 'node:path';
import {
  allSinks,
  buildExtracts,
  fileSink,
  httpSink,
  type LineageOptions,
  loadIndicators,
} from '@bada/data/build';
import type { Manifest } from '@bada/shared';

/** What a build of the embedded data needs. */
export interface ExtractsJob {
  /** Project folder, which holds `data/sources`. */
  readonly root: string;
  readonly home: string;
  readonly now: Date;
  /** OpenLineage endpoint that gets the run's events besides the file. */
  readonly lineageUrl?: string | undefined;
  readonly onStep: (text: string) => void;
}

async function lineageOf({ root, home, lineageUrl, onStep }: ExtractsJob): Promise<LineageOptions> {
  const onFailure = (reason: string) => onStep(`lineage was not sent: ${reason}`);
  const file = fileSink(home);
  const sink =
    lineageUrl === undefined ? file : allSinks([file, httpSink({ url: lineageUrl, onFailure })]);
  const indicators = await loadIndicators(join(root, 'data', 'indicators'));
  return { sink, indicators, clock: () => new Date() };
}

/** Builds, diagnoses and publishes the extracts of the embedded data where inputs changed.
 * @throws BadaError `contract.invalid`, `quality.blocked` */
export async function ensureExtracts(job: ExtractsJob): Promise<Manifest> {
  const { root, home, now, onStep } = job;
  return buildExtracts({
    sources: join(root, 'data', 'sources'),
    quality: join(root, 'data', 'quality'),
    home,
    builtAt: now.toISOString(),
    lineage: await lineageOf(job),
    onStep,
  });
}
