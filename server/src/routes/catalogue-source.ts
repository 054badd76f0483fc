import {
  BadaError,
  DataClass,
  dataEnd,
  type Manifest,
  type StandardTerm,
  type Viewer,
} from '@bada/shared';
import {
  CatalogueIndex,
  type ContractFacts,
  catalogueGraph,
  type DatasetNode,
} from '@bada/shared/catalogue';
import type { Context } from 'hono';
import type { DatasetAt } from '../engine/dataset-tables.ts';
import { classJudge } from './judged-class.ts';
import type { Access, AppEnv } from './registry.ts';
import type { Services } from './services.ts';

const MAX_VIEWS = 24;

/** The catalogue as one manifest and one revision of the contracts make it. */
export interface CatalogueView {
  readonly manifest: Manifest;
  readonly nodes: readonly DatasetNode[];
  readonly contracts: readonly ContractFacts[];
  readonly terms: readonly StandardTerm[];
}

interface Kept {
  readonly view: CatalogueView;
  /** Revision of the contracts that it was made from. */
  readonly revision: object;
  /** Manifest whose classes were those of the day. */
  readonly current: string;
  readonly indexes: Map<string, VisibleCatalogue>;
}

/** The part of a catalogue that a viewer may see, with its search index. */
export interface VisibleCatalogue {
  readonly nodes: readonly DatasetNode[];
  readonly index: CatalogueIndex;
}

type Source = Pick<Services, 'store' | 'manifests' | 'cuts' | 'now'> & {
  readonly quality: Pick<Services['quality'], 'policy'>;
};

/** Draws the catalogue's graph and keeps it until the manifest or a contract changes. */
export class CatalogueSource {
  readonly #source: Source;
  readonly #kept = new Map<string, Kept>();

  constructor(source: Source) {
    this.#source = source;
  }

  /** The catalogue of what the viewer sees of a manifest, else of the current one.
   * @throws BadaError `manifest.not-found` */
  async view(viewer: Viewer, manifestId?: string): Promise<CatalogueView> {
    return (await this.#keep(viewer, manifestId)).view;
  }

  /** What the request's viewer may see of a catalogue; indexed once per set of classes.
   * @throws BadaError `manifest.not-found` */
  async visible(
    c: Context<AppEnv>,
    manifestId?: string,
  ): Promise<VisibleCatalogue & { readonly view: CatalogueView }> {
    const { view, indexes } = await this.#keep(c.get('viewer'), manifestId);
    const may = c.get('may');
    const classes = DataClass.options.filter((one) => may('read', { kind: 'extract', class: one }));
    const known = indexes.get(classes.join());
    if (known) return { ...known, view };
    const nodes = view.nodes.filter((node) => classes.includes(node.class));
    const made = { nodes, index: new CatalogueIndex(nodes) };
    indexes.set(classes.join(), made);
    return { ...made, view };
  }

  /** A dataset with the manifest it is taken from.
   * @throws BadaError `dataset.not-found`, `manifest.not-found` */
  async dataset(viewer: Viewer, id: string, manifestId?: string): Promise<DatasetAt> {
    const { manifest, nodes } = await this.view(viewer, manifestId);
    const node = nodes.find((one) => one.id === id);
    if (!node) throw new BadaError('dataset.not-found', { id });
    return { manifest, node };
  }

  /** The same for what leaves the department: a version that a rule on small counts did not cut stays.
   * @throws BadaError `dataset.not-found`, `manifest.not-found`, `dataset.small-cells` */
  async leaving(viewer: Viewer, id: string, manifestId?: string): Promise<DatasetAt> {
    const at = await this.dataset(viewer, id, manifestId);
    refuseUncut(at.node);
    return at;
  }

  /** The same with the manifest as it is, for what is found out over all rows and masks columns by class itself.
   * @throws BadaError `dataset.cut` where the viewer does not see all rows and columns, and as `leaving` */
  async whole(viewer: Viewer, id: string, manifestId?: string): Promise<DatasetAt> {
    const { node, manifest } = await this.leaving(viewer, id, manifestId);
    if (node.cut?.ruled) throw new BadaError('dataset.cut', { id });
    return { node, manifest: await this.#source.manifests.byId(manifest.id) };
  }

  async #keep(viewer: Viewer, manifestId?: string): Promise<Kept> {
    const { store, manifests, cuts, now, quality } = this.#source;
    const revision = await store.documents.contracts(viewer);
    const manifest = await cuts.manifest(viewer, manifestId);
    const current = await manifests.current();
    const name = `${manifest.id}/${manifest.cut ?? ''}`;
    const known = this.#kept.get(name);
    if (known?.revision === revision && known.current === current.id) return known;
    const { indicators, departments, datasets: contracts, terms } = revision;
    const evaluationDate = now ?? dataEnd(indicators, manifest);
    const classOf = await classJudge({ store, manifests }, viewer);
    const { formula } = await quality.policy();
    const input = {
      ...{ manifest, contracts, indicators, departments, evaluationDate, classOf },
      ...{ current, formula },
    };
    const view = { manifest, nodes: catalogueGraph(input), contracts, terms };
    const made = { view, revision, current: current.id, indexes: new Map() };
    this.#remember(name, made);
    return made;
  }

  #remember(id: string, kept: Kept): void {
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_VIEWS && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** @throws BadaError `dataset.small-cells` for a version with small counts that its contract hides */
export function refuseUncut({ id, smallCells }: DatasetNode): void {
  if (smallCells && !smallCells.cut) throw new BadaError('dataset.small-cells', { id });
}

/** Reading one dataset, at the manifest that the request names: allowed as its extract is. One that does not exist is asked for as the
 * highest class, so that a refusal tells nobody which datasets there are. */
export function datasetAccess(catalogue: CatalogueSource): Access {
  return {
    action: 'read',
    async resource(c, viewer) {
      const id = c.req.param('id') ?? '';
      const found = await catalogue
        .dataset(viewer, id, c.req.query('manifest'))
        .catch((error: unknown) => {
          if (error instanceof BadaError) return undefined;
          throw error;
        });
      return { kind: 'extract', class: found?.node.class ?? 'restricted' };
    },
  };
}
