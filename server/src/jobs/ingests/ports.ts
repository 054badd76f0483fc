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
  | { readonly kind: 'missing' };

/** Where ingests are kept. */
export interface IngestRepository {
  create(viewer: Viewer, ingest: Pick<Ingest, 'id' | 'department' | 'file'>): Promise<IngestRecord>;
  find(viewer: Viewer, id: string): Promise<IngestRecord | undefined>;
  inState(viewer: Viewer, kinds: readonly IngestState['kind'][]): Promise<IngestRecord[]>;
  replace(viewer: Viewer, expected: Expected, record: IngestRecord): Promise<IngestChange>;
  remove(viewer: Viewer, id: string, expected: Expected): Promise<IngestChange>;
}

/** Contracts, mappings, terms and departments as they stand. */
export interface DocumentSource {
  mappings(viewer: Viewer): Promise<readonly Mapping[]>;
  contracts(viewer: Viewer): Promise<{
    readonly departments: readonly Department[];
    readonly datasets: readonly ContractFacts[];
    readonly terms: readonly StandardTerm[];
  }>;
  addVersion(
    viewer: Viewer,
    document: {
      readonly kind: 'contract' | 'mapping';
      readonly id: string;
      readonly version: number;
      readonly department: string | null;
      readonly body: unknown;
    },
  ): Promise<unknown>;
}

/** What ingests work with. */
export interface IngestPorts {
  readonly ingests: IngestRepository;
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
  readonly lineageUrl?: string | undefined;
  readonly clock: () => Date;
  /** Does what follows from a new manifest. */
  readonly onPublished: (manifest: Manifest) => Promise<void>;
  /** Hears of what nobody asked for and nobody else is told. */
  readonly onTrouble: (what: string, error: unknown) => void;
}
