import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readPart } from '@bada/data/build';
import { BadaError, DataClass, type Viewer } from '@bada/shared';
import { contractFactsOf, type OdcsDocument } from '@bada/shared/catalogue';
import {
  type ContractChange,
  type Ingest,
  type IngestContract,
  type IngestPart,
  type IngestRows,
  type IngestState,
  type IngestVersion,
  type MappingChange,
  mappingYaml,
  type PublicationPreview,
  personalColumnsText,
} from '@bada/shared/intake';
import { releaseDead, withClaim } from './claim.ts';
import { IngestContracts, mappingOf, resultOf, resultsOf } from './contracts.ts';
import { decidedTables, refuseKept } from './decisions.ts';
import { IngestFolders } from './folders.ts';
import type { Expected, IngestChange, IngestPorts, IngestRecord } from './ports.ts';
import { IngestPreviewer } from './previewer.ts';
import { IngestPublisher } from './publisher.ts';
import { receive } from './receive.ts';
import { IngestRunner, planOf } from './runner.ts';
import { allow, RESTING, StaleIngest, undecided, withState } from './states.ts';
import { hiddenColumns, sightOf, type TableSight } from './view.ts';

const MS_PER_DAY = 86_400_000;

interface PublishWanted {
  /** All that ran where undefined. */
  readonly tables: readonly string[] | undefined;
  /** Why columns change so that readers may break. */
  readonly reason: string | undefined;
  readonly expected: Expected;
}

/** Files that departments bring: received, read, mapped, run, given a contract, published. */
export class Ingests {
  readonly #ports: IngestPorts;
  readonly #folders: IngestFolders;
  readonly #runner: IngestRunner;
  readonly #contracts: IngestContracts;
  readonly #publisher: IngestPublisher;
  readonly #previewer: IngestPreviewer;

  constructor(ports: IngestPorts) {
    this.#ports = ports;
    this.#folders = new IngestFolders(ports.home);
    this.#runner = new IngestRunner(ports, this.#folders);
    this.#contracts = new IngestContracts(ports, this.#folders);
    this.#publisher = new IngestPublisher(ports, this.#folders, this.#contracts);
    this.#previewer = new IngestPreviewer(ports, this.#folders, this.#contracts);
  }

