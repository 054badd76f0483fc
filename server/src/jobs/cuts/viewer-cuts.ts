import { createHash } from 'node:crypto';
import {
  BadaError,
  canonicalJson,
  type DataCut,
  isRuled,
  type Manifest,
  type ManifestDataset,
  permissionClass,
  type RuledDataset,
  seesClass,
  type Viewer,
} from '@bada/shared';
import type { ContractFacts } from '@bada/shared/catalogue';
import type { CutFile, CutFiles } from './cut-files.ts';

/** What cuts are made of. */
export interface ViewerCutsOptions {
  readonly files: CutFiles;
  readonly manifests: {
    current(): Promise<Manifest>;
    byId(id: string): Promise<Manifest>;
  };
  /** The newest contract of each dataset; the same list until one changes. */
  readonly contracts: (viewer: Viewer) => Promise<readonly ContractFacts[]>;
  /** Told of a cut that could not be made; the dataset is out for those who would get it. */
  readonly onTrouble: (dataset: string, error: unknown) => void;
}

/** Most viewers' manifests that are remembered per state of the contracts. */
const MAX_KEPT = 500;

function ruledBy(
  { ownerDepartment, columns }: ManifestDataset,
  facts: ContractFacts | undefined,
): RuledDataset {
  if (!facts) return { ownerDepartment };
  const known = new Set(facts.columns.map(({ name }) => name));
  // What the contract in force does not speak of is judged by nobody any more.
  const unknown = known.size === 0 ? [] : columns.filter(({ name }) => !known.has(name));
  return {
    ownerDepartment: facts.ownerDepartment ?? ownerDepartment,
    access: facts.access,
    columns: [
      ...facts.columns.filter(({ name }) => columns.some((column) => column.name === name)),
      ...unknown.map(({ name }) => ({ name, classification: 'restricted' as const })),
    ],
  };
}

function factsOf(contracts: readonly ContractFacts[], id: string): ContractFacts | undefined {
  return contracts.find((one) => one.id === id);
}

/** Manifests as viewers see them: datasets of which a viewer does not see all stand in them as the cut of his
 * permission class. Rules are those of today, whatever the age of the manifest. */
export class ViewerCuts {
  readonly #options: ViewerCutsOptions;
  #kept: { contracts: readonly ContractFacts[]; manifests: Map<string, Manifest> } | undefined;

  constructor(options: ViewerCutsOptions) {
    this.#options = options;
  }

  /** A manifest, else the current one, as a viewer sees it.
   * @throws BadaError `manifest.not-found` */
  async manifest(viewer: Viewer, id?: string): Promise<Manifest> {
    const { manifests } = this.#options;
    const whole = await (id ? manifests.byId(id) : manifests.current());
    const contracts = await this.#options.contracts(viewer);
    const cuts = whole.datasets.map((dataset) => {
      const facts = factsOf(contracts, dataset.id);
      // What a viewer may not see at all is refused by its class; no cut of it is made.
      const isSeen = [dataset.class, facts?.class ?? 'open'].every((one) => seesClass(viewer, one));
      return isSeen ? permissionClass(viewer, ruledBy(dataset, facts)) : undefined;
    });
    if (cuts.every((cut) => cut === undefined)) return whole;
    const entries = await Promise.all(
      whole.datasets.map((dataset, at) => this.#entry(dataset, cuts[at])),
    );
    const datasets = entries.filter((entry) => entry !== undefined);
    const keys = datasets.map(({ id: dataset, cut: own }) => [dataset, own?.key ?? null]);
    const cut = createHash('sha256').update(canonicalJson(keys)).digest('hex');
    const name = `${whole.id} ${cut}`;
    // The same object for the same content, so that what is worked out of it is worked out once.
    const kept = this.#keptFor(contracts);
    const made = kept.get(name) ?? { ...whole, datasets, cut };
    kept.delete(name);
    kept.set(name, made);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return made;
  }

  /** What rules keep from a viewer of a dataset today; classes of columns aside. */
  async ruled(viewer: Viewer, dataset: string): Promise<boolean> {
    const facts = factsOf(await this.#options.contracts(viewer), dataset);
    const { ownerDepartment = '', access } = facts ?? {};
    const cut = permissionClass(viewer, { ownerDepartment, access });
    return cut !== undefined && isRuled(cut);
  }

  /** Ids of the datasets of which rules keep something from a viewer today. */
  async ruledDatasets(viewer: Viewer): Promise<string[]> {
    const contracts = await this.#options.contracts(viewer);
    const ruled = await Promise.all(contracts.map(({ id }) => this.ruled(viewer, id)));
    return contracts.flatMap(({ id }, at) => (ruled[at] ? [id] : []));
  }

  /** @throws BadaError `dataset.cut` for something that was found out over rows or columns that the viewer does not see */
  async refuseCut(viewer: Viewer, dataset: string): Promise<void> {
    if (await this.ruled(viewer, dataset)) throw new BadaError('dataset.cut', { id: dataset });
  }

  /** Whether a viewer sees all of a version today. */
  async isWhole(viewer: Viewer, dataset: ManifestDataset): Promise<boolean> {
    return (await this.#cutOf(viewer, dataset)) === undefined;
  }

  /** Whether the contract in force tells people apart, so that no cache may give one's file to another. */
  async tellsApart(viewer: Viewer, dataset: string): Promise<boolean> {
    const facts = factsOf(await this.#options.contracts(viewer), dataset);
    return facts?.access !== undefined || !!facts?.columns.some((one) => one.classification);
  }

  /** Path of a file of a cut, for those whose cut it is today. */
  async pathOf(viewer: Viewer, hash: string): Promise<CutFile | undefined> {
    for (const found of await this.#options.files.find(hash)) {
      const own = await this.#cutOf(viewer, found.dataset);
      if (own && canonicalJson(own) === canonicalJson(found.dataset.cut?.of)) return found;
    }
    return undefined;
  }

  async #cutOf(viewer: Viewer, dataset: ManifestDataset): Promise<DataCut | undefined> {
    const contracts = await this.#options.contracts(viewer);
    return permissionClass(viewer, ruledBy(dataset, factsOf(contracts, dataset.id)));
  }

  #keptFor(contracts: readonly ContractFacts[]): Map<string, Manifest> {
    if (this.#kept?.contracts !== contracts) this.#kept = { contracts, manifests: new Map() };
    return this.#kept.manifests;
  }

  async #entry(
    dataset: ManifestDataset,
    cut: DataCut | undefined,
  ): Promise<ManifestDataset | undefined> {
    if (!cut) return dataset;
    try {
      return await this.#options.files.entry(dataset, cut);
    } catch (error) {
      this.#options.onTrouble(dataset.id, error);
      return undefined;
    }
  }
}
