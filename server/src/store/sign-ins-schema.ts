import type { Kysely } from 'kysely';

/** A way to the identity provider that has begun and not come back; the browser holds its secret. */
export interface SignInsTable {
  hash: string;
  state: string;
  nonce: string;
  verifier: string;
  /** Path of the app to go on with. */
  return_to: string;
  expires_at: string;
}

/** A browser in which a person signed in before: others' wrong passwords do not close it out. */
export interface BrowsersTable {
  hash: string;
  account: string;
  /** Wrong passwords in this browser since the last right one. */
  failures: number;
  expires_at: string;
}

/** Sign-in through an identity provider, and browsers that are known. */
export async function createSignIns(db: Kysely<unknown>): Promise<void> {
  for (const column of ['issuer', 'subject']) {
    await db.schema.alterTable('accounts').addColumn(column, 'text').execute();
  }
  await db.schema.alterTable('sessions').addColumn('hint', 'text').execute();
  await db.schema
    .createIndex('accounts_by_subject')
    .on('accounts')
    .columns(['issuer', 'subject'])
    .unique()
    .execute();
  await db.schema
    .createTable('sign_ins')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('nonce', 'text', (column) => column.notNull())
    .addColumn('verifier', 'text', (column) => column.notNull())
    .addColumn('return_to', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('browsers')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
}