  /** Goes on with what a stopped or killed server left, and clears up behind it. */
  async resume(): Promise<void> {
    const { ingests, system } = this.#ports;
    await releaseDead(this.#ports);
    await this.#folders.sweep(async (id) => (await ingests.find(system, id)) !== undefined);
    for (const { ingest } of await ingests.inState(system, ['received', 'reading', 'running'])) {
      // Another process of this home may be at it.
      if (!(await this.#folders.isTaken(ingest.id))) this.#runner.enqueue(ingest.id);
    }
    await this.purge();
  }

  /** Deletes what its time of keeping is over of: the file of what was published, whose results and versions stay; all
   * of what was not, the ingest with it once its results were waiting to be published. */
  async purge(): Promise<void> {
    const { ingests, system, clock } = this.#ports;
    const now = clock().toISOString();
    for (const record of await ingests.inState(system, RESTING)) {
      const { version, file, state } = record.ingest;
      if (file.deletedAfter === undefined || file.deletedAfter > now) continue;
      if (state.kind === 'done') await this.#purgeResults(record);
      else if (file.isKept) {
        const ingest = { ...record.ingest, file: { ...file, isKept: false } };
        const change = await ingests.replace(system, [version], { ...record, ingest });
        if (change.kind === 'done') await this.#removeFile(record);
      }
      // A process may have been killed right here.
      else await this.#removeFile(record);
    }
  }

  async #purgeResults({ ingest: { id, version } }: IngestRecord): Promise<void> {
    const { ingests, system } = this.#ports;
    const gone = await ingests.remove(system, id, [version]);
    // What a process that is killed here leaves, the next start finds without an owner.
    if (gone.kind === 'done') await this.#folders.remove(id);
  }

  async #removeFile({ ingest: { id, state } }: IngestRecord): Promise<void> {
    if (state.kind === 'published') await this.#folders.removeInput(id);
    else await this.#folders.remove(id);
  }

  /** Resolves when nothing is left to do. */
  idle(): Promise<void> {
    return this.#runner.idle();
  }

  /** Stops; the next start goes on. */
  close(): Promise<void> {
    return this.#runner.close();
  }

  /** Takes a file in; it is read when its turn comes.
   * @throws BadaError `ingest.too-large`, `ingest.upload-broken`, `ingest.no-space`, `read.empty` */
  async receive(
    viewer: Viewer,
    file: {
      readonly name: string;
      readonly department: string | null;
      readonly body: AsyncIterable<Uint8Array>;
    },
  ): Promise<Ingest> {
    const { ingests, maxUpload } = this.#ports;
    const upload = { name: file.name, body: file.body, limit: maxUpload };
    const { folder, name, bytes, sha256 } = await receive(this.#folders, upload);
    const id = randomUUID();
    await this.#folders.accept(folder, id);
    await this.#folders.take(id);
    const { department } = file;
    const facts = { name, bytes, sha256, isKept: true, deletedAfter: this.#deletedAfter() };
    const { ingest } = await ingests.create(viewer, { id, department, file: facts });
    this.#runner.enqueue(id);
    return ingest;
  }

  /** One ingest as the viewer may see it.
   * @throws BadaError `ingest.not-found` */
  async get(viewer: Viewer, id: string): Promise<Ingest> {
    return this.#shown(viewer, await this.#record(viewer, id));
  }

  /** Puts a mapping on a table, or leaves it out, or has the file read otherwise; the file is looked into anew.
   * `mayKeep`: whether numbers of persons may be kept as they stand.
   * @throws BadaError `mapping.invalid`, `ingest.keep-denied`, `read.*`, `ingest.state`, `ingest.file-gone`, `ingest.conflict`, … */
  async changeMapping(
    viewer: Viewer,
    {
      id,
      table,
      change,
      expected,
      mayKeep,
    }: {
      id: string;
      table: string;
      change: MappingChange;
      expected: Expected;
      mayKeep: boolean;
    },
  ): Promise<Ingest> {
    const { documents } = this.#ports;
    const record = await this.#expected(viewer, id, expected);
    allow(record, ['ready', 'done', 'failed', 'cancelled']);
    const { file } = record.ingest;
    if (!file.isKept) throw new BadaError('ingest.file-gone');
    const decided = await decidedTables(documents, {
      viewer,
      ingest: record.ingest,
      table,
      change,
    });
    const read = change.read ?? record.ingest.read;
    const found = await this.#runner.inspect({ id, file, read, tables: decided });
    const { format, encoding, tables } = found;
    if (!mayKeep) refuseKept(tables, record.ingest.tables);
    const facts = { ...file, format, ...(encoding === undefined ? {} : { encoding }) };
    const ingest: Ingest = {
      ...record.ingest,
      file: facts,
      read,
      tables,
      state: { kind: 'ready' },
    };
    return this.#replaced(viewer, expected, { ...record, ingest });
  }

  /** The mapping that a table has, as text too. */
  async mapping(viewer: Viewer, id: string, table: string) {
    const mapping = mappingOf(await this.#record(viewer, id), table);
    return { mapping, yaml: mappingYaml(mapping) };
  }

  /** Starts a run, or starts it again; a file that was not read yet is read.
   * @throws BadaError `ingest.state`, `ingest.undecided`, `ingest.personal-data`, `ingest.conflict` */
  async run(viewer: Viewer, id: string, expected: Expected): Promise<Ingest> {
    const record = await this.#expected(viewer, id, expected);
    allow(record, ['ready', 'done', 'failed', 'cancelled']);
    const { tables, file } = record.ingest;
    if (!file.isKept) throw new BadaError('ingest.file-gone');
    if (tables.length === 0) return this.#restart(viewer, expected, record);
    const open = undecided(tables);
    if (open.length > 0 || planOf(tables).length === 0) {
      throw new BadaError('ingest.undecided', { tables: open.join(', ') || file.name });
    }
    const blocking = tables.flatMap(({ personal, mapping }) =>
      mapping.kind === 'skipped' ? [] : personal.filter(({ blocks }) => blocks),
    );
    if (blocking.length > 0) {
      throw new BadaError('ingest.personal-data', { columns: personalColumnsText(blocking) });
    }
    const progress = { phase: 'waiting' as const, table: '', percent: 0 };
    const running = withState(record, { kind: 'running', progress });
    const shown = await this.#replaced(viewer, expected, running);
    await this.#folders.take(id);
    this.#runner.enqueue(id);
    return shown;
  }

  /** Stops reading or running.
   * @throws BadaError `ingest.state`, `ingest.conflict` */
  async cancel(viewer: Viewer, id: string, expected: Expected): Promise<Ingest> {
    const record = await this.#expected(viewer, id, expected);
    allow(record, ['received', 'reading', 'running']);
    const shown = await this.#replaced(viewer, expected, withState(record, { kind: 'cancelled' }));
    this.#runner.stop(id);
    return shown;
  }

  /** Removes an ingest with its file and results; versions that were published from it stay. */
  async remove(viewer: Viewer, id: string, expected: Expected): Promise<void> {
    this.#done(await this.#ports.ingests.remove(viewer, id, expected), id);
    this.#runner.stop(id);
    await this.#folders.remove(id);
  }

  /** Rows of a part of a table's result, masked. `demand` is asked about the class they are of.
   * @throws BadaError `ingest.state`, `ingest.table-unknown` */
  async rows(
    viewer: Viewer,
    wanted: {
      id: string;
      table: string;
      part: IngestPart;
      offset: number;
      limit: number;
      /** Of flags: only those of this code. */
      code?: string | undefined;
    },
    demand: (dataClass: DataClass) => void,
  ): Promise<IngestRows> {
    const { id, table, part, offset, limit } = wanted;
    const code = part === 'flags' ? wanted.code : undefined;
    const record = await this.#record(viewer, id);
    resultOf(record, table);
    const sight = (await this.#sights(viewer, record)).get(table);
    demand(sight?.class ?? 'restricted');
    const file = join(this.#folders.result(id, table), `${part}.parquet`);
    return readPart(file, { offset, limit, code, hidden: sight?.hidden ?? new Set() });
  }

  /** The contract under which a table is to be published. */
  async contract(viewer: Viewer, id: string, table: string): Promise<IngestContract> {
    const record = await this.#record(viewer, id);
    resultOf(record, table);
    return this.#contracts.show(viewer, record, table);
  }

  /** Puts a contract, or answers to its questions. Gives the ingest's new version too.
   * @throws BadaError `contract.invalid`, `ingest.state`, `ingest.conflict` */
  async changeContract(
    viewer: Viewer,
    {
      id,
      table,
      change,
      expected,
    }: { id: string; table: string; change: ContractChange; expected: Expected },
  ): Promise<{ contract: IngestContract; version: number }> {
    const record = await this.#expected(viewer, id, expected);
    allow(record, ['done']);
    resultOf(record, table);
    const document = await this.#contracts.changed(viewer, record, { table, change });
    const contracts = { ...record.contracts, [document.id]: document };
    const { ingests } = this.#ports;
    const changed = this.#done(
      await ingests.replace(viewer, expected, { ...record, contracts }),
      id,
    );
    const contract = await this.#contracts.show(viewer, changed, table);
    return { contract, version: changed.ingest.version };
  }

  /** What publishing all tables that ran would lead to; nothing is published. `sees` tells whether the viewer may see
   * rows of a class; `signal` that they went away.
   * @throws BadaError `ingest.state` */
  async preview(
    viewer: Viewer,
    id: string,
    {
      sees,
      signal,
    }: { sees: (dataClass: DataClass, dataset: string) => boolean; signal: AbortSignal },
  ): Promise<PublicationPreview> {
    const record = await this.#record(viewer, id);
    allow(record, ['done']);
    return this.#previewer.preview({ viewer, record, sees, signal });
  }

  /** Publishes tables as versions of their datasets.
   * @throws BadaError `ingest.contract-open`, `contract.invalid`, `quality.blocked`, `ingest.reason-needed`,
   * `ingest.state`, `ingest.conflict` */
  async publish(viewer: Viewer, id: string, wanted: PublishWanted): Promise<Ingest> {
    const { expected, reason } = wanted;
    const stored = await withClaim(this.#ports, { viewer, id, expected }, (record, claim) => {
      const results = [...resultsOf(record)];
      const tables = wanted.tables ?? results.map(({ table }) => table);
      const published = (versions: IngestVersion[]): IngestRecord => {
        const file = { ...record.ingest.file, deletedAfter: this.#deletedAfter() };
        const ingest = { ...record.ingest, file };
        return withState({ ...record, ingest }, { kind: 'published', results, versions });
      };
      return this.#publisher.publish({ viewer, record, tables, reason, claim }, published);
    });
    return this.#shown(viewer, stored);
  }

  /** The file is kept for as many days from now on, published or not. */
  #deletedAfter(): string {
    const { inputDays, clock } = this.#ports;
    return new Date(clock().getTime() + inputDays * MS_PER_DAY).toISOString();
  }

  async #restart(viewer: Viewer, expected: Expected, record: IngestRecord): Promise<Ingest> {
    const { id } = record.ingest;
    const shown = await this.#replaced(viewer, expected, withState(record, { kind: 'received' }));
    await this.#folders.take(id);
    this.#runner.enqueue(id);
    return shown;
  }

  async #record(viewer: Viewer, id: string): Promise<IngestRecord> {
    const record = await this.#ports.ingests.find(viewer, id);
    if (!record) throw new BadaError('ingest.not-found', { id });
    return record;
  }

  /** The ingest, unless the writer holds another version of it. */
  async #expected(viewer: Viewer, id: string, expected: Expected): Promise<IngestRecord> {
    const record = await this.#record(viewer, id);
    const { version } = record.ingest;
    if (expected !== 'any' && !expected.includes(version)) throw new StaleIngest(version);
    return record;
  }

  #done(change: IngestChange, id: string): IngestRecord {
    switch (change.kind) {
      case 'done':
        return change.record;
      case 'conflict':
        throw new StaleIngest(change.current);
      case 'claimed':
        throw new BadaError('ingest.state', { state: 'publishing' });
      case 'missing':
        throw new BadaError('ingest.not-found', { id });
    }
  }

