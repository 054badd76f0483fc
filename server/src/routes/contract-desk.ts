import {
  BadaError,
  canonicalJson,
  type DataClass,
  parseDatasetContract,
  type SmallCells,
} from '@bada/shared';
import {
  type ContractState,
  checkContract,
  contractChanges,
  contractDocument,
  contractVersionNumber,
  contractVersionText,
  type DatasetNode,
  isSameStructure,
  metadataOf,
  type OdcsDocument,
  withMetadata,
} from '@bada/shared/catalogue';
import { refusePersonalUnder } from '@bada/shared/intake';
import type { Context } from 'hono';
import { stringify } from 'yaml';
import type { DocumentVersion } from '../store/document-versions.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import { matchTags } from './conditional.ts';
import type { AppEnv } from './registry.ts';
import type { Services } from './services.ts';

/** A contract with its history, as it lies on the desk. */
export interface ContractFile {
  readonly node: DatasetNode;
  /** The contract in full, as it stands. */
  readonly document: OdcsDocument;
  /** Number of the stored version, which is its tag; 0 while none is stored. */
  readonly number: number;
  /** Stored versions, the newest first. */
  readonly versions: readonly DocumentVersion[];
}

/** A contract's text, whichever way it was sent. */
export function textOf(edit: { document: OdcsDocument } | { yaml: string }): string {
  return 'yaml' in edit ? edit.yaml : stringify(edit.document);
}

/** Version numbers that a writer holds. */
function expectedBy(header: string | undefined): 'any' | number[] {
  if (header === undefined) throw new BadaError('contract.precondition-required');
  const tags = matchTags(header);
  return tags === 'any' ? 'any' : tags.filter((tag) => /^\d{1,12}$/.test(tag)).map(Number);
}

/** The document that a text is.
 * @throws BadaError `contract.not-valid` with the first problem */
function understood(text: string): OdcsDocument {
  const { problems, document } = checkContract(text);
  if (document) return document;
  const [first] = problems;
  const { line = 1, where = '', message = '' } = first ?? {};
  throw new BadaError('contract.not-valid', { line, where, what: message });
}

/** Where contracts are opened, checked and stored. */
export class ContractDesk {
  readonly #services: Services;
  readonly #catalogue: CatalogueSource;

  constructor(services: Services, catalogue: CatalogueSource) {
    this.#services = services;
    this.#catalogue = catalogue;
  }

  /** @throws BadaError `dataset.not-found`, `access.denied` where the dataset may not be read */
  async open(c: Context<AppEnv>, id: string): Promise<ContractFile> {
    const viewer = c.get('viewer');
    const { node } = await this.#catalogue.dataset(viewer, id);
    c.get('demand')('read', { kind: 'extract', class: node.class });
    const { contracts } = await this.#catalogue.view(viewer);
    const versions = await this.#services.store.documentVersions.list(viewer, 'contract', id);
    const facts = contracts.find((one) => one.id === id);
    return {
      node,
      document: contractDocument(node, facts),
      number: versions[0]?.version ?? 0,
      versions,
    };
  }

  /** A contract for its readers. */
  state(c: Context<AppEnv>, { node, document, versions }: ContractFile): ContractState {
    const may = c.get('may');
    const [newest] = versions;
    return {
      version: document.version,
      at: newest?.createdAt ?? null,
      author: newest?.owner ?? 'system',
      reason: newest?.reason ?? null,
      document,
      metadata: metadataOf(document),
      mayEdit: may('update', { kind: 'dataset', department: node.owner.code }),
      mayReclassify: may('update', { kind: 'classification' }),
    };
  }

