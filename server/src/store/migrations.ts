import { BadaError } from '@bada/shared';
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { createAccounts, createAudit, createCheckpoints } from './accounts-schema.ts';
import type { AnyTables } from './copy/tables.ts';
import { createDefinitionDrafts } from './definitions-schema.ts';
import { takeTime } from './dialect/concurrency.ts';
import { createHarvested } from './harvest-schema.ts';
import { addIngestClaims, createIngests } from './ingest-migration.ts';
import { createJobs } from './jobs-schema.ts';
import { createProofs } from './proofs-schema.ts';
import { createSignIns } from './sign-ins-schema.ts';
import { createTasks } from './tasks-migration.ts';

async function createDocuments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('documents')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('department', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('documents_one_per_version', ['kind', 'id', 'version'])
    .execute();
}

async function createBoards(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('boards')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('department', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('deleted_at', 'text')
    .execute();
  await db.schema
    .createIndex('boards_by_owner')
    .on('boards')
    .columns(['owner', 'created_at', 'id'])
    .execute();
}

async function addReasons(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('documents').addColumn('reason', 'text').execute();
}

/** Changes of the schema in the order of their names; one that has shipped is never edited. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-documents': { up: createDocuments },
  '0002-boards': { up: createBoards },
  '0020-ingests': { up: createIngests },
  '0030-document-reasons': { up: addReasons },
  '0040-tasks': { up: createTasks },
  '0050-jobs': { up: createJobs },
  '0051-harvested': { up: createHarvested },
  '0080-proofs': { up: createProofs },
  '0120-ingest-claims': { up: addIngestClaims },
  '0140-definitions': { up: createDefinitionDrafts },
  '0200-accounts': { up: createAccounts },
  '0201-audit': { up: createAudit },
  '0250-sign-ins': { up: createSignIns },
  '0251-checkpoints': { up: createCheckpoints },
};

function unhurried(up: Migration['up']): Migration['up'] {
  return async (db) => {
    await takeTime(db);
    await up(db);
  };
}

/** Makes the tables of a store as these migrations left them, and notes nothing of it.
 * @throws BadaError `store.newer` for one that this version does not know */
export async function runMigrations(
  db: Kysely<AnyTables>,
  names: readonly string[],
): Promise<void> {
  for (const name of names.toSorted()) {
    const migration = MIGRATIONS[name];
    if (!migration) throw new BadaError('store.newer', { name });
    await migration.up(db);
  }
}

/** Brings a database to the current schema.
 * @throws Error of the first migration that failed; the ones before it stay */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  const migrations = Object.entries(MIGRATIONS).map(([name, { up }]) => [
    name,
    { up: unhurried(up) },
  ]);
  const provider = { getMigrations: async () => Object.fromEntries(migrations) };
  const { error } = await new Migrator({
    db,
    provider,
    // None builds on another's tables, so one that came late with a lower number may run after.
    allowUnorderedMigrations: true,
  }).migrateToLatest();
  if (error) throw error;
}
