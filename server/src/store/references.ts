import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

const HASH = /\b[0-9a-f]{64}\b/g;

/** Every hash that a stored document names, the bin and old versions included, wherever it stands. */
export async function documentHashes(db: Kysely<Database>): Promise<Set<string>> {
  const boards = await db.selectFrom('boards').select('body').execute();
  const documents = await db.selectFrom('documents').select('body').execute();
  return new Set([...boards, ...documents].flatMap(({ body }) => body.match(HASH) ?? []));
}

/** Manifests and extracts that tasks show as their evidence, and those that ingests led to. */
async function evidenceHashes(db: Kysely<Database>): Promise<string[]> {
  const tasks = await db.selectFrom('tasks').select('body').execute();
  const ingests = await db.selectFrom('ingests').select('body').execute();
  return [...tasks, ...ingests].flatMap(({ body }) => body.match(HASH) ?? []);
}

/** Every manifest and extract that something stored refers to, be it by a proof, as the evidence of a task or as the
 * result of an ingest: what retention must not remove. */
export async function referencedHashes(db: Kysely<Database>): Promise<Set<string>> {
  const named = await documentHashes(db);
  const proofs = await db.selectFrom('proofs').select(['id', 'manifest', 'extracts']).execute();
  for (const { id, manifest, extracts } of proofs) {
    if (!named.has(id)) continue;
    for (const hash of [manifest, ...(extracts.match(HASH) ?? [])]) named.add(hash);
  }
  for (const hash of await evidenceHashes(db)) named.add(hash);
  return named;
}
