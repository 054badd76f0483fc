import type { Viewer } from '@bada/shared';
import { Collection, type CollectionDraft, OdcsDocument } from '@bada/shared/catalogue';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Expected } from './boards.ts';
import type { Database } from './schema.ts';

const KIND = 'collection';

/** A version of a collection as stored; null marks one that was taken away. */
const Body = z.union([Collection, z.null()]);

/** What became of a change to a collection. */
export type CollectionChange =
  | { readonly kind: 'done'; readonly collection: Collection }
  | { readonly kind: 'conflict'; readonly current: number }
  | { readonly kind: 'missing' };

interface Newest {
  readonly version: number;
  readonly body: z.infer<typeof Body>;
}

/** Collections: each change adds a version, none is ever lost. */
export class CollectionStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** All collections, by title. */
  async list(_viewer: Viewer): Promise<Collection[]> {
    const rows = await this.#db
      .selectFrom('documents as one')
      .select('one.body')
      .where('one.kind', '=', KIND)
      .where(({ eb, selectFrom }) =>
        eb(
          'one.version',
          '=',
          selectFrom('documents as other')
            .select(({ fn }) => fn.max('other.version').as('version'))
            .where('other.kind', '=', KIND)
            .whereRef('other.id', '=', 'one.id'),
        ),
      )
      .execute();
    const collections = rows.flatMap(({ body }) => Body.parse(JSON.parse(body)) ?? []);
    return collections.sort((a, b) => a.title.localeCompare(b.title, 'ko'));
  }

  /** A collection as it stands. */
  async find(_viewer: Viewer, id: string): Promise<Collection | undefined> {
    return (await this.#newest(id))?.body ?? undefined;
  }

  /** Adds a collection; one that was taken away may come again. */
  async create(viewer: Viewer, id: string, draft: CollectionDraft): Promise<CollectionChange> {
    const newest = await this.#newest(id);
    if (newest?.body) return { kind: 'conflict', current: newest.version };
    return this.#add(viewer, id, { version: (newest?.version ?? 0) + 1, draft });
  }

  /** Replaces what a person wrote of a collection. */
  async update(
    viewer: Viewer,
    id: string,
    { draft, expected }: { draft: CollectionDraft; expected: Expected },
  ): Promise<CollectionChange> {
    const refusal = await this.#refusal(id, expected);
    if ('kind' in refusal) return refusal;
    return this.#add(viewer, id, { version: refusal.version + 1, draft });
  }

  /** Takes a collection away; its versions and runs stay. */
  async remove(viewer: Viewer, id: string, expected: Expected): Promise<CollectionChange> {
    const refusal = await this.#refusal(id, expected);
    if ('kind' in refusal) return refusal;
    return this.#add(viewer, id, { version: refusal.version + 1, draft: null, was: refusal.body });
  }

  /** The contract in force of a dataset. */
  async contract(_viewer: Viewer, dataset: string): Promise<OdcsDocument | undefined> {
    const row = await this.#db
      .selectFrom('documents')
      .select('body')
      .where('kind', '=', 'contract')
      .where('id', '=', dataset)
      .orderBy('version', 'desc')
      .executeTakeFirst();
    return row && OdcsDocument.parse(JSON.parse(row.body));
  }

  async #refusal(
    id: string,
    expected: Expected,
  ): Promise<CollectionChange | { readonly version: number; readonly body: Collection }> {
    const newest = await this.#newest(id);
    if (!newest?.body) return { kind: 'missing' };
    const { version, body } = newest;
    const fits = expected === 'any' || expected.includes(version);
    return fits ? { version, body } : { kind: 'conflict', current: version };
  }

  async #newest(id: string): Promise<Newest | undefined> {
    const row = await this.#db
      .selectFrom('documents')
      .select(['version', 'body'])
      .where('kind', '=', KIND)
      .where('id', '=', id)
      .orderBy('version', 'desc')
      .executeTakeFirst();
    return row && { version: row.version, body: Body.parse(JSON.parse(row.body)) };
  }

  /** Of two writers of one version, one alone adds it. */
  async #add(
    viewer: Viewer,
    id: string,
    { version, draft, was }: { version: number; draft: CollectionDraft | null; was?: Collection },
  ): Promise<CollectionChange> {
    const now = this.#clock().toISOString();
    const made = draft && {
      v: 1 as const,
      id,
      version,
      ...draft,
      owner: viewer.id,
      updatedAt: now,
    };
    const row = {
      kind: KIND,
      id,
      version,
      body: JSON.stringify(made),
      owner: viewer.id,
      department: draft?.department ?? null,
      created_at: now,
    };
    const added = await this.#db
      .insertInto('documents')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('seq')
      .executeTakeFirst();
    if (!added) return { kind: 'conflict', current: version };
    const collection = made ?? was;
    return collection ? { kind: 'done', collection } : { kind: 'missing' };
  }
}
