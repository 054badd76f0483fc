import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  currentManifest,
  loadQualityPolicy,
  previewBrought,
  type VersionPreview,
} from '@bada/data/build';
import {
  BadaError,
  baseFile,
  type DataClass,
  errorText,
  schemaChangeText,
  type Viewer,
} from '@bada/shared';
import type { PublicationPreview } from '@bada/shared/intake';
import { type IngestContracts, resultsOf } from './contracts.ts';
import type { IngestFolders } from './folders.ts';
import { gateOf } from './gate-words.ts';
import type { IngestPorts, IngestRecord } from './ports.ts';
import { datasetGroups, openFields, type Prepared, prepareDataset } from './prepared.ts';
import { type HiddenColumns, hiddenColumns } from './view.ts';

type DatasetPreview = PublicationPreview['datasets'][number];

/** Rows told of each rule that fails. */
const EXAMPLES = 3;
/** Odd totals that are told. */
const ANOMALIES = 10;
const MOST_KEPT = 20;

/** Of a dataset whose rows one may not see. */
const EVERYTHING: HiddenColumns = { size: Number.POSITIVE_INFINITY, has: () => true };

/** Who asks about what. */
interface Asking {
  readonly viewer: Viewer;
  readonly record: IngestRecord;
  /** Whether rows of a class may be seen. */
  readonly sees: (dataClass: DataClass, dataset: string) => boolean;
  /** Aborted when the one who asks goes away. */
  readonly signal: AbortSignal;
}

/** A preview that is worked out, or was, with those who wait for it. */
interface Working {
  readonly result: Promise<PublicationPreview>;
  readonly stop: AbortController;
  waiting: number;
}

function refused(dataset: string, error: unknown): DatasetPreview {
  if (!(error instanceof BadaError)) throw error;
  const { code, params } = error;
  return { state: 'refused', dataset, failure: { code, ...errorText(code, params) } };
}

/** Whether a promise has not come to its end yet. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open');
  return (await Promise.race([promise.catch(() => undefined), Promise.resolve(open)])) === open;
}

function judgedOf(preview: VersionPreview, hidesAny: boolean): DatasetPreview {
  const { contract, dataset, against, verdict, report, drift, failing, personal } = preview;
  const { anomalies } = report;
  return {
    state: 'judged',
    dataset: dataset.id,
    against: against?.version ?? null,
    rows: { before: against ? baseFile(against).rows : null, after: report.rows },
    gate: gateOf(verdict, contract),
    examples: failing.map(({ rule, rowNumber, key, value }) => {
      return { rule, row: rowNumber, key: [...key], value };
    }),
    drift: drift.map((one) => ({ text: schemaChangeText(one), breaking: one.breaking })),
    personal: [...personal],
    grain: dataset.grain,
    anomalies: {
      count: anomalies.length,
      first: hidesAny ? [] : anomalies.slice(0, ANOMALIES),
    },
  };
}

/** Says what publishing an ingest would lead to, without publishing it. The same question is worked out once, and given
 * up when nobody waits for it any more. */
export class IngestPreviewer {
  readonly #ports: IngestPorts;
  readonly #folders: IngestFolders;
  readonly #contracts: IngestContracts;
  readonly #known = new Map<string, Working>();
  #seen: unknown;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(ports: IngestPorts, folders: IngestFolders, contracts: IngestContracts) {
    this.#ports = ports;
    this.#folders = folders;
    this.#contracts = contracts;
  }

  /** What publishing all tables that ran would lead to now. */
  async preview(asking: Asking): Promise<PublicationPreview> {
    const { viewer, record } = asking;
    const manifest = (await currentManifest(this.#ports.home))?.id ?? '';
    const { id, version } = record.ingest;
    // The store gives another object when a contract was added.
    const contracts = await this.#ports.documents.contracts(viewer);
    if (contracts !== this.#seen) this.#known.clear();
    this.#seen = contracts;
    const { roles, departments } = viewer;
    const asker = [viewer.id, viewer.class, ...roles, ...departments];
    const key = [id, version, manifest, ...asker].join(' ');
    const known = this.#known.get(key);
    return this.#wait(key, known ?? this.#begin(key, asking), asking.signal);
  }

  #begin(key: string, asking: Asking): Working {
    const stop = new AbortController();
    // One at a time: each takes as much memory as publishing does.
    const result = this.#tail.then(() => this.#work({ ...asking, signal: stop.signal }));
    this.#tail = result.catch(() => undefined);
    const working = { result, stop, waiting: 0 };
    this.#known.set(key, working);
    result.catch(() => this.#forget(key, working));
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_KEPT && oldest !== undefined) this.#known.delete(oldest);
    return working;
  }

  #forget(key: string, working: Working): void {
    if (this.#known.get(key) === working) this.#known.delete(key);
  }

  async #wait(key: string, working: Working, signal: AbortSignal): Promise<PublicationPreview> {
    signal.throwIfAborted();
    working.waiting += 1;
    const left = Promise.withResolvers<never>();
    const leave = () => left.reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([working.result, left.promise]);
    } finally {
      signal.removeEventListener('abort', leave);
      working.waiting -= 1;
      if (working.waiting === 0 && signal.aborted) {
        // Whoever asks next begins anew and does not get what is being given up.
        if (await isPending(working.result)) this.#forget(key, working);
        working.stop.abort(new Error('nobody waits for the preview', { cause: signal.reason }));
      }
    }
  }

  async #work({ viewer, record, sees, signal }: Asking): Promise<PublicationPreview> {
    signal.throwIfAborted();
    const tables = resultsOf(record).map(({ table }) => table);
    const sources = { folders: this.#folders, contracts: this.#contracts };
    const prepared: Prepared[] = [];
    const others: DatasetPreview[] = [];
    for (const group of datasetGroups(record, tables)) {
      const [dataset, [first = '']] = group;
      try {
        const { document } = await this.#contracts.find(viewer, record, first);
        const fields = openFields(document);
        if (fields.length > 0) others.push({ state: 'open', dataset, fields });
        else prepared.push(await prepareDataset(sources, { viewer, record }, group));
      } catch (error) {
        others.push(refused(dataset, error));
      }
    }
    const { manifest, datasets } = await this.#judge({ viewer, sees, signal }, prepared);
    return { manifest, datasets: [...datasets, ...others] };
  }

  async #judge(
    { viewer, sees, signal }: Omit<Asking, 'record'>,
    prepared: readonly Prepared[],
  ): Promise<PublicationPreview> {
    const { home, data, clock } = this.#ports;
    const scratch = await this.#folders.preview();
    const hidden = new Map<string, HiddenColumns>(
      prepared.map(({ document, brought }) => {
        const mapping = brought.tables[0]?.mapping;
        const columns = hiddenColumns({ contract: document, mapping }, viewer);
        return [document.id, sees(brought.contract.class, document.id) ? columns : EVERYTHING];
      }),
    );
    try {
      const { manifest, datasets } = await previewBrought({
        home,
        scratch,
        datasets: prepared.map(({ brought }) => brought),
        policy: await loadQualityPolicy(join(data, 'quality')),
        at: clock().toISOString(),
        limit: EXAMPLES,
        signal,
        hidden: (dataset, column) => hidden.get(dataset)?.has(column) ?? true,
      });
      const judged = datasets.map((one) =>
        judgedOf(one, (hidden.get(one.dataset.id)?.size ?? 1) > 0),
      );
      return { manifest: manifest?.id ?? null, datasets: judged };
    } catch (error) {
      const manifest = (await currentManifest(home))?.id ?? null;
      return { manifest, datasets: prepared.map(({ document }) => refused(document.id, error)) };
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
}
