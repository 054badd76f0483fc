import {
  canonicalJson,
  type Department,
  Indicator,
  type IsoDate,
  Organisation,
  type StandardTerm,
  StandardTerms,
  Strategies,
  type Strategy,
  type Viewer,
} from '@bada/shared';
import { type ContractFacts, contractFacts, OdcsDocument } from '@bada/shared/catalogue';
import { definitionNumber } from '@bada/shared/definitions';
import { Mapping } from '@bada/shared/intake';
import type { Kysely } from 'kysely';
import { type Definition, definitionsOf, offered, versionsInOrder } from './definitions.ts';
import type { Database } from './schema.ts';

/** Kinds of versioned documents. */
export type DocumentKind =
  | 'indicator'
  | 'organisation'
  | 'contract'
  | 'terms'
  | 'mapping'
  | 'strategies';

/** What came of a version that was to be added. `differs`: the store took over this very version from
 * the same hand before, with another content, and keeps that. */
export type Addition = 'added' | 'kept' | 'differs';

/** A version of a document to be stored. */
export interface NewDocument {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly version: number;
  readonly department: string | null;
  /** Plain data, stored as JSON. */
  readonly body: unknown;
}

/** Contracts as they stand at one revision of the store on one day. */
export interface Contracts {
  /** Every version, the one in force of each id first, ids in alphabetical order. */
  readonly versions: readonly Indicator[];
  /** The version in force of each that is offered. */
  readonly indicators: readonly Indicator[];
  /** Every indicator with its approved states, ids in alphabetical order. */
  readonly definitions: readonly Definition[];
  readonly departments: readonly Department[];
  readonly strategies: readonly Strategy[];
  /** The newest contract of each dataset. */
  readonly datasets: readonly ContractFacts[];
  /** The standard terms that columns are held against. */
  readonly terms: readonly StandardTerm[];
}

/** Bodies by kind, as the code of today reads them: what it adds by default makes no difference. */
const SHAPES = {
  indicator: Indicator,
  organisation: Organisation,
  contract: OdcsDocument,
  terms: StandardTerms,
  strategies: Strategies,
  mapping: Mapping,
} satisfies Record<DocumentKind, unknown>;

function isSame(kind: DocumentKind, a: unknown, b: unknown): boolean {
  const shape = SHAPES[kind];
  return canonicalJson(shape.parse(a)) === canonicalJson(shape.parse(b));
}

/** The first of each id, where the newest comes first. */
function newestOfEach<T extends { readonly id: string }>(documents: readonly T[]): T[] {
  return documents.filter(({ id }, at) => documents[at - 1]?.id !== id);
}

/** Versioned documents: contracts, indicators, mappings, the organisation, standard terms,
 * strategies. A version never changes. */
export class DocumentStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;
  readonly #today: () => IsoDate;
  #cached: { key: string; contracts: Contracts } | undefined;

  /** @param today the day on which a definition is in force or not */
  constructor(db: Kysely<Database>, clock: () => Date, today: () => IsoDate) {
    this.#db = db;
    this.#clock = clock;
    this.#today = today;
  }

  /** The day on which a definition is in force or not. */
  get today(): IsoDate {
    return this.#today();
  }

  /** Adds a version unless the store holds it or a later one. */
  async addVersion(viewer: Viewer, document: NewDocument): Promise<Addition> {
    const { kind, id, department, body } = document;
    // Texts of a definition change under one version; its states have numbers of their own.
    const version = kind === 'indicator' ? definitionNumber(document.version) : document.version;
    const newest = await this.#newest(kind, id);
    if (newest !== undefined && newest.version >= version) {
      const isOwn = newest.version === version && newest.owner === viewer.id;
      return isOwn && !isSame(kind, JSON.parse(newest.body), body) ? 'differs' : 'kept';
    }
    const row = {
      kind,
      id,
      version,
      department,
      body: JSON.stringify(body),
      owner: viewer.id,
      reason: null,
      release: null,
      created_at: this.#clock().toISOString(),
    };
    const added = await this.#db
      .insertInto('documents')
      .values(row)
      .onConflict((conflict) => conflict.columns(['kind', 'id', 'version']).doNothing())
      .returning('seq')
      .executeTakeFirst();
    return added === undefined ? 'kept' : 'added';
  }

  /** Body of the newest version of a document. */
  async newestBody(_viewer: Viewer, kind: DocumentKind, id: string): Promise<unknown> {
    const row = await this.#newest(kind, id);
    return row && JSON.parse(row.body);
  }

  /** All contracts, parsed; parsed again only when a document was added since, or on another day. */
  async contracts(_viewer: Viewer): Promise<Contracts> {
    const today = this.#today();
    const key = `${await this.#revision()} ${today}`;
    if (this.#cached?.key !== key) this.#cached = { key, contracts: await this.#read(today) };
    return this.#cached.contracts;
  }

  /** The newest version of each mapping, ordered by id. */
  async mappings(_viewer: Viewer): Promise<readonly Mapping[]> {
    const rows = await this.#db
      .selectFrom('documents')
      .select(['id', 'body'])
      .where('kind', '=', 'mapping')
      .orderBy('id')
      .orderBy('version', 'desc')
      .execute();
    return newestOfEach(rows).map(({ body }) => Mapping.parse(JSON.parse(body)));
  }

  #newest(kind: DocumentKind, id: string) {
    return this.#db
      .selectFrom('documents')
      .select(['version', 'owner', 'body'])
      .where('kind', '=', kind)
      .where('id', '=', id)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
  }

  /** Of several processes that add at once, the later number may come first: so they are counted, too. */
  async #revision(): Promise<string> {
    const query = this.#db
      .selectFrom('documents')
      .select(({ fn }) => [fn.max('seq').as('seq'), fn.countAll().as('count')]);
    const row = await query.executeTakeFirst();
    return `${row?.seq ?? 0} ${row?.count ?? 0}`;
  }

  async #read(today: IsoDate): Promise<Contracts> {
    const rows = await this.#db
      .selectFrom('documents')
      .selectAll()
      .where('kind', '!=', 'mapping')
      .orderBy('id')
      .orderBy('version', 'desc')
      .execute();
    const bodies = (kind: DocumentKind) =>
      rows.filter((row) => row.kind === kind).map((row): unknown => JSON.parse(row.body));
    const definitions = definitionsOf(
      rows.filter(({ kind }) => kind === 'indicator'),
      today,
    );
    const contracts = bodies('contract').map((body) => contractFacts(OdcsDocument.parse(body)));
    const [organisation] = bodies('organisation').map((body) => Organisation.parse(body));
    const [aims] = bodies('strategies').map((body) => Strategies.parse(body));
    const [glossary] = bodies('terms').map((body) => StandardTerms.parse(body));
    return {
      versions: versionsInOrder(definitions),
      indicators: offered(definitions),
      definitions,
      departments: organisation?.departments ?? [],
      strategies: aims?.strategies ?? [],
      datasets: newestOfEach(contracts),
      terms: glossary?.terms ?? [],
    };
  }
}
