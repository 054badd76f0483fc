import { join } from 'node:path';
import { BadaError, errorText } from '@bada/shared';
import type {
  Ingest,
  IngestFailure,
  IngestProgress,
  IngestResult,
  IngestState,
  IngestTable,
  Mapping,
} from '@bada/shared/intake';
import type { IngestFolders } from './folders.ts';
import type { IngestOutcome } from './ingest-task.ts';
import { runInThread } from './ingest-thread.ts';
import type { IngestPorts, IngestRecord } from './ports.ts';

const WAITING: IngestProgress = { phase: 'waiting', table: '', percent: 0 };

/** A file with other tables or read options, to be looked into. */
export type Look = Pick<Ingest, 'id' | 'file' | 'read' | 'tables'>;

type Inspected = Extract<IngestOutcome, { kind: 'inspected' }>;

function mappingOf({ mapping }: IngestTable): Mapping | undefined {
  return mapping.kind === 'known' || mapping.kind === 'edited' ? mapping.mapping : undefined;
}

/** Mappings by place of the table, for those that are to be taken in. */
export function planOf(tables: readonly IngestTable[]): [number, Mapping][] {
  return tables.flatMap((table): [number, Mapping][] => {
    const mapping = mappingOf(table);
    return mapping ? [[Number(table.id), mapping]] : [];
  });
}

function decisionsOf(tables: readonly IngestTable[]): [number, Mapping | null][] {
  return tables.flatMap(({ id, mapping }): [number, Mapping | null][] => {
    if (mapping.kind === 'edited') return [[Number(id), mapping.mapping]];
    return mapping.kind === 'skipped' ? [[Number(id), null]] : [];
  });
}

/** Whether a file needs no hand: every table that holds something is known, and nothing about it is in doubt. */
function needsNoHand(tables: readonly IngestTable[]): boolean {
  const filled = tables.filter(({ mapping }) => mapping.kind !== 'none');
  const isClear = ({ mapping, preview, personal }: IngestTable) =>
    mapping.kind === 'known' && preview !== null && !personal.some(({ blocks }) => blocks);
  return filled.length > 0 && filled.every(isClear);
}

function failureOf(error: unknown, during: IngestFailure['during']): IngestFailure {
  const { code, params } = error instanceof BadaError ? error : new BadaError('server.internal');
  return { code, ...errorText(code, params), during };
}

function isCancelled(error: unknown): boolean {
  return error instanceof BadaError && error.code === 'ingest.cancelled';
}

/** Does the long work of ingests, one file at a time, and moves their states on. */
export class IngestRunner {
  readonly #ports: IngestPorts;
  readonly #folders: IngestFolders;
  readonly #active = new Map<string, AbortController>();
  readonly #progress = new Map<string, IngestProgress>();
  #tail: Promise<void> = Promise.resolve();
  #isClosing = false;

  constructor(ports: IngestPorts, folders: IngestFolders) {
    this.#ports = ports;
    this.#folders = folders;
  }

  /** Goes on with an ingest in the state it is in, when its turn comes. */
  enqueue(id: string): void {
    this.#tail = this.#tail.then(() => this.#work(id));
  }

  /** How far a run is. */
  progressOf(id: string): IngestProgress {
    return this.#progress.get(id) ?? WAITING;
  }

