import type { Indicator, Viewer } from '@bada/shared';
import { DefinitionDraft, type Release } from '@bada/shared/definitions';
import type { Kysely } from 'kysely';
import { inTransaction } from './dialect/concurrency.ts';
import type { Database } from './schema.ts';

/** A draft as it lies in the store. */
export interface StoredDraft {
  /** Indicator that it changes. */
  readonly id: string;
  /** Of the row; 0 where there never was a draft. */
  readonly version: number;
  /** Undefined while there is no draft. */
  readonly draft: DefinitionDraft | undefined;
  /** ISO date-time. */
  readonly updatedAt: string;
}

/** What a writer saw before the change: of two that saw the same, one is refused. */
export interface SeenDraft {
  readonly id: string;
  readonly version: number;
  readonly department: string | null;
}

/** A draft that was approved, with the state that it becomes. */
export interface Approved {
  readonly number: number;
  readonly document: Indicator;
  readonly release: Release;
  readonly reason: string;
}

/** Thrown inside a transaction to undo it. */
class Stale extends Error {}

type Row = Database['definition_drafts'];

function draftOf({ id, version, body, updated_at: updatedAt }: Row): StoredDraft {
  const draft = body === null ? undefined : DefinitionDraft.parse(JSON.parse(body));
  return { id, version, draft, updatedAt };
}

/** Two that change the same drafts take them in the same order, so that neither waits for the other. */
function inOrder<T extends { readonly seen: SeenDraft }>(changes: readonly T[]): T[] {
  return changes.toSorted((one, other) => (one.seen.id < other.seen.id ? -1 : 1));
}

/** Drafts of definitions, at most one of each, and what they become. */
export class DefinitionStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Every row, also those whose draft is gone, by id. */
  async drafts(_viewer: Viewer): Promise<StoredDraft[]> {
    const rows = await this.#db.selectFrom('definition_drafts').selectAll().orderBy('id').execute();
    return rows.map(draftOf);
  }

  /** The draft of an indicator, or the row it left. */
  async draft(_viewer: Viewer, id: string): Promise<StoredDraft> {
    const row = await this.#db
      .selectFrom('definition_drafts')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row ? draftOf(row) : { id, version: 0, draft: undefined, updatedAt: '' };
  }

  /** Stores drafts, all or none of them; `undefined` takes one away.
   * @returns whether nobody changed one of them in the meantime */
  async put(
    viewer: Viewer,
    changes: readonly { seen: SeenDraft; draft: DefinitionDraft | undefined }[],
  ): Promise<boolean> {
    return this.#whole(async (db) => {
      for (const { seen, draft } of inOrder(changes))
        await this.#replace(db, viewer, { seen, draft });
    });
  }

  /** Stores an approved state and takes its draft away, both or neither.
   * @returns whether nobody changed the draft or approved another state in the meantime */
  async release(viewer: Viewer, seen: SeenDraft, approved: Approved): Promise<boolean> {
    const { number, document, release, reason } = approved;
    return this.#whole(async (db) => {
      await this.#replace(db, viewer, { seen, draft: undefined });
      const added = await db
        .insertInto('documents')
        .values({
          ...{ kind: 'indicator', id: seen.id, version: number, reason },
          body: JSON.stringify(document),
          owner: release.author.id,
          department: document.ownerDepartment,
          release: JSON.stringify(release),
          created_at: this.#clock().toISOString(),
        })
        .onConflict((conflict) => conflict.columns(['kind', 'id', 'version']).doNothing())
        .returning('seq')
        .executeTakeFirst();
      if (!added) throw new Stale();
    });
  }

  async #whole(work: (db: Kysely<Database>) => Promise<void>): Promise<boolean> {
    try {
      await inTransaction(this.#db, work);
      return true;
    } catch (error) {
      if (error instanceof Stale) return false;
      throw error;
    }
  }

  async #replace(
    db: Kysely<Database>,
    viewer: Viewer,
    { seen, draft }: { seen: SeenDraft; draft: DefinitionDraft | undefined },
  ): Promise<void> {
    const { id, version, department } = seen;
    const set = {
      ...{ owner: viewer.id, department },
      body: draft ? JSON.stringify(draft) : null,
      updated_at: this.#clock().toISOString(),
    };
    const changed =
      version === 0
        ? await db
            .insertInto('definition_drafts')
            .values({ id, version: 1, ...set })
            .onConflict((conflict) => conflict.column('id').doNothing())
            .returning('id')
            .executeTakeFirst()
        : await db
            .updateTable('definition_drafts')
            .set({ version: version + 1, ...set })
            .where('id', '=', id)
            .where('version', '=', version)
            .returning('id')
            .executeTakeFirst();
    if (!changed) throw new Stale();
  }
}
