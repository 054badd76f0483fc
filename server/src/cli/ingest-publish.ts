import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { BadaError, LOCAL_VIEWER } from '@bada/shared';
import type { Ingest, IngestFailure } from '@bada/shared/intake';
import { SYSTEM_VIEWER } from '../auth/viewer.ts';
import { PROJECT_ROOT, readConfig } from '../config.ts';
import { failureText } from '../failure.ts';
import { ensureExtracts } from '../jobs/extracts.ts';
import { Ingests } from '../jobs/ingests/ingests.ts';
import type { Store } from '../store/store.ts';
import { stoppable, tellReport } from './ingest-tell.ts';
import { withStore } from './with-store.ts';

function out(text: string): void {
  process.stdout.write(`${text}\n`);
}

function openIngests(store: Store): Ingests {
  const { home, maxUpload, inputDays, lineageUrl, jobLease } = readConfig(process.env);
  return new Ingests({
    ingests: store.ingests,
    publications: store.publications,
    claimMs: jobLease * 1000,
    documents: store.documents,
    system: SYSTEM_VIEWER,
    data: join(PROJECT_ROOT, 'data'),
    ...{ home, maxUpload, inputDays, lineageUrl },
    clock: () => new Date(),
    // The server brings its tasks up to date when it starts.
    onPublished: async () => undefined,
    onTrouble: (what, error) => process.stderr.write(`${what} ${failureText(error)}\n`),
  });
}

/** An ingest that ended in a failure, which is told as it stands. */
class FailedIngest extends Error {
  constructor({ code, message, next }: IngestFailure) {
    super(`${message.ko} ${next.ko}\n${message.en} ${next.en}\n(${code})`);
  }
}

/** Why an ingest cannot go on by itself. */
function refuse({ state, tables, file }: Ingest): never {
  if (state.kind === 'failed') throw new FailedIngest(state.failure);
  const open = tables.filter(({ mapping }) => mapping.kind === 'proposed');
  const table = open.map(({ name }) => name).join(', ');
  throw new BadaError('mapping.none', { file: file.name, table });
}

/** A file on its way to a version. */
export interface FileToPublish {
  readonly path: string;
  readonly department: string | null;
  /** Why columns change so that readers may break. */
  readonly reason: string | undefined;
}

async function bring(
  ingests: Ingests,
  { path, department, reason, signal }: FileToPublish & { readonly signal: AbortSignal },
): Promise<Ingest> {
  const body = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const { id } = await ingests.receive(LOCAL_VIEWER, { name: basename(path), department, body });
  try {
    await ingests.idle();
    if (signal.aborted) throw new BadaError('ingest.cancelled');
    const done = await ingests.get(LOCAL_VIEWER, id);
    if (done.state.kind !== 'done') refuse(done);
    for (const { report } of done.state.results) tellReport(report);
    return await ingests.publish(LOCAL_VIEWER, id, {
      tables: undefined,
      reason,
      expected: [done.version],
    });
  } catch (error) {
    await ingests.remove(LOCAL_VIEWER, id, 'any');
    throw error;
  }
}

/** Takes a file in by the mappings that are kept and publishes what comes of it, or leaves nothing.
 * @throws BadaError `mapping.none`, `ingest.contract-open`, `quality.blocked`, … */
export async function publishFile(file: FileToPublish): Promise<number> {
  try {
    return await publishAndTell(file);
  } catch (error) {
    if (!(error instanceof FailedIngest)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function publishAndTell(file: FileToPublish): Promise<number> {
  const config = readConfig(process.env);
  const { home } = config;
  return withStore(config, (store) =>
    stoppable(async (signal) => {
      const onStep = () => undefined;
      const { datasets: contracts } = await store.documents.contracts(SYSTEM_VIEWER);
      await ensureExtracts({ root: PROJECT_ROOT, home, now: new Date(), onStep, contracts });
      const ingests = openIngests(store);
      signal.addEventListener('abort', () => void ingests.close());
      const { state } = await bring(ingests, { ...file, signal });
      if (state.kind !== 'published') throw new Error('publishing ended in another state');
      for (const { dataset, version, manifest, drift, gate } of state.versions) {
        out(`  공개 published ${dataset} ${version} · manifest ${manifest}`);
        for (const { id, errors, reason } of gate?.failed ?? []) {
          out(`  ! 경고 warning ${id}: ${errors} — ${reason.ko} ${reason.en}`);
        }
        for (const { text, breaking } of drift) {
          out(`  ! ${breaking ? 'breaking ' : ''}${text.ko} ${text.en}`);
        }
      }
      return 0;
    }),
  );
}
