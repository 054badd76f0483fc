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
  readonly sees: (dataClass: DataClass) => boolean;
}

function refused(dataset: string, error: unknown): DatasetPreview {
  if (!(error instanceof BadaError)) throw error;
  const { code, params } = error;
  return { state: 'refused', dataset, failure: { code, ...errorText(code, params) } };
}

function judgedOf(preview: VersionPreview, hidesAny: boolean): DatasetPreview {
  const { contract, dataset, against, verdict, report, drift, failing } = preview;
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
    grain: dataset.grain,
    anomalies: {
      count: anomalies.length,
      first: hidesAny ? [] : anomalies.slice(0, ANOMALIES),
    },
  };
}

/** Says what publishing an ingest would lead to, without publishing it. The same question is worked out once. */
export class IngestPreviewer {
  readonly #ports: IngestPorts;
  readonly #folders: IngestFolders;
  readonly #contracts: IngestContracts;
  readonly #known = new Map<string, Promise<PublicationPreview>>();
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
    const key = [id, version, manifest, viewer.id, viewer.class].join(' ');
    const known = this.#known.get(key);
    if (known) return known;
    // One at a time: each takes as much memory as publishing does.
    const working = this.#tail.then(() => this.#work(asking));
    this.#tail = working.catch(() => undefined);
    this.#known.set(key, working);
    working.catch(() => this.#known.delete(key));
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_KEPT && oldest !== undefined) this.#known.delete(oldest);
    return working;
  }

  async #work({ viewer, record, sees }: Asking): Promise<PublicationPreview> {
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
    const { manifest, datasets } = await this.#judge({ viewer, sees }, prepared);
    return { manifest, datasets: [...datasets, ...others] };
  }

  async #judge(
    { viewer, sees }: Pick<Asking, 'viewer' | 'sees'>,
    prepared: readonly Prepared[],
  ): Promise<PublicationPreview> {
    const { home, data, clock } = this.#ports;
    const scratch = await this.#folders.preview();
    const hidden = new Map<string, HiddenColumns>(
      prepared.map(({ document, brought }) => {
        const mapping = brought.tables[0]?.mapping;
        const columns = hiddenColumns({ contract: document, mapping }, viewer);
        return [document.id, sees(brought.contract.class) ? columns : EVERYTHING];
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
