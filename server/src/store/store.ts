import { type IsoDate, seoulDate } from '@bada/shared';
import { type Kysely, sql } from 'kysely';
import { AccountStore } from './accounts.ts';
import { AuditStore } from './audit.ts';
import { BoardStore } from './boards.ts';
import { CheckpointStore } from './checkpoints.ts';
import { CollectionStore } from './collections.ts';
import { type DatabasePlace, openDatabase } from './database.ts';
import { DefinitionStore } from './definition-drafts.ts';
import { DocumentVersions } from './document-versions.ts';
import { DocumentStore } from './documents.ts';
import { HarvestStore } from './harvested.ts';
import { IngestStore } from './ingests.ts';
import { JobStore } from './jobs.ts';
import { migrate } from './migrations.ts';
import { ProofStore } from './proofs.ts';
import { PublicationStore } from './publications.ts';
import { referencedHashes } from './references.ts';
import type { Database } from './schema.ts';
import { SessionStore } from './sessions.ts';
import { SignInStore } from './sign-ins.ts';
import { TaskStore } from './tasks.ts';

/** Everything the server remembers. */
export interface Store {
  readonly accounts: AccountStore;
  readonly audit: AuditStore;
  readonly checkpoints: CheckpointStore;
  readonly sessions: SessionStore;
  readonly signIns: SignInStore;
  readonly boards: BoardStore;
  readonly collections: CollectionStore;
  readonly definitions: DefinitionStore;
  readonly harvested: HarvestStore;
  readonly jobs: JobStore;
  readonly documents: DocumentStore;
  readonly tasks: TaskStore;
  readonly documentVersions: DocumentVersions;
  readonly ingests: IngestStore;
  readonly publications: PublicationStore;
  readonly proofs: ProofStore;
  /** Hashes of manifests and extracts that something stored refers to. */
  references(): Promise<ReadonlySet<string>>;
  /** Whether the database answers. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

/** How a store is opened besides its place. */
export interface StoreOptions {
  readonly clock?: () => Date;
  /** The day on which a definition is in force or not. */
  readonly today?: () => IsoDate;
}

/** Opens the store in a file or on a database server, made and migrated when needed.
 * @throws BadaError `store.open` */
export async function openStore({
  clock = () => new Date(),
  today = () => seoulDate(clock()),
  ...place
}: DatabasePlace & StoreOptions): Promise<Store> {
  const db = await openDatabase(place, migrate);
  return {
    accounts: new AccountStore(db, clock),
    audit: new AuditStore(db, clock),
    checkpoints: new CheckpointStore(db, clock),
    sessions: new SessionStore(db, clock),
    signIns: new SignInStore(db, clock),
    boards: new BoardStore(db, clock),
    collections: new CollectionStore(db, clock),
    harvested: new HarvestStore(db, clock),
    jobs: new JobStore(db, clock),
    definitions: new DefinitionStore(db, clock),
    documents: new DocumentStore(db, clock, today),
    tasks: new TaskStore(db, clock),
    documentVersions: new DocumentVersions(db, clock),
    ingests: new IngestStore(db, clock),
    publications: new PublicationStore(db, clock),
    proofs: new ProofStore(db, clock),
    references: () => referencedHashes(db),
    isReady: () => answers(db),
    close: () => db.destroy(),
  };
}

async function answers(db: Kysely<Database>): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
