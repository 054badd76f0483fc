import { canonicalJson, MetricQuery, Proof, type Viewer } from '@bada/shared';
import type { Kysely } from 'kysely';
import { documentHashes } from './references.ts';
import type { Database } from './schema.ts';

/** What a proof is minted again from. */
export const KeptProof = Proof.pick({ id: true, manifest: true, indicators: true }).extend({
  query: MetricQuery,
  extracts: Proof.shape.extracts.element.pick({ dataset: true, hash: true }).array(),
});
export type KeptProof = ReturnType<typeof KeptProof.parse>;

/** Ids that are known to be kept today, so that an answer from memory writes nothing. */
const MAX_KNOWN = 20_000;
/** Most proofs that are kept without anything referring to them. */
const MAX_UNREFERRED = 200_000;
const MS_PER_DAY = 86_400_000;
/** SQLite takes some thousands of values in a statement. */
const CHUNK = 500;

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Proofs that were handed out: one row per id, however often it was minted. */
export class ProofStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;
  readonly #known = new Set<string>();
  #knownOn = '';

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Keeps proofs; one that was minted on the same day before costs nothing. */
  async keep(_viewer: Viewer, proofs: readonly Proof[]): Promise<void> {
    const today = dayOf(this.#clock());
    if (this.#knownOn !== today || this.#known.size > MAX_KNOWN) this.#known.clear();
    this.#knownOn = today;
    const unknown = new Map(proofs.map((proof) => [proof.id, proof]));
    for (const id of unknown.keys()) if (this.#known.has(id)) unknown.delete(id);
    if (unknown.size === 0) return;
    // In one order, so that two processes that keep the same ones never wait for each other.
    const inOrder = [...unknown.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    const rows = inOrder.map((proof) => ({
      id: proof.id,
      query: canonicalJson(proof.query),
      indicators: JSON.stringify(proof.indicators),
      manifest: proof.manifest,
      extracts: JSON.stringify(proof.extracts.map(({ dataset, hash }) => ({ dataset, hash }))),
      seen_on: today,
    }));
    await this.#db
      .insertInto('proofs')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_on: today }))
      .execute();
    for (const { id } of rows) this.#known.add(id);
  }

  /** What a proof is minted again from, if it was kept. */
  async find(_viewer: Viewer, id: string): Promise<KeptProof | undefined> {
    const row = await this.#db
      .selectFrom('proofs')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return undefined;
    const [query, indicators, extracts] = [row.query, row.indicators, row.extracts].map(
      (text): unknown => JSON.parse(text),
    );
    return KeptProof.parse({ id, manifest: row.manifest, query, indicators, extracts });
  }

  /** How many kept proofs name an indicator. */
  async countNaming(_viewer: Viewer, indicator: string): Promise<number> {
    const row = await this.#db
      .selectFrom('proofs')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('indicators', 'like', `%"id":"${indicator}"%`)
      .executeTakeFirst();
    return Number(row?.count ?? 0);
  }

  /** Removes proofs that nothing stored refers to: those that were not minted for `days` days, and
   * the oldest beyond the most that are kept. Returns how many.
   * @param most how many without a reference stay, for tests */
  async prune(
    _viewer: Viewer,
    { days, most = MAX_UNREFERRED }: { days: number; most?: number },
  ): Promise<number> {
    const referred = await documentHashes(this.#db);
    const rows = await this.#db
      .selectFrom('proofs')
      .select(['id', 'seen_on'])
      .orderBy('seen_on', 'desc')
      .orderBy('id')
      .execute();
    const last = dayOf(new Date(this.#clock().getTime() - days * MS_PER_DAY));
    const free = rows.filter(({ id }) => !referred.has(id));
    const old = free.filter((row, at) => row.seen_on < last || at >= most).map(({ id }) => id);
    for (let at = 0; at < old.length; at += CHUNK) {
      const some = old.slice(at, at + CHUNK);
      await this.#db.deleteFrom('proofs').where('id', 'in', some).execute();
    }
    this.#known.clear();
    return old.length;
  }
}
