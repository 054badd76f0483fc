import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BadaError } from '@bada/shared';
import type { IngestReport, Mapping } from '@bada/shared/intake';
import { readFile } from '../../read/index.ts';
import type { ReadOptions } from '../../read/options.ts';
import type { ByteSource, RawFile, RawTable } from '../../read/raw-table.ts';
import { nodeSource } from '../node-source.ts';
import type { CrosswalkPlace } from './crosswalk.ts';
import { ingestTable } from './ingest-table.ts';
import { delimitedRelation, hashOf, headOf, type LoadedText } from './load.ts';
import { chooseMapping, type Fit } from './mappings.ts';
import type { OnProgress } from './progress.ts';
import { type Resources, Session } from './session.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** What taking in a file needs. */
export interface IngestOptions {
  readonly path: string;
  readonly mappings: readonly Mapping[];
  /** The one mapping to use; else the one that fits each table. */
  readonly mappingId?: string | undefined;
  /** The mapping of each table by its place in the file, from 0; other tables are left out. */
  readonly plan?: ReadonlyMap<number, Mapping> | undefined;
  /** Folder that appears when all is done: one folder per table, named by its mapping, with a plan by its place. */
  readonly output: string;
  /** Whether a folder of that name may be replaced. */
  readonly replace?: boolean;
  /** Nothing is kept but the reports. */
  readonly dryRun?: boolean;
  readonly crosswalk: readonly CrosswalkPlace[];
  /** GeoJSON of the districts, WGS84. */
  readonly districts: string;
  readonly read?: ReadOptions;
  readonly resources?: Resources;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What became of a file. */
export interface Ingested {
  readonly reports: readonly IngestReport[];
  /** Place in the file of each report's table. */
  readonly places: readonly number[];
  /** Tables that no mapping fits. */
  readonly unmapped: readonly string[];
}

const DEFAULT_RESOURCES: Resources = { memory: '1GB', threads: 2 };

/** Where one table goes. */
interface Destination {
  readonly results: string;
  readonly scratch: string;
  readonly whole: boolean;
  /** Mappings to choose from, and the one to take whatever the file's name. */
  readonly mappings: readonly Mapping[];
  readonly chosen: string | undefined;
  /** Name of the folder; the mapping's id where absent. */
  readonly name?: string;
}

/** A run, and what ends all that goes on beside it. */
interface Run extends IngestOptions {
  readonly signal: AbortSignal;
}

interface Opened {
  readonly options: Run;
  readonly source: ByteSource;
  readonly file: RawFile;
  readonly sha256: Promise<string>;
}

async function fastRelation(
  { options, source, file }: Opened,
  { fit, head, scratch }: { fit: Fit; head: Awaited<ReturnType<typeof headOf>>; scratch: string },
): Promise<LoadedText | undefined> {
  if (file.format !== 'delimited' || file.encoding === undefined) return undefined;
  // What a person overrides is the careful reader's business.
  if (options.read !== undefined) return undefined;
  return delimitedRelation({
    source,
    path: options.path,
    encoding: file.encoding,
    header: fit.header,
    head,
    scratch,
    threads: (options.resources ?? DEFAULT_RESOURCES).threads,
    signal: options.signal,
    onProgress: options.onProgress,
  });
}

async function ingestOne(
  opened: Opened,
  table: RawTable,
  { results, scratch, whole, mappings, chosen, name }: Destination,
): Promise<IngestReport | undefined> {
  const { options, source, file, sha256 } = opened;
  const head = await headOf(table);
  const look = { file: source.name, table: table.name, head, columns: table.columns };
  const fit = chooseMapping(mappings, look, chosen);
  if (!fit) return undefined;
  const folder = join(results, name ?? fit.mapping.id);
  await mkdir(folder, { recursive: true });
  await mkdir(scratch, { recursive: true });
  const fast = await fastRelation(opened, { fit, head, scratch });
  const session = await Session.open(
    scratch,
    options.resources ?? DEFAULT_RESOURCES,
    options.signal,
  );
  try {
    return await ingestTable({
      session,
      table,
      file,
      input: { name: source.name, path: options.path, bytes: source.size, sha256 },
      fit,
      fast,
      results: folder,
      crosswalk: options.crosswalk,
      districts: options.districts,
      takeIn: (path, id) => takeIn(options, path, id, join(scratch, `compare-${id}`)),
      whole,
      onProgress: options.onProgress,
    });
  } finally {
    session.close();
  }
}

async function openFile(options: Run): Promise<Opened> {
  const { path, read, signal } = options;
  const source = await nodeSource(path);
  const file = await readFile(source, { ...read, signal });
  const sha256 = hashOf(source, signal);
  // Whoever needs the hash hears of an error; a run that fails before does not ask for it.
  sha256.catch(() => undefined);
  return { options, source, file, sha256 };
}

/** The kept rows of another file, for comparison only. */
async function takeIn(options: Run, path: string, id: string, folder: string): Promise<string> {
  const opened = await openFile({ ...options, path, onProgress: undefined });
  for (const table of opened.file.tables) {
    const scratch = join(folder, 'scratch');
    const { mappings } = options;
    const where = { results: folder, scratch, whole: false, mappings, chosen: id };
    const report = await ingestOne(opened, table, where);
    if (report) return join(folder, id, 'kept.parquet');
  }
  throw new BadaError('mapping.none', { file: opened.source.name, table: '' });
}

/** Where each table of a file goes; undefined for one that is left out. */
function destinationOf(
  options: IngestOptions,
  index: number,
  workspace: { readonly results: string; readonly scratch: string },
): Destination | undefined {
  const { plan, mappings, mappingId: chosen } = options;
  const scratch = join(workspace.scratch, String(index));
  const common = { results: workspace.results, scratch, whole: true };
  if (!plan) return { ...common, mappings, chosen };
  const planned = plan.get(index);
  return planned && { ...common, mappings: [planned], chosen: planned.id, name: String(index) };
}

async function ingestTables(
  opened: Opened,
  workspace: { readonly results: string; readonly scratch: string },
): Promise<Ingested> {
  const { options, source, file } = opened;
  const reports: IngestReport[] = [];
  const places: number[] = [];
  const unmapped: string[] = [];
  for (const [index, table] of file.tables.entries()) {
    const where = destinationOf(options, index, workspace);
    if (!where) continue;
    const report = await ingestOne(opened, table, where);
    if (!report && options.plan) {
      throw new BadaError('mapping.none', { file: source.name, table: table.name });
    }
    if (report) {
      reports.push(report);
      places.push(index);
    } else unmapped.push(table.name);
  }
  return { reports, places, unmapped };
}

async function takeInAll(options: Run, workspace: Workspace): Promise<Ingested> {
  const opened = await openFile(options);
  const ingested = await ingestTables(opened, workspace);
  if (ingested.reports.length === 0) {
    const table = ingested.unmapped.join(', ');
    throw new BadaError('mapping.none', { file: opened.source.name, table });
  }
  options.signal.throwIfAborted();
  if (!options.dryRun) await workspace.publish();
  return ingested;
}

/** Takes a file in: all of its tables that a mapping fits, or nothing at all.
 * @throws BadaError `read.*`, `mapping.*`, `ingest.*`; nothing is left behind then */
export async function ingestFile(options: IngestOptions): Promise<Ingested> {
  const workspace = await openWorkspace(options.output, { replace: options.replace ?? false });
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, ...(options.signal ? [options.signal] : [])]);
  try {
    return await takeInAll({ ...options, signal }, workspace);
  } catch (error) {
    if (!options.signal?.aborted) throw error;
    throw new BadaError('ingest.cancelled', {}, { cause: error });
  } finally {
    ended.abort();
    await workspace.discard();
  }
}
