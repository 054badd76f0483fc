import { randomUUID } from 'node:crypto';
import type { Viewer } from '@bada/shared';
import { type HarvestEdit, type HarvestEntry, Harvested } from '@bada/shared/catalogue';
import type { Kysely, Transaction } from 'kysely';
import type { Expected } from './boards.ts';
import { forChange, inTransaction, queueUp } from './dialect/concurrency.ts';
import type { HarvestedRow } from './harvest-schema.ts';
import type { Database } from './schema.ts';

/** What a harvest changed. */
export interface HarvestCounts {
  readonly added: number;
  readonly changed: number;
  readonly vanished: number;
  /** Titles of entries that were edited here and changed at their source. */
  readonly conflicts: readonly string[];
}

/** What became of an edit. */
export type HarvestChange =
  | { readonly kind: 'done'; readonly harvested: Harvested }
  | { readonly kind: 'conflict'; readonly current: number }
  | { readonly kind: 'missing' };

function harvestedOf(row: HarvestedRow): Harvested {
  return Harvested.parse({
    id: row.id,
    collection: row.collection,
    version: row.version,
    entry: JSON.parse(row.entry),
    edited: row.edited === null ? null : JSON.parse(row.edited),
    conflict: row.edited !== null && row.edited_from !== row.entry,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    vanished: row.vanished,
  });
}

/** Entries of other catalogues: a harvest is taken whole, and never over what people here wrote. */
export class HarvestStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Entries of all catalogues, those that their source lists no longer among them. */
  async list(_viewer: Viewer): Promise<Harvested[]> {
    const query = this.#db.selectFrom('harvested').selectAll().orderBy('entry_key');
    return (await query.execute()).map(harvestedOf);
  }

  /** Changes whenever what is listed changes. */
  async stamp(_viewer: Viewer): Promise<string> {
    const query = this.#db
      .selectFrom('harvested')
      .select(({ fn }) => [
        fn.countAll().as('count'),
        fn.sum('version').as('versions'),
        fn.max('last_seen').as('last'),
        fn.max('vanished').as('vanished'),
      ]);
    const row = await query.executeTakeFirst();
    return JSON.stringify([row?.count, row?.versions, row?.last, row?.vanished].map(String));
  }

  /** An entry by its id here. */
  async find(_viewer: Viewer, id: string): Promise<Harvested | undefined> {
    const query = this.#db.selectFrom('harvested').selectAll().where('id', '=', id);
    const row = await query.executeTakeFirst();
    return row && harvestedOf(row);
  }

  /** Takes in what a catalogue lists now; all of it at once. */
  async take(
    _viewer: Viewer,
    collection: string,
    entries: readonly HarvestEntry[],
  ): Promise<HarvestCounts> {
    const now = this.#clock().toISOString();
    return inTransaction(this.#db, async (db) => {
      await queueUp(db, `harvest ${collection}`);
      await setAside(db, collection, now);
      const query = db.selectFrom('harvested').selectAll().where('collection', '=', collection);
      const rows = await forChange(db, query).execute();
      const known = new Map(rows.map((row) => [row.entry_key, row]));
      const conflicts: string[] = [];
      let [added, changed] = [0, 0];
      for (const entry of entries) {
        const row = known.get(entry.key);
        const body = JSON.stringify(entry);
        if (!row) await insertEntry(db, { collection, entry, now });
        else if (await updateEntry(db, row, { body, now })) changed += 1;
        if (!row) added += 1;
        if (row && row.edited !== null && row.edited_from !== body) conflicts.push(entry.title);
      }
      const vanished = await countVanished(db, collection, now);
      return { added, changed, vanished, conflicts };
    });
  }

  /** Writes over what the source says, or with null takes back what was written. */
  async edit(
    _viewer: Viewer,
    id: string,
    { edit, expected }: { edit: HarvestEdit | null; expected: Expected },
  ): Promise<HarvestChange> {
    let query = this.#db
      .updateTable('harvested')
      .set(({ eb, ref }) => ({
        edited: edit && JSON.stringify(edit),
        edited_from: edit === null ? null : ref('entry'),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id);
    if (expected !== 'any') query = query.where('version', 'in', [...expected, -1]);
    const row = await query.returningAll().executeTakeFirst();
    if (row) return { kind: 'done', harvested: harvestedOf(row) };
    const there = await this.find(_viewer, id);
    return there ? { kind: 'conflict', current: there.version } : { kind: 'missing' };
  }
}

/** Takes all entries of a collection for vanished, until they turn out to be listed. */
async function setAside(db: Transaction<Database>, collection: string, now: string): Promise<void> {
  await db
    .updateTable('harvested')
    .set({ vanished: now })
    .where('collection', '=', collection)
    .where('vanished', 'is', null)
    .execute();
}

/** Counts those that stayed vanished, as a change of theirs. */
async function countVanished(
  db: Transaction<Database>,
  collection: string,
  now: string,
): Promise<number> {
  const gone = await db
    .updateTable('harvested')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('collection', '=', collection)
    .where('vanished', '=', now)
    .returning('id')
    .execute();
  return gone.length;
}

async function insertEntry(
  db: Transaction<Database>,
  { collection, entry, now }: { collection: string; entry: HarvestEntry; now: string },
): Promise<void> {
  const row: HarvestedRow = {
    id: randomUUID(),
    collection,
    entry_key: entry.key,
    version: 1,
    entry: JSON.stringify(entry),
    edited: null,
    edited_from: null,
    first_seen: now,
    last_seen: now,
    vanished: null,
  };
  await db.insertInto('harvested').values(row).execute();
}

/** @returns whether the source says something else than before, or lists it again */
async function updateEntry(
  db: Transaction<Database>,
  row: HarvestedRow,
  { body, now }: { body: string; now: string },
): Promise<boolean> {
  const isChanged = row.entry !== body || row.vanished !== now;
  const version = row.version + (isChanged ? 1 : 0);
  await db
    .updateTable('harvested')
    .set({ entry: body, last_seen: now, vanished: null, version })
    .where('id', '=', row.id)
    .execute();
  return isChanged;
}
