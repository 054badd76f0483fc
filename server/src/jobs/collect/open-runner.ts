import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type CollectPorts, deploymentSecrets } from '@bada/data/build';
import type { Indicator, Manifest, Viewer } from '@bada/shared';
import type { Collection, HarvestEntry, Job, JobKind, OdcsDocument } from '@bada/shared/catalogue';
import type { Ingest, Mapping } from '@bada/shared/intake';
import type { Logger } from '../../logger.ts';
import { lineageSink } from '../lineage-sink.ts';
import { type JobQueue, JobRunner } from '../runner.ts';
import { type CollectionPorts, collectionHandler, type HandedOver } from './collection-job.ts';
import type { HarvestPorts } from './harvest-job.ts';
import { queueScheduled } from './schedules.ts';

/** The part of the store that collections live in. */
export interface CollectStore {
  readonly collections: {
    list(viewer: Viewer): Promise<Collection[]>;
    find(viewer: Viewer, id: string): Promise<Collection | undefined>;
    contract(viewer: Viewer, dataset: string): Promise<OdcsDocument | undefined>;
  };
  readonly jobs: JobQueue & {
    list(viewer: Viewer, filter: { subject: string }): Promise<Job[]>;
    ensure(
      viewer: Viewer,
      wanted: { kind: JobKind; subject: string; runAt: Date },
    ): Promise<boolean>;
  };
  readonly ingests: {
    find(viewer: Viewer, id: string): Promise<{ readonly ingest: Ingest } | undefined>;
  };
  readonly harvested: {
    take(
      viewer: Viewer,
      collection: string,
      entries: readonly HarvestEntry[],
    ): ReturnType<HarvestPorts['take']>;
  };
  readonly documents: {
    mappings(viewer: Viewer): Promise<readonly Mapping[]>;
    contracts(viewer: Viewer): Promise<{ readonly indicators: readonly Indicator[] }>;
  };
}

/** What a server's runner is opened with. */
export interface OpenRunner {
  readonly store: CollectStore;
  /** As whom jobs run. */
  readonly system: Viewer;
  readonly home: string;
  /** The project's `data` folder. */
  readonly data: string;
  readonly lineageUrl: string | undefined;
  readonly collect: Omit<CollectPorts, 'signal'>;
  readonly leaseMs: number;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly receive: CollectionPorts['receive'];
  readonly onPublished: (manifest: Manifest) => Promise<void>;
}

/** Ports of collecting as a deployment configures them. */
export function collectPorts(home: string, hosts: readonly string[]): Omit<CollectPorts, 'signal'> {
  return { hosts, secrets: deploymentSecrets(home, process.env) };
}

async function handedOver(
  { jobs, ingests }: CollectStore,
  system: Viewer,
  subject: string,
): Promise<HandedOver | undefined> {
  for (const { state, result } of await jobs.list(system, { subject })) {
    if (state !== 'done' || result?.kind !== 'rows' || result.ingest === null) continue;
    const found = await ingests.find(system, result.ingest);
    return found && { id: result.ingest, sha256: found.ingest.file.sha256 };
  }
  return undefined;
}

/** The runner of this process; it does not run yet. */
export function openRunner(options: OpenRunner): JobRunner {
  const { store, system, home, data, lineageUrl, collect, clock, log } = options;
  const { onPublished } = options;
  const onStep = (text: string) => log.warn(text);
  const collection = collectionHandler({
    home,
    data,
    collect,
    find: (id) => store.collections.find(system, id),
    mappings: () => store.documents.mappings(system),
    contract: (dataset) => store.collections.contract(system, dataset),
    indicators: async () => (await store.documents.contracts(system)).indicators,
    harvested: (id, entries) => store.harvested.take(system, id, entries),
    receive: options.receive,
    handedOver: (id) => handedOver(store, system, id),
    onPublished,
    sink: lineageSink({ home, lineageUrl, onStep }),
    clock,
  });
  return new JobRunner({
    queue: store.jobs,
    handlers: { collection },
    owner: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    clock,
    log,
    leaseMs: options.leaseMs,
    prepare: () =>
      queueScheduled({
        collections: () => store.collections.list(system),
        ensure: (wanted) => store.jobs.ensure(system, wanted),
        clock,
      }),
  });
}
