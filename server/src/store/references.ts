import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

const HASH = /\b[0-9a-f]{64}\b/g;

/** Every manifest and extract that something stored refers to, the bin and old versions included:
 * what retention must not remove. A hash is found wherever it stands in a document. */
export async function referencedHashes(db: Kysely<Database>): Promise<Set<string>> {
  const boards = await db.selectFrom('boards').select('body').execute();
  const documents = await db.selectFrom('documents').select('body').execute();
  return new Set([...boards, ...documents].flatMap(({ body }) => body.match(HASH) ?? []));
}
