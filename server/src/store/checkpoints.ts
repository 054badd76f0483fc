import { createHash } from 'node:crypto';
import { BadaError } from '@bada/shared';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { RecordKey } from '../record-key.ts';
import { inTransaction, queueUp } from './dialect/concurrency.ts';
import type { Database } from './schema.ts';

const End = z.strictObject({ chain: z.string(), seq: z.number().int(), hash: z.string() });

/** Where a chain stood: its last entry and that entry's hash. */
export type ChainEnd = z.infer<typeof End>;

/** What the record held at a moment. Each tells what changed since the one before. */
const Statement = z.strictObject({
  v: z.literal(1),
  seq: z.number().int().positive(),
  at: z.string(),
  /** Hash of the checkpoint before. */
  previous: z.string(),
  /** Fingerprint of the key that signed it. */
  key: z.string(),
  ends: z.array(End),
  /** Up to where entries were taken away because they were old. */
  pruned: z.array(End),
});
type Statement = z.infer<typeof Statement>;

/** A signed statement of what the record held. */
export interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
  readonly ends: number;
}

/** What all checkpoints together say. */
export interface Attested {
  readonly ends: ReadonlyMap<string, ChainEnd>;
  readonly pruned: ReadonlyMap<string, ChainEnd>;
  /** Places of checkpoints that are missing, changed or signed by another key. */
  readonly broken: readonly number[];
  readonly last: { readonly seq: number; readonly hash: string };
  /** Hash of each checkpoint. */
  readonly hashes: ReadonlyMap<number, string>;
}

const START = '0'.repeat(64);

function hashOf(body: string, signature: string): string {
  return createHash('sha256').update(`${body}\n${signature}`).digest('hex');
}

function byChain(ends: readonly ChainEnd[]): [string, ChainEnd][] {
  return ends.map((end) => [end.chain, end]);
}

/** Signed checkpoints of the record: what shows that the end of a chain, or a whole chain, is gone. */
export class CheckpointStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** What the checkpoints say, each checked against the one before and the key. */
  async attested(key: RecordKey): Promise<Attested> {
    const ends = new Map<string, ChainEnd>();
    const pruned = new Map<string, ChainEnd>();
    const broken: number[] = [];
    const hashes = new Map<number, string>();
    let last = { seq: 0, hash: START };
    const rows = await this.#db.selectFrom('checkpoints').selectAll().orderBy('seq').execute();
    for (const { seq, body, signature } of rows) {
      const said = Statement.safeParse(parsed(body)).data;
      const follows = said?.seq === last.seq + 1 && said.previous === last.hash;
      if (!said || !follows || said.key !== key.id || !key.isSigned(body, signature)) {
        broken.push(seq);
      }
      for (const [chain, end] of byChain(said?.ends ?? [])) ends.set(chain, end);
      for (const [chain, end] of byChain(said?.pruned ?? [])) pruned.set(chain, end);
      last = { seq, hash: hashOf(body, signature) };
      hashes.set(seq, last.hash);
    }
    return { ends, pruned, broken, last, hashes };
  }

  /** Signs what the record holds now; nothing where nothing was added since. */
  async add(key: RecordKey): Promise<Checkpoint | undefined> {
    return inTransaction(this.#db, async (db) => {
      await queueUp(db, 'checkpoint');
      const { ends, last } = await new CheckpointStore(db, this.#clock).attested(key);
      const fresh = (await endsOf(db)).filter(({ chain, seq }) => ends.get(chain)?.seq !== seq);
      return fresh.length === 0 ? undefined : this.#put(db, key, { last, ends: fresh, pruned: [] });
    });
  }

  /** Takes entries from before a moment away, behind a checkpoint that says up to where.
   * @throws BadaError `record.broken` when a checkpoint does not hold */
  async prune(
    key: RecordKey,
    before: Date,
  ): Promise<{ removed: number; made: readonly Checkpoint[] }> {
    const first = await this.add(key);
    const signed = first ? [first] : [];
    return inTransaction(this.#db, async (db) => {
      await queueUp(db, 'checkpoint');
      const { last, broken } = await new CheckpointStore(db, this.#clock).attested(key);
      if (broken.length > 0) throw new BadaError('record.broken');
      const pruned = await endsOf(db, before.toISOString());
      if (pruned.length === 0) return { removed: 0, made: signed };
      const made = await this.#put(db, key, { last, ends: [], pruned });
      let removed = 0n;
      for (const { chain, seq } of pruned) {
        const gone = db.deleteFrom('audit').where('chain', '=', chain).where('seq', '<=', seq);
        removed += (await gone.executeTakeFirst()).numDeletedRows;
      }
      return { removed: Number(removed), made: [...signed, made] };
    });
  }

  async #put(
    db: Kysely<Database>,
    key: RecordKey,
    { last, ends, pruned }: Pick<Statement, 'ends' | 'pruned'> & { last: Attested['last'] },
  ): Promise<Checkpoint> {
    const seq = last.seq + 1;
    const at = this.#clock().toISOString();
    const said: Statement = { v: 1, seq, at, previous: last.hash, key: key.id, ends, pruned };
    const body = JSON.stringify(said);
    const signature = key.sign(body);
    await db.insertInto('checkpoints').values({ seq, body, signature }).execute();
    return { seq, hash: hashOf(body, signature), ends: ends.length };
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function lastOf(db: Kysely<Database>, before?: string) {
  let query = db.selectFrom('audit').select((eb) => ['chain', eb.fn.max('seq').as('seq')]);
  if (before !== undefined) query = query.where('at', '<', before);
  return query.groupBy('chain').as('last');
}

/** Where each chain stands, or the last of its entries from before a moment. */
async function endsOf(db: Kysely<Database>, before?: string): Promise<ChainEnd[]> {
  const query = db
    .selectFrom(lastOf(db, before))
    .innerJoin('audit', (join) =>
      join.onRef('audit.chain', '=', 'last.chain').onRef('audit.seq', '=', 'last.seq'),
    )
    .select(['audit.chain', 'audit.seq', 'audit.hash'])
    .orderBy('audit.chain');
  return query.execute();
}
