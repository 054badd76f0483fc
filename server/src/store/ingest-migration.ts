import type { Kysely } from 'kysely';

/** Makes the table of files that were brought. */
export async function createIngests(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ingests')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('department', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('ingests_by_time')
    .on('ingests')
    .columns(['created_at', 'id'])
    .execute();
  await db.schema.createIndex('ingests_by_state').on('ingests').columns(['state']).execute();
}

/** Makes room for the claim of whoever is publishing an ingest. */
export async function addIngestClaims(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('ingests').addColumn('claimed_by', 'text').execute();
  await db.schema.alterTable('ingests').addColumn('claimed_until', 'text').execute();
}
