import { can, type Viewer } from '@bada/shared';
import { OdcsDocument } from '@bada/shared/catalogue';
import { Ingest, type IngestPage, type IngestState, ingestSummary } from '@bada/shared/intake';
import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { type Cursor, encodeCursor } from './cursor.ts';
import type { Database, IngestsTable } from './schema.ts';

/** What of an ingest changes on its way. */
const IngestBody = Ingest.pick({ file: true, read: true, tables: true, state: true }).extend({
  /** Contracts that people wrote, by dataset. */
  contracts: z.record(z.string(), OdcsDocument),
});
type IngestBody = z.infer<typeof IngestBody>;

/** An ingest with what is kept beside it. */
export interface IngestRecord {
  readonly ingest: Ingest;
  readonly contracts: Readonly<Record<string, OdcsDocument>>;
}

/** What became of a change: done, refused because `current` is another version or somebody is publishing it, or
 * nothing there. */
export type IngestChange =
  | { readonly kind: 'done'; readonly record: IngestRecord }
  | { readonly kind: 'conflict'; readonly current: number }
  | { readonly kind: 'claimed' }
  | { readonly kind: 'missing' };

/** Whether nobody is publishing an ingest at a moment, ISO 8601 in UTC. */
export function isUnclaimed(now: string) {
  return ({ eb, or }: ExpressionBuilder<Database, 'ingests'>) =>
    or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]);
}

/** The ingest that a row holds. */
export function recordOf(row: Selectable<IngestsTable>): IngestRecord {
  const { contracts, ...body } = IngestBody.parse(JSON.parse(row.body));
  const { id, owner, department, version } = row;
  const times = { createdAt: row.created_at, updatedAt: row.updated_at };
  return { ingest: { v: 1, id, version, owner, department, ...times, ...body }, contracts };
}

/** What a row holds of an ingest, as JSON text. */
export function bodyText({ ingest, contracts }: IngestRecord): string {
  const { file, read, tables, state } = ingest;
  const body: IngestBody = { file, read, tables, state, contracts };
  return JSON.stringify(body);
}

/** Files that were brought, as they stand. Each change is one statement. */
export class IngestStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Stores a file that has just been received; it is on disk when this returns. */
  async create(
    viewer: Viewer,
    { id, department, file }: Pick<Ingest, 'id' | 'department' | 'file'>,
  ): Promise<IngestRecord> {
    const now = this.#clock().toISOString();
    const state: IngestState = { kind: 'received' };
    const body: IngestBody = { file, read: {}, tables: [], state, contracts: {} };
    const row = {
      id,
      owner: viewer.id,
      department,
      version: 1,
      state: state.kind,
      body: JSON.stringify(body),
      created_at: now,
      updated_at: now,
      claimed_by: null,
      claimed_until: null,
    };
    await this.#db.insertInto('ingests').values(row).execute();
    return recordOf(row);
  }

  /** The ingest of that id; who may see it is decided by its owner and department. */
  async find(_viewer: Viewer, id: string): Promise<IngestRecord | undefined> {
    const row = await this.#row(id);
    return row && recordOf(row);
  }

  /** Owner and department of an ingest: what access is decided by. */
  ownerOf(_viewer: Viewer, id: string) {
    const query = this.#db.selectFrom('ingests').select(['owner', 'department']);
    return query.where('id', '=', id).executeTakeFirst();
  }

  /** Those that the viewer may read, newest first. */
  async list(
    viewer: Viewer,
    { limit, after }: { limit: number; after?: Cursor | undefined },
  ): Promise<IngestPage> {
    let query = this.#db.selectFrom('ingests').selectAll();
    if (!can(viewer, 'read', { kind: 'ingest', owner: '', department: null })) {
      const { departments } = viewer;
      query = query.where(({ eb, or }) =>
        or([
          eb('owner', '=', viewer.id),
          ...(departments.length > 0 ? [eb('department', 'in', departments)] : []),
        ]),
      );
    }
    if (after) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('created_at', 'id'), '<', tuple(after.createdAt, after.id)),
      );
    }
    const ordered = query.orderBy('created_at', 'desc').orderBy('id', 'desc');
    const rows = await ordered.limit(limit + 1).execute();
    const page = rows.slice(0, limit).map((row) => recordOf(row).ingest);
    const last = page.at(-1);
    const next = rows.length > limit && last ? encodeCursor(last) : null;
    return { ingests: page.map(ingestSummary), next };
  }

  /** All that stand in one of these states, oldest first. */
  async inState(_viewer: Viewer, kinds: readonly IngestState['kind'][]): Promise<IngestRecord[]> {
    const query = this.#db
      .selectFrom('ingests')
      .selectAll()
      .where('state', 'in', [...kinds]);
    return (await query.orderBy('created_at').execute()).map(recordOf);
  }

  /** Replaces what changes of an ingest, unless it has another version than `expected` by now. */
  async replace(
    _viewer: Viewer,
    expected: 'any' | readonly number[],
    record: IngestRecord,
  ): Promise<IngestChange> {
    const { id, state } = record.ingest;
    const body = bodyText(record);
    const now = this.#clock().toISOString();
    let query = this.#db
      .updateTable('ingests')
      .set((eb) => ({
        body,
        state: state.kind,
        version: eb('version', '+', 1),
        updated_at: now,
      }))
      .where('id', '=', id)
      .where(isUnclaimed(now));
    if (expected !== 'any') query = query.where('version', 'in', [...expected, -1]);
    const row = await query.returningAll().executeTakeFirst();
    return row ? { kind: 'done', record: recordOf(row) } : this.#refused(id, now);
  }

  /** Removes an ingest for good. */
  async remove(
    _viewer: Viewer,
    id: string,
    expected: 'any' | readonly number[],
  ): Promise<IngestChange> {
    const now = this.#clock().toISOString();
    let query = this.#db.deleteFrom('ingests').where('id', '=', id).where(isUnclaimed(now));
    if (expected !== 'any') query = query.where('version', 'in', [...expected, -1]);
    const gone = await query.returningAll().executeTakeFirst();
    return gone ? { kind: 'done', record: recordOf(gone) } : this.#refused(id, now);
  }

  async #refused(id: string, now: string): Promise<IngestChange> {
    const row = await this.#row(id);
    if (!row) return { kind: 'missing' };
    const isClaimed = row.claimed_until !== null && row.claimed_until > now;
    return isClaimed ? { kind: 'claimed' } : { kind: 'conflict', current: row.version };
  }

  #row(id: string): Promise<Selectable<IngestsTable> | undefined> {
    return this.#db.selectFrom('ingests').selectAll().where('id', '=', id).executeTakeFirst();
  }
}
