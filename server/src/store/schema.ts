import type { Generated, Selectable } from 'kysely';
import type {
  AccountsTable,
  AuditTable,
  CheckpointsTable,
  LinksTable,
  SessionsTable,
  TokensTable,
} from './accounts-schema.ts';
import type { DefinitionDraftsTable } from './definitions-schema.ts';
import type { HarvestedTable } from './harvest-schema.ts';
import type { JobsTable } from './jobs-schema.ts';
import type { ProofsTable } from './proofs-schema.ts';
import type { BrowsersTable, SignInsTable } from './sign-ins-schema.ts';
import type { TaskChangesTable, TasksTable } from './tasks-schema.ts';

/** A version of a contract, indicator or other document that the app edits. Never changed. */
interface DocumentsTable {
  /** Order of arrival; the largest one is the revision of all documents. */
  seq: Generated<number>;
  kind: string;
  id: string;
  version: number;
  /** JSON text. */
  body: string;
  owner: string;
  department: string | null;
  /** Why the version was made, in its author's words. */
  reason: string | null;
  /** Of indicators that were approved in the app: who, and from when on, as JSON text. */
  release: string | null;
  /** ISO 8601 in UTC, milliseconds. */
  created_at: string;
}

/** A saved view as it stands; `body` holds what its author wrote, as JSON text. */
interface BoardsTable {
  id: string;
  owner: string;
  department: string | null;
  version: number;
  body: string;
  created_at: string;
  updated_at: string;
  /** Set while the board is in the bin. */
  deleted_at: string | null;
}

/** A file that was brought, as it stands; `body` holds its tables, state and contracts as JSON text. */
export interface IngestsTable {
  id: string;
  owner: string;
  department: string | null;
  version: number;
  /** Kind of the state in `body`. */
  state: string;
  body: string;
  created_at: string;
  updated_at: string;
  /** Who is publishing it; null while nobody is. */
  claimed_by: string | null;
  /** Until when that holds unless it is renewed, ISO 8601 in UTC. */
  claimed_until: string | null;
}

/** Tables of the store by name. */
export interface Database {
  documents: DocumentsTable;
  boards: BoardsTable;
  definition_drafts: DefinitionDraftsTable;
  harvested: HarvestedTable;
  jobs: JobsTable;
  tasks: TasksTable;
  task_changes: TaskChangesTable;
  ingests: IngestsTable;
  proofs: ProofsTable;
  accounts: AccountsTable;
  sessions: SessionsTable;
  links: LinksTable;
  sign_ins: SignInsTable;
  browsers: BrowsersTable;
  tokens: TokensTable;
  audit: AuditTable;
  checkpoints: CheckpointsTable;
}

/** A row of `boards` as it is read. */
export type BoardRow = Selectable<BoardsTable>;

/** A row of `documents` as it is read. */
export type DocumentRow = Selectable<DocumentsTable>;
