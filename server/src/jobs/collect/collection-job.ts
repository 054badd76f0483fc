import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  type Collected,
  type CollectPorts,
  collectToFile,
  type Ingested,
  ingestFile,
  type LineageSink,
  loadQualityPolicy,
  publishBrought,
  readCrosswalk,
} from '@bada/data/build';
import {
  BadaError,
  type DatasetContract,
  type Indicator,
  type Manifest,
  parseDatasetContract,
} from '@bada/shared';
import {
  type Collection,
  type Job,
  type JobResult,
  nextRun,
  type OdcsDocument,
  type RowSource,
} from '@bada/shared/catalogue';
import type { Mapping } from '@bada/shared/intake';
import type { JobContext, JobHandler } from '../runner.ts';
import { recordCollecting } from './collect-lineage.ts';
import { type HarvestPorts, harvest } from './harvest-job.ts';

/** A file that waits for a person, or has been published by one. */
export interface HandedOver {
  /** Id of the ingest. */
  readonly id: string;
  readonly sha256: string;
}

/** What running collections needs. */
export interface CollectionPorts {
  readonly home: string;
  /** The project's `data` folder: crosswalk, districts, quality policies. */
  readonly data: string;
  readonly collect: Omit<CollectPorts, 'signal'>;
  readonly find: (id: string) => Promise<Collection | undefined>;
  readonly mappings: () => Promise<readonly Mapping[]>;
  readonly contract: (dataset: string) => Promise<OdcsDocument | undefined>;
  readonly indicators: () => Promise<readonly Indicator[]>;
  /** Takes in the entries of a catalogue. */
  readonly harvested: HarvestPorts['take'];
  /** Takes a file in that a person is to map and publish. */
  readonly receive: (file: {
    readonly name: string;
    readonly department: string | null;
    readonly body: AsyncIterable<Uint8Array>;
  }) => Promise<{ readonly id: string }>;
  /** The file that the last run of a collection handed over, as long as it is there. */
  readonly handedOver: (collection: string) => Promise<HandedOver | undefined>;
  readonly onPublished: (manifest: Manifest) => Promise<void>;
  readonly sink: LineageSink;
  readonly clock: () => Date;
}

interface Run {
  readonly job: Job;
  readonly collection: Collection;
  readonly source: RowSource;
  readonly context: JobContext;
  readonly ports: CollectionPorts;
  /** Folder of this run alone. */
  readonly folder: string;
}

function fileOf({ folder, collection }: Run): string {
  return join(folder, `${collection.id}.json`);
}

async function fetchRows(run: Run): Promise<Collected> {
  const { collection, source, context, ports } = run;
  const { sink, clock } = ports;
  const about = { id: collection.id, source };
  return recordCollecting({ sink, clock }, about, () =>
    collectToFile(source, fileOf(run), {
      ...ports.collect,
      signal: context.signal,
    }),
  );
}

async function takeIn(run: Run, mapping: Mapping): Promise<Ingested> {
  const { context, ports, folder } = run;
  return ingestFile({
    path: fileOf(run),
    mappings: [mapping],
    mappingId: mapping.id,
    output: join(folder, 'ingest'),
    crosswalk: await readCrosswalk(join(ports.data, 'crosswalk', 'places.csv')),
    districts: join(ports.data, 'sources', 'districts', 'districts.geojson'),
    signal: context.signal,
  });
}

/** Publishes what was taken in under the contract in force. */
async function publish(
  { ports, context, folder }: Run,
  { mapping, contract, reports }: Target & { reports: Ingested['reports'] },
): Promise<Manifest> {
  const tables = reports.map((report) => ({
    folder: join(folder, 'ingest', report.mapping.id),
    report,
    mapping,
  }));
  const { sink, clock } = ports;
  const indicators = await ports.indicators();
  const policy = await loadQualityPolicy(join(ports.data, 'quality'));
  const { manifest } = await publishBrought({
    home: ports.home,
    async commit(_published, swap) {
      await context.confirm();
      await swap();
    },
    datasets: [{ contract, tables }],
    policy,
    lineage: { sink, indicators, clock },
    builtAt: () => clock().toISOString(),
  });
  await ports.onPublished(manifest);
  return manifest;
}

/** What the rows are to become without a person's hand. */
interface Target {
  readonly mapping: Mapping;
  readonly contract: DatasetContract;
}

/** The mapping and the contract in force; undefined where one of them is not there yet. */
async function targetOf({ collection, ports }: Run): Promise<Target | undefined> {
  const { mapping: id } = collection;
  if (id === null) return undefined;
  const mapping = (await ports.mappings()).find((one) => one.id === id);
  if (!mapping) throw new BadaError('mapping.unknown', { id });
  const document = await ports.contract(mapping.dataset);
  if (!document) return undefined;
  return { mapping, contract: parseDatasetContract(JSON.stringify(document), mapping.dataset) };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Hands the rows to a person, as a file that was brought; the same content is not handed over twice. */
async function handOver(run: Run, rows: number): Promise<JobResult> {
  const { collection, context, ports } = run;
  const waits = { kind: 'rows' as const, rows, kept: null, dataset: null, manifest: null };
  const last = await ports.handedOver(collection.id);
  if (last && last.sha256 === (await hashOf(fileOf(run)))) {
    return { ...waits, ingest: last.id, unchanged: true };
  }
  await context.confirm();
  const { id: ingest } = await ports.receive({
    name: `${collection.id}.json`,
    department: collection.department,
    body: createReadStream(fileOf(run)),
  });
  return { ...waits, ingest, unchanged: false };
}

async function collectRows(run: Run): Promise<JobResult> {
  const target = await targetOf(run);
  const { rows } = await fetchRows(run);
  if (!target) return handOver(run, rows);
  const { reports } = await takeIn(run, target.mapping);
  let manifest: Manifest;
  try {
    manifest = await publish(run, { ...target, reports });
  } catch (error) {
    // Whether readers may be broken is a person's to decide.
    const isUndecided = error instanceof BadaError && error.code === 'ingest.reason-needed';
    if (!isUndecided) throw error;
    return handOver(run, rows);
  }
  const kept = reports.reduce((sum, report) => sum + report.account.kept, 0);
  const { dataset } = target.mapping;
  const made = { dataset, manifest: manifest.id, ingest: null, unchanged: false };
  return { kind: 'rows', rows, kept, ...made };
}

async function runCollection(
  job: Job,
  context: JobContext,
  { collection, ports }: { collection: Collection; ports: CollectionPorts },
): Promise<JobResult> {
  const { source } = collection;
  if (source.kind === 'catalogue') {
    const { hosts, secrets } = ports.collect;
    const take = ports.harvested;
    return harvest({ ...collection, source }, context, { hosts, secrets, take });
  }
  const parent = join(ports.home, 'collections', collection.id);
  const folder = join(parent, `${job.id}-${job.attempts}`);
  // What a killed run left is nobody's: of a collection one alone runs.
  await rm(parent, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    return await collectRows({ job, collection, source, context, ports, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs collections: fetch, map, publish; all of it or nothing. */
export function collectionHandler(ports: CollectionPorts): JobHandler {
  return {
    async run(job, context) {
      const collection = await ports.find(job.subject);
      if (!collection) throw new BadaError('collection.not-found', { id: job.subject });
      return runCollection(job, context, { collection, ports });
    },
    async nextRun({ subject }) {
      const schedule = (await ports.find(subject))?.schedule;
      return schedule ? nextRun(schedule, ports.clock()) : null;
    },
  };
}
