import type { Kysely } from 'kysely';

/** A person who may sign in; `roles` and `departments` are JSON text. */
export interface AccountsTable {
  id: string;
  name: string;
  roles: string;
  departments: string;
  class: string;
  sample: number;
  state: string;
  /** Salted hash; null until the person chose one. */
  password: string | null;
  /** Wrong passwords since the last right one. */
  failures: number;
  locked_until: string | null;
  /** The identity provider and its name for the person; null where the account is of this server. */
  issuer: string | null;
  subject: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

/** A browser that signed in. Secrets are kept as hashes alone. */
export interface SessionsTable {
  hash: string;
  account: string;
  /** Sessions that followed each other by rotation share it. */
  family: string;
  /** Wrong passwords before this sign-in. */
  failures: number;
  created_at: string;
  /** When the family began. */
  began_at: string;
  expires_at: string;
  /** Token by which the identity provider knows the session again; null where it came by password. */
  hint: string | null;
}

/** A one-time link; without an account it makes the first administrator. */
export interface LinksTable {
  hash: string;
  account: string | null;
  expires_at: string;
}

/** A token of a script. */
export interface TokensTable {
  id: string;
  hash: string;
  account: string;
  name: string;
  scope: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

/** One thing that somebody did; rows are added and pruned, never changed. */
export interface AuditTable {
  chain: string;
  seq: number;
  at: string;
  actor: string;
  action: string;
  target: string;
  status: number;
  address: string;
  request: string;
  previous: string;
  hash: string;
}

/** A signed statement of what the record held. */
export interface CheckpointsTable {
  seq: number;
  body: string;
  signature: string;
}

async function createAccountsTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('roles', 'text', (column) => column.notNull())
    .addColumn('departments', 'text', (column) => column.notNull())
    .addColumn('class', 'text', (column) => column.notNull())
    .addColumn('sample', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('password', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('locked_until', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
}

async function createSessionsTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sessions')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('family', 'text', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('began_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sessions_by_account').on('sessions').column('account').execute();
}

async function createLinksAndTokens(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('links')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text')
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('tokens')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .execute();
}

/** People, their sessions, one-time links and tokens. */
export async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await createAccountsTable(db);
  await createSessionsTable(db);
  await createLinksAndTokens(db);
}

/** The record of what was done. */
export async function createAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('previous', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_in_order', ['chain', 'seq'])
    .execute();
  await db.schema
    .createIndex('audit_by_time')
    .on('audit')
    .columns(['at', 'chain', 'seq'])
    .execute();
}

/** Signed statements of what the record held. */
export async function createCheckpoints(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('checkpoints')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('signature', 'text', (column) => column.notNull())
    .execute();
}
