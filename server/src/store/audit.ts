import { createHash, randomUUID } from 'node:crypto';
import { AuditEntry, type AuditPage, type AuditQuery, type Viewer } from '@bada/shared';
import type { Kysely } from 'kysely';
import type { Attested } from './checkpoints.ts';
import { containsText } from './dialect/text.ts';
import type { Database } from './schema.ts';

/** What is written of one doing; its place, time and hashes are given by the record. */
export type AuditNote = Pick<
  AuditEntry,
  'actor' | 'action' | 'target' | 'status' | 'address' | 'request'
>;

/** A place where a chain does not hold. */
export interface BrokenChain {
  readonly chain: string;
  readonly seq: number;
  readonly what: 'changed' | 'missing';
}

const START = '0'.repeat(64);
const BATCH = 5000;

function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { previous, chain, seq, at, actor, action, target, status, address, request } = entry;
  const fields = [previous, chain, seq, at, actor, action, target, status, address, request];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

function decodePlace(text: string): { at: string; chain: string; seq: number } | undefined {
  const [at, chain, seq] = text.split('~');
  return at && chain && Number.isSafeInteger(Number(seq))
    ? { at, chain, seq: Number(seq) }
    : undefined;
}

/** Who did what: only ever added to. Each process writes a chain of its own, so that none waits for
 * another, and an entry that was changed or taken out in between breaks it. */
export class AuditStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;
  readonly #chain = randomUUID();
  #last = { seq: 0, hash: START };
  /** Set while it is not known whether the last entry was written: its answer was lost. */
  #isUnsure = false;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Writes an entry; it is on disk when this returns. Entries are written in the order they came. */
  append(note: AuditNote): Promise<void> {
    const done = this.#writing.then(() => this.#write(note));
    this.#writing = done.catch(() => undefined);
    return done;
  }

  async #write(note: AuditNote): Promise<void> {
    if (this.#isUnsure) this.#last = await this.#readLast();
    const { actor, action, target, status, address, request } = note;
    const place = { chain: this.#chain, seq: this.#last.seq + 1, previous: this.#last.hash };
    const at = this.#clock().toISOString();
    const entry = { ...place, at, actor, action, target, status, address, request };
    const hash = hashOf(entry);
    this.#isUnsure = true;
    await this.#db
      .insertInto('audit')
      .values({ ...entry, hash })
      .execute();
    this.#last = { seq: entry.seq, hash };
    this.#isUnsure = false;
  }

  async #readLast(): Promise<{ seq: number; hash: string }> {
    const own = this.#db.selectFrom('audit').select(['seq', 'hash']);
    const last = own.where('chain', '=', this.#chain).orderBy('seq', 'desc').limit(1);
    return (await last.executeTakeFirst()) ?? { seq: 0, hash: START };
  }

  /** A page of the record, latest first. */
  async page(_viewer: Viewer, wanted: AuditQuery): Promise<AuditPage> {
    const { actor, action, target, from, to, before, limit } = wanted;
    let query = this.#db.selectFrom('audit').selectAll();
    if (actor !== undefined) query = query.where('actor', '=', actor);
    if (action !== undefined) query = query.where(({ ref }) => containsText(ref('action'), action));
    if (target !== undefined) query = query.where(({ ref }) => containsText(ref('target'), target));
    if (from !== undefined) query = query.where('at', '>=', from);
    if (to !== undefined) query = query.where('at', '<', `${to}T24`);
    const place = before === undefined ? undefined : decodePlace(before);
    if (place) {
      const { at, chain, seq } = place;
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('at', 'chain', 'seq'), '<', tuple(at, chain, seq)),
      );
    }
    const ordered = query.orderBy('at', 'desc').orderBy('chain', 'desc').orderBy('seq', 'desc');
    const rows = (await ordered.limit(limit + 1).execute()).map((row) => AuditEntry.parse(row));
    const entries = rows.slice(0, limit);
    const last = entries.at(-1);
    const more = rows.length > limit && last;
    return { entries, next: more ? `${last.at}~${last.chain}~${last.seq}` : null };
  }

  /** Goes through every chain and says where it was changed, has a hole, or ends before the checkpoints
   * say that it did. */
  async verify(
    { ends, pruned }: Pick<Attested, 'ends' | 'pruned'> = { ends: new Map(), pruned: new Map() },
  ): Promise<{ entries: number; broken: BrokenChain[] }> {
    const broken: BrokenChain[] = [];
    const reached = new Map([...pruned].map(([chain, { seq }]) => [chain, seq]));
    let entries = 0;
    let before: AuditEntry | undefined;
    for await (const entry of this.#inOrder()) {
      const follows = before?.chain === entry.chain ? before : undefined;
      const expected = follows ?? pruned.get(entry.chain) ?? { seq: 0, hash: START };
      if (entry.seq !== expected.seq + 1 || entry.previous !== expected.hash) {
        broken.push({ chain: entry.chain, seq: entry.seq, what: 'missing' });
      }
      const end = ends.get(entry.chain);
      const isOther = end?.seq === entry.seq && end.hash !== entry.hash;
      if (isOther || hashOf(entry) !== entry.hash) {
        broken.push({ chain: entry.chain, seq: entry.seq, what: 'changed' });
      }
      before = entry;
      reached.set(entry.chain, entry.seq);
      entries++;
    }
    for (const { chain, seq } of ends.values()) {
      const last = reached.get(chain) ?? 0;
      if (last < seq) broken.push({ chain, seq: last + 1, what: 'missing' });
    }
    return { entries, broken };
  }

  async *#inOrder(): AsyncGenerator<AuditEntry> {
    let place = { chain: '', seq: 0 };
    for (;;) {
      const { chain, seq } = place;
      const rows = await this.#db
        .selectFrom('audit')
        .selectAll()
        .where(({ eb, refTuple, tuple }) => eb(refTuple('chain', 'seq'), '>', tuple(chain, seq)))
        .orderBy('chain')
        .orderBy('seq')
        .limit(BATCH)
        .execute();
      for (const row of rows) yield AuditEntry.parse(row);
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      place = { chain: last.chain, seq: last.seq };
    }
  }
}