  async #replaced(viewer: Viewer, expected: Expected, record: IngestRecord): Promise<Ingest> {
    const change = await this.#ports.ingests.replace(viewer, expected, record);
    return this.#shown(viewer, this.#done(change, record.ingest.id));
  }

  async #shown(viewer: Viewer, record: IngestRecord): Promise<Ingest> {
    const { ingest } = record;
    const progress = this.#runner.progressOf(ingest.id);
    const state: IngestState =
      ingest.state.kind === 'running' ? { kind: 'running', progress } : ingest.state;
    return sightOf(ingest, { sights: await this.#sights(viewer, record), state });
  }

  async #sights(viewer: Viewer, record: IngestRecord): Promise<Map<string, TableSight>> {
    const { datasets } = await this.#ports.documents.contracts(viewer);
    const sights = record.ingest.tables.flatMap(({ id, mapping }): [string, TableSight][] => {
      if (!('mapping' in mapping)) return [];
      const { dataset } = mapping.mapping;
      const contract: OdcsDocument | undefined =
        record.contracts[dataset] ?? datasets.find((one) => one.id === dataset)?.document;
      const hidden = hiddenColumns({ contract, mapping: mapping.mapping }, viewer);
      const own = contract && contractFactsOf(contract).class;
      return [[id, { hidden, class: own ?? DataClass.enum.internal }]];
    });
    return new Map(sights);
  }
}
