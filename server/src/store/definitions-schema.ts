import { definitionNumber } from '@bada/shared/definitions';
import type { Kysely } from 'kysely';

/** A change of a definition on its way. A row stays when its draft is gone, so that no tag comes twice. */
export interface DefinitionDraftsTable {
  /** Id of the indicator. */
  id: string;
  /** Id of the one who wrote last. */
  owner: string;
  department: string | null;
  /** Counts everything that happened to it from 1. */
  version: number;
  /** JSON text; null while there is no draft. */
  body: string | null;
  updated_at: string;
}

type OlderDocuments = {
  documents: { kind: string; version: number };
};

/** Adds drafts, and how a state of a definition came into force. From here on the number of an
 * indicator's document counts changes of its texts, too. */
export async function createDefinitionDrafts(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('documents').addColumn('release', 'text').execute();
  await db.schema
    .createTable('definition_drafts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('department', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text')
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await db
    .withTables<OlderDocuments>()
    .updateTable('documents')
    .set((eb) => ({ version: eb('version', '*', definitionNumber(1)) }))
    .where('kind', '=', 'indicator')
    .execute();
}
