import { BadaError, type Viewer } from '@bada/shared';
import type { Kysely, Transaction } from 'kysely';
import type { NewDocument } from './documents.ts';
import {
  bodyText,
  type IngestChange,
  type IngestRecord,
  isUnclaimed,
  recordOf,
} from './ingests.ts';
import type { Database } from './schema.ts';

/** The right to publish one ingest. It ends by itself when it is not renewed: its holder was killed. */
export interface Claim {
  /** Id of the ingest. */
  readonly ingest: string;
  /** Tells one holder from all others, of this and other processes. */
  readonly by: string;
  /** Milliseconds that it holds. */
  readonly leaseMs: number;
}

/** What becomes of the store when an ingest is published. */
export interface Publication {
  /** The ingest, published. */
  readonly record: IngestRecord;
  /** Contracts and mappings with their next numbers. */
  readonly documents: readonly NewDocument[];
}

/** What became of a claim. `state`: the ingest is not done, or published already. */
export type ClaimResult = IngestChange | { readonly kind: 'state'; readonly state: string };

/** Publishing of ingests: one at a time each, whatever the number of processes. */
export class PublicationStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Takes an ingest that is done, unless it has another version than `expected` or somebody has it. */
  async claim(
    _viewer: Viewer,
    claim: Claim,
    expected: 'any' | readonly number[],
  ): Promise<ClaimResult> {
    const now = this.#clock().toISOString();
    let query = this.#db
      .updateTable('ingests')
      .set({ claimed_by: claim.by, claimed_until: this.#end(claim) })
      .where('id', '=', claim.ingest)
      .where('state', '=', 'done')
      .where(isUnclaimed(now));
    if (expected !== 'any') query = query.where('version', 'in', [...expected, -1]);
    const row = await query.returningAll().executeTakeFirst();
    if (row) return { kind: 'done', record: recordOf(row) };
    const ingests = this.#db.selectFrom('ingests').select(['version', 'state', 'claimed_until']);
    const there = await ingests.where('id', '=', claim.ingest).executeTakeFirst();
    if (!there) return { kind: 'missing' };
    if (there.claimed_until !== null && there.claimed_until > now) return { kind: 'claimed' };
    const isAsExpected = expected === 'any' || expected.includes(there.version);
    if (isAsExpected) return { kind: 'state', state: there.state };
    return { kind: 'conflict', current: there.version };
  }

  /** Every claim that was not given back: the ingest and its holder. */
  async claims(_viewer: Viewer): Promise<{ ingest: string; by: string }[]> {
    const query = this.#db.selectFrom('ingests').select(['id', 'claimed_by']);
    const rows = await query.where('claimed_by', 'is not', null).execute();
    return rows.map(({ id, claimed_by: by }) => ({ ingest: id, by: by ?? '' }));
  }

  /** Lets a claim hold for as long again, if it was not taken over. */
  async renew(_viewer: Viewer, claim: Claim): Promise<void> {
    await this.#db
      .updateTable('ingests')
      .set({ claimed_until: this.#end(claim) })
      .where('id', '=', claim.ingest)
      .where('claimed_by', '=', claim.by)
      .execute();
  }

  /** Gives a claim back. */
  async release(_viewer: Viewer, claim: Pick<Claim, 'ingest' | 'by'>): Promise<void> {
    await this.#db
      .updateTable('ingests')
      .set({ claimed_by: null, claimed_until: null })
      .where('id', '=', claim.ingest)
      .where('claimed_by', '=', claim.by)
      .execute();
  }

  /** Stores a publication together with its swap: a number that is taken, a lost claim or a failed swap leaves nothing.
   * When the process dies after the swap, the ingest is still to be published, and that makes the same manifest.
   * @throws BadaError `ingest.claim-lost`, `ingest.number-taken` */
  commit(
    viewer: Viewer,
    claim: Claim,
    { record, documents }: Publication,
    swap: () => Promise<void>,
  ): Promise<IngestRecord> {
    return this.#db.transaction().execute(async (db) => {
      const published = await this.#publish(db, claim, record);
      for (const document of documents) await this.#add(db, viewer, document);
      await swap();
      return published;
    });
  }

  async #publish(
    db: Transaction<Database>,
    claim: Claim,
    record: IngestRecord,
  ): Promise<IngestRecord> {
    const row = await db
      .updateTable('ingests')
      .set((eb) => ({
        body: bodyText(record),
        state: record.ingest.state.kind,
        version: eb('version', '+', 1),
        updated_at: this.#clock().toISOString(),
        claimed_by: null,
        claimed_until: null,
      }))
      .where('id', '=', claim.ingest)
      .where('claimed_by', '=', claim.by)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new BadaError('ingest.claim-lost');
    return recordOf(row);
  }

  async #add(db: Transaction<Database>, viewer: Viewer, document: NewDocument): Promise<void> {
    const { kind, id, version, department, body } = document;
    const created_at = this.#clock().toISOString();
    const row = { kind, id, version, department, reason: null, owner: viewer.id, created_at };
    const added = await db
      .insertInto('documents')
      .values({ ...row, body: JSON.stringify(body) })
      .onConflict((conflict) => conflict.columns(['kind', 'id', 'version']).doNothing())
      .returning('seq')
      .executeTakeFirst();
    const newest = db.selectFrom('documents').select(({ fn }) => fn.max('version').as('version'));
    const last = await newest.where('kind', '=', kind).where('id', '=', id).executeTakeFirst();
    if (added && Number(last?.version) === version) return;
    throw new BadaError('ingest.number-taken', { id, version });
  }

  #end({ leaseMs }: Claim): string {
    return new Date(this.#clock().getTime() + leaseMs).toISOString();
  }
}
