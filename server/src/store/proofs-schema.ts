import type { Kysely } from 'kysely';

/** What a proof is minted again from. It says nothing of who asked, so it has no owner. */
export interface ProofsTable {
  id: string;
  /** The query as canonical JSON text, its manifest named. */
  query: string;
  /** JSON text: id and version of each indicator. */
  indicators: string;
  manifest: string;
  /** JSON text: dataset and hash of each extract. */
  extracts: string;
  /** ISO date in UTC on which it was last minted. */
  seen_on: string;
}

/** Makes the table of proofs. */
export async function createProofs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('proofs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('query', 'text', (column) => column.notNull())
    .addColumn('indicators', 'text', (column) => column.notNull())
    .addColumn('manifest', 'text', (column) => column.notNull())
    .addColumn('extracts', 'text', (column) => column.notNull())
    .addColumn('seen_on', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('proofs_by_day').on('proofs').column('seen_on').execute();
}
