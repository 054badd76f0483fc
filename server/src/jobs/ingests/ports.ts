import type { Department, Manifest, StandardTerm, Viewer } from '@bada/shared';
import type { ContractFacts, OdcsDocument } from '@bada/shared/catalogue';
import type { Ingest, IngestState, Mapping } from '@bada/shared/intake';

/** An ingest with the contracts that people wrote for its datasets. */
export interface IngestRecord {
  readonly ingest: Ingest;
  readonly contracts: Readonly<Record<string, OdcsDocument>>;
}

/** Versions a writer holds; `any` is the client's `*`. */
export type Expected = 'any' | readonly number[];

/** What became of a change. */
export type IngestChange =
  | { readonly kind: 'done'; readonly record: IngestRecord }
  | { readonly kind: 'conflict'; readonly current: number }
  | { readonly kind: 'claimed' }
  | { readonly kind: 'missing' };

/** Where ingests are kept. */
export interface IngestRepository {
  create(viewer: Viewer, ingest: Pick<Ingest, 'id' | 'department' | 'file'>): Promise<IngestRecord>;
  find(viewer: Viewer, id: string): Promise<IngestRecord | undefined>;
  inState(viewer: Viewer, kinds: readonly IngestState['kind'][]): Promise<IngestRecord[]>;
  replace(viewer: Viewer, expected: Expected, record: IngestRecord): Promise<IngestChange>;
  remove(viewer: Viewer, id: string, expected: Expected): Promise<IngestChange>;
}

/** The right to publish one ingest; it ends when it is not renewed within its lease. */
export interface Claim {
  /** Id of the ingest. */
  readonly ingest: string;
  /** Machine, process and a mark of its own: tells one holder from all others. */
  readonly by: string;
  readonly leaseMs: number;
}

/** A version of a contract or mapping that is published along. */
export interface PublishedDocument {
  readonly kind: 'contract' | 'mapping';
  readonly id: string;
  readonly version: number;
  readonly department: string | null;
  readonly body: unknown;
}

/** Where an ingest is taken for publishing, and its publication is stored together with the swap of the manifest. */
export interface PublicationBook {
  /** `state`: the ingest is not done, or published already. */
  claim(
    viewer: Viewer,
    claim: Claim,
    expected: Expected,
  ): Promise<IngestChange | { readonly kind: 'state'; readonly state: string }>;
  /** Every claim that was not given back. */
  claims(viewer: Viewer): Promise<readonly Pick<Claim, 'ingest' | 'by'>[]>;
  renew(viewer: Viewer, claim: Claim): Promise<void>;
  release(viewer: Viewer, claim: Pick<Claim, 'ingest' | 'by'>): Promise<void>;
  commit(
    viewer: Viewer,
    claim: Claim,
    publication: {
      readonly record: IngestRecord;
      readonly documents: readonly PublishedDocument[];
    },
    swap: () => Promise<void>,
  ): Promise<IngestRecord>;
}

/** Contracts, mappings, terms and departments as they stand. */
export interface DocumentSource {
  mappings(viewer: Viewer): Promise<readonly Mapping[]>;
  contracts(viewer: Viewer): Promise<{
    readonly departments: readonly Department[];
    readonly datasets: readonly ContractFacts[];
    readonly terms: readonly StandardTerm[];
  }>;
}

/** What ingests work with. */
export interface IngestPorts {
  readonly ingests: IngestRepository;
  readonly publications: PublicationBook;
  readonly documents: DocumentSource;
  /** Who does what no person asks for at the moment. */
  readonly system: Viewer;
  /** `BADA_HOME`. */
  readonly home: string;
  /** Folder with crosswalk, districts and the formula of the score. */
  readonly data: string;
  /** Largest file in bytes. */
  readonly maxUpload: number;
  /** Days that a file is kept after a version was published from it. */
  readonly inputDays: number;
  /** Milliseconds until what a silent process was publishing may be published by another. */
  readonly claimMs: number;
  readonly lineageUrl?: string | undefined;
  readonly clock: () => Date;
  /** Does what follows from a new manifest. */
  readonly onPublished: (manifest: Manifest) => Promise<void>;
  /** Hears of what nobody asked for and nobody else is told. */
  readonly onTrouble: (what: string, error: unknown) => void;
}