  /** Stores a new version; a changed class takes the dataset's files along.
   * @throws BadaError `contract.not-valid`, `contract.structure`, `contract.unchanged`,
   * `contract.conflict`, `contract.precondition-required` */
  async save(
    c: Context<AppEnv>,
    file: ContractFile,
    { text, reason }: { text: string; reason: string },
  ): Promise<ContractFile> {
    const viewer = c.get('viewer');
    const { id } = file.node;
    const expected = expectedBy(c.req.header('if-match'));
    if (expected !== 'any' && !expected.includes(file.number)) this.#refuse(c, file.number);
    const document = understood(text);
    if (!isSameStructure(file.document, document)) throw new BadaError('contract.structure');
    if (contractChanges(file.document, document).length === 0) {
      throw new BadaError('contract.unchanged');
    }
    const metadata = metadataOf(document);
    await this.#knownOwner(c, file, metadata.ownerDepartment);
    const reclassified = metadata.class !== file.node.class;
    if (reclassified) {
      c.get('demand')('update', { kind: 'classification' });
      await this.#personalUnder(id, metadata.class);
    }
    this.#demandForAccess(c, file, document);
    await this.#applySmallCells(c, file, document);
    const appended = await this.#services.store.documentVersions.append(viewer, {
      kind: 'contract',
      id,
      expected: [file.number],
      least: (contractVersionNumber(file.document.version) ?? 0) + 1,
      department: metadata.ownerDepartment,
      reason: reason === '' ? null : reason,
      body: (version) => ({ ...document, version: contractVersionText(version) }),
    });
    if (appended.kind === 'conflict') this.#refuse(c, appended.current);
    const { versions, quality, manifests } = this.#services;
    if (reclassified) {
      const manifest = await versions.reclassify(viewer, { dataset: id }, metadata.class);
      await quality.syncTasks(manifest);
    } else if (metadata.ownerDepartment !== file.node.owner.code) {
      await quality.syncTasks(await manifests.current());
    }
    return this.open(c, id);
  }

  /** What a version holds of persons' data stays in a class that may hold it. */
  async #personalUnder(dataset: string, dataClass: DataClass): Promise<void> {
    const { datasets } = await this.#services.manifests.current();
    const intake = datasets.find(({ id }) => id === dataset)?.intake ?? [];
    const published = intake.flatMap(({ personal = [] }) => personal);
    refusePersonalUnder(dataClass, { dataset, published });
  }

  /** A changed rule on small counts is the steward's to decide, as the class is; its files are made before it is said. */
  async #applySmallCells(c: Context<AppEnv>, file: ContractFile, document: OdcsDocument) {
    const contract = parseDatasetContract(stringify(document), file.node.id);
    const before = parseDatasetContract(stringify(file.document), file.node.id);
    const isCut = file.node.smallCells?.cut ?? contract.smallCells === undefined;
    if (isCut && canonicalJson(before.smallCells) === canonicalJson(contract.smallCells)) return;
    c.get('demand')('update', { kind: 'classification' });
    if (!contract.smallCells) return;
    const { versions, quality } = this.#services;
    const dataset = file.node.id;
    await quality.syncTasks(await versions.recut(c.get('viewer'), { dataset }, contract));
  }

  /** How many rows a rule would hide of the version in force; nothing is stored.
   * @throws BadaError `contract.not-valid` */
  async forecast(c: Context<AppEnv>, { node, document }: ContractFile, smallCells: SmallCells) {
    c.get('demand')('update', { kind: 'classification' });
    const ruled = withMetadata(document, { ...metadataOf(document), smallCells });
    const contract = parseDatasetContract(stringify(understood(stringify(ruled))), node.id);
    return this.#services.versions.forecast(c.get('viewer'), node.id, contract);
  }

  /** Who sees which rows and columns is the steward's to decide; it holds from the moment it is stored. */
  #demandForAccess(
    c: Context<AppEnv>,
    { node, document: before }: ContractFile,
    after: OdcsDocument,
  ) {
    const rulesOf = (document: OdcsDocument) => {
      const { access, columns } = parseDatasetContract(stringify(document), node.id);
      const classes = columns.map(({ name, classification = null }) => [name, classification]);
      return canonicalJson({ access: access ?? null, classes });
    };
    if (rulesOf(before) !== rulesOf(after)) c.get('demand')('update', { kind: 'classification' });
  }

  /** A refused writer learns the current tag, to load and merge. */
  #refuse(c: Context<AppEnv>, current: number): never {
    c.header('ETag', `"${current}"`);
    throw new BadaError('contract.conflict');
  }

  async #knownOwner(c: Context<AppEnv>, { node }: ContractFile, code: string): Promise<void> {
    if (code === node.owner.code) return;
    const { departments } = await this.#services.store.documents.contracts(c.get('viewer'));
    if (departments.some((one) => one.code === code && one.to === undefined)) return;
    const what = { ko: '없는 부서입니다', en: 'no such department' };
    throw new BadaError('contract.not-valid', { line: 1, where: 'ownerDepartment', what });
  }
}
