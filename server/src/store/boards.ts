import { randomUUID } from 'node:crypto';
import { Board, BoardDraft, type BoardPage, type Viewer } from '@bada/shared';
import type { Kysely } from 'kysely';
import { type Cursor, encodeCursor } from './cursor.ts';
import type { BoardRow, Database } from './schema.ts';

/** Versions a writer holds; `any` is the client's `*`. */
export type Expected = 'any' | readonly number[];

/** What became of a change: done, refused because `current` is another version, or nothing there. */
export type Change =
  | { readonly kind: 'done'; readonly board: Board }
  | { readonly kind: 'conflict'; readonly current: number }
  | { readonly kind: 'missing' };

function boardOf(row: BoardRow): Board {
  const draft = BoardDraft.parse(JSON.parse(row.body));
  return Board.parse({
    v: 1,
    id: row.id,
    ...draft,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    owner: row.owner,
    department: row.department,
  });
}

function seesAll(viewer: Viewer): boolean {
  return viewer.roles.includes('administrator');
}

/** Saved views. Each change is one statement, so that two writers can never both succeed. */
export class BoardStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Owner of a board, in the bin or not; what access is decided by. */
  async ownerOf(_viewer: Viewer, id: string): Promise<string | undefined> {
    const query = this.#db.selectFrom('boards').select('owner').where('id', '=', id);
    return (await query.executeTakeFirst())?.owner;
  }

  /** The viewer's own boards, newest first. */
  async list(
    viewer: Viewer,
    { limit, after }: { limit: number; after?: Cursor | undefined },
  ): Promise<BoardPage> {
    let query = this.#db
      .selectFrom('boards')
      .selectAll()
      .where('owner', '=', viewer.id)
      .where('deleted_at', 'is', null);
    if (after) {
      const { createdAt, id } = after;
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('created_at', 'id'), '<', tuple(createdAt, id)),
      );
    }
    const ordered = query
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1);
    const boards = (await ordered.execute()).map(boardOf);
    const page = boards.slice(0, limit);
    const last = page.at(-1);
    return { boards: page, next: boards.length > limit && last ? encodeCursor(last) : null };
  }

  /** Every board of anybody that is not in the bin, newest first: to tell what depends on something. */
  async everywhere(_viewer: Viewer): Promise<Board[]> {
    const rows = await this.#db
      .selectFrom('boards')
      .selectAll()
      .where('deleted_at', 'is', null)
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map(boardOf);
  }

  /** A board that is not in the bin. */
  async find(viewer: Viewer, id: string): Promise<Board | undefined> {
    const row = await this.#row(viewer, id);
    return row && row.deleted_at === null ? boardOf(row) : undefined;
  }

  /** Stores a new board of the viewer; it is on disk when this returns. */
  async create(viewer: Viewer, draft: BoardDraft): Promise<Board> {
    const now = this.#clock().toISOString();
    const row: BoardRow = {
      id: randomUUID(),
      owner: viewer.id,
      department: viewer.departments[0] ?? null,
      version: 1,
      body: JSON.stringify(draft),
      created_at: now,
      updated_at: now,
      deleted_at: null,
    };
    await this.#db.insertInto('boards').values(row).execute();
    return boardOf(row);
  }

  /** Replaces what the author wrote. */
  update(viewer: Viewer, id: string, change: { draft: BoardDraft; expected: Expected }) {
    const { draft, expected } = change;
    return this.#change(viewer, id, { expected, set: { body: JSON.stringify(draft) } });
  }

  /** Puts a board into the bin, from where `restore` brings it back. */
  remove(viewer: Viewer, id: string, expected: Expected): Promise<Change> {
    return this.#change(viewer, id, { expected, set: { deleted_at: this.#clock().toISOString() } });
  }

  /** Undoes `remove`; a board that is not in the bin stays as it is. */
  async restore(viewer: Viewer, id: string, expected: Expected): Promise<Change> {
    const present = await this.find(viewer, id);
    if (present) return { kind: 'done', board: present };
    return this.#change(viewer, id, { expected, set: { deleted_at: null }, inBin: true });
  }

  async #change(
    viewer: Viewer,
    id: string,
    options: {
      expected: Expected;
      set: { body?: string; deleted_at?: string | null };
      inBin?: boolean;
    },
  ): Promise<Change> {
    const { expected, set, inBin = false } = options;
    let query = this.#db
      .updateTable('boards')
      .set((eb) => ({
        ...set,
        version: eb('version', '+', 1),
        updated_at: this.#clock().toISOString(),
      }))
      .where('id', '=', id)
      .where('deleted_at', inBin ? 'is not' : 'is', null);
    if (!seesAll(viewer)) query = query.where('owner', '=', viewer.id);
    if (expected !== 'any') query = query.where('version', 'in', [...expected, -1]);
    const row = await query.returningAll().executeTakeFirst();
    return row ? { kind: 'done', board: boardOf(row) } : this.#refusal(viewer, id, inBin);
  }

  async #refusal(viewer: Viewer, id: string, inBin: boolean): Promise<Change> {
    const row = await this.#row(viewer, id);
    const there = row !== undefined && (row.deleted_at !== null) === inBin;
    return there ? { kind: 'conflict', current: row.version } : { kind: 'missing' };
  }

  #row(viewer: Viewer, id: string): Promise<BoardRow | undefined> {
    const query = this.#db.selectFrom('boards').selectAll().where('id', '=', id);
    const scoped = seesAll(viewer) ? query : query.where('owner', '=', viewer.id);
    return scoped.executeTakeFirst();
  }
}
