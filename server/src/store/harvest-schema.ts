import type { Kysely, Selectable } from 'kysely';

/** Entries of other catalogues. Times are ISO 8601 in UTC. */
export interface HarvestedTable {
  id: string;
  collection: string;
  /** Identifier at the source. */
  entry_key: string;
  version: number;
  /** JSON text of what the source says. */
  entry: string;
  /** JSON text of what people here wrote over it, and of what the source said then. */
  edited: string | null;
  edited_from: string | null;
  first_seen: string;
  last_seen: string;
  vanished: string | null;
}

/** A row of `harvested` as it is read. */
export type HarvestedRow = Selectable<HarvestedTable>;

/** Makes the table of entries of other catalogues. */
export async function createHarvested(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('harvested')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('entry_key', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('edited', 'text')
    .addColumn('edited_from', 'text')
    .addColumn('first_seen', 'text', (column) => column.notNull())
    .addColumn('last_seen', 'text', (column) => column.notNull())
    .addColumn('vanished', 'text')
    .addUniqueConstraint('harvested_once_per_key', ['collection', 'entry_key'])
    .execute();
}