  /** Stops what is being done on an ingest. */
  stop(id: string): void {
    this.#active.get(id)?.abort();
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    let tail: Promise<void>;
    do {
      tail = this.#tail;
      await tail;
    } while (tail !== this.#tail);
  }

  /** Stops everything; states stay, so that the next start goes on. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const controller of this.#active.values()) controller.abort();
    await this.idle();
  }

  /** Looks into a file with the decisions that its tables hold.
   * @throws BadaError `read.*` */
  async inspect(
    look: Look,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Inspected> {
    const { documents, system, data } = this.#ports;
    const decided = decisionsOf(look.tables);
    // What a person wrote for one table fits its sisters too.
    const own = decided.flatMap(([, mapping]) => mapping ?? []);
    const kept = (await documents.mappings(system)).filter(({ id }) =>
      own.every((one) => one.id !== id),
    );
    const unique = [...new Map(own.map((mapping) => [mapping.id, mapping])).values()];
    const scratch = await this.#folders.scratch(look.id);
    try {
      const outcome = await runInThread(
        {
          kind: 'inspect',
          path: this.#folders.input(look.id, look.file.name),
          read: look.read,
          mappings: [...kept, ...unique],
          decided,
          scratch,
          crosswalk: join(data, 'crosswalk', 'places.csv'),
          districts: join(data, 'sources', 'districts', 'districts.geojson'),
        },
        { signal, onProgress: () => undefined },
      );
      if (outcome.kind !== 'inspected') throw new Error('the thread did another task');
      return outcome;
    } finally {
      await this.#folders.clear(look.id);
    }
  }

  /** Changes an ingest that is in one of these states; undefined when it is not, or gone. */
  async #advance(
    id: string,
    from: readonly IngestState['kind'][],
    next: (ingest: Ingest) => Partial<Ingest>,
  ): Promise<IngestRecord | undefined> {
    const { ingests, system } = this.#ports;
    for (;;) {
      const record = await ingests.find(system, id);
      if (!record || !from.includes(record.ingest.state.kind)) return undefined;
      const ingest = { ...record.ingest, ...next(record.ingest) };
      const change = await ingests.replace(system, [ingest.version], { ...record, ingest });
      if (change.kind === 'done') return change.record;
      if (change.kind === 'missing') return undefined;
    }
  }

  async #work(id: string): Promise<void> {
    if (this.#isClosing) return;
    const controller = new AbortController();
    this.#active.set(id, controller);
    try {
      await this.#folders.take(id);
      await this.#folders.clear(id);
      await this.#read(id, controller.signal);
      await this.#run(id, controller.signal);
    } catch (error) {
      this.#ports.onTrouble(`ingest ${id}`, error);
    } finally {
      this.#active.delete(id);
      this.#progress.delete(id);
    }
  }

  async #read(id: string, signal: AbortSignal): Promise<void> {
    const began = await this.#advance(id, ['received', 'reading'], () => ({
      state: { kind: 'reading' },
    }));
    if (!began) return;
    try {
      const found = await this.inspect(began.ingest, signal);
      await this.#advance(id, ['reading'], (ingest) => readIngest(ingest, found));
    } catch (error) {
      await this.#fail(id, 'reading', error);
    }
  }

  async #run(id: string, signal: AbortSignal): Promise<void> {
    const { ingests, documents, system, data } = this.#ports;
    const record = await ingests.find(system, id);
    if (record?.ingest.state.kind !== 'running') return;
    const { file, read, tables } = record.ingest;
    const plan = planOf(tables);
    const planned = new Set(plan.map(([, mapping]) => mapping.id));
    const others = (await documents.mappings(system)).filter((one) => !planned.has(one.id));
    try {
      const outcome = await runInThread(
        {
          kind: 'run',
          path: this.#folders.input(id, file.name),
          read,
          mappings: [...others, ...new Map(plan.map(([, one]) => [one.id, one])).values()],
          plan,
          output: this.#folders.results(id),
          crosswalk: join(data, 'crosswalk', 'places.csv'),
          districts: join(data, 'sources', 'districts', 'districts.geojson'),
        },
        { signal, onProgress: (progress) => this.#progress.set(id, progress) },
      );
      if (outcome.kind !== 'ran') throw new Error('the thread did another task');
      const results = outcome.results.map((one): IngestResult => ({ ...one, class: 'internal' }));
      await this.#advance(id, ['running'], () => ({ state: { kind: 'done', results } }));
    } catch (error) {
      await this.#fail(id, 'running', error);
    }
  }

  async #fail(id: string, during: IngestFailure['during'], error: unknown): Promise<void> {
    if (this.#isClosing) return;
    if (!(error instanceof BadaError)) this.#ports.onTrouble(`ingest ${id}`, error);
    const state: IngestState = isCancelled(error)
      ? { kind: 'cancelled' }
      : { kind: 'failed', failure: failureOf(error, during) };
    await this.#advance(id, [during], () => ({ state }));
  }
}

/** An ingest after its file was read: ready for a person, or on its way when none is needed. */
function readIngest(ingest: Ingest, found: Inspected): Partial<Ingest> {
  const { format, encoding, tables } = found;
  const file = { ...ingest.file, format, ...(encoding === undefined ? {} : { encoding }) };
  const running: IngestState = { kind: 'running', progress: WAITING };
  return { file, tables, state: needsNoHand(tables) ? running : { kind: 'ready' } };
}
