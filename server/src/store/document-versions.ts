import type { Viewer } from '@bada/shared';
import type { Kysely } from 'kysely';
import type { DocumentKind } from './documents.ts';
import type { Database } from './schema.ts';

/** One stored version of a document; `body` is what its schema parses. */
export interface DocumentVersion {
  readonly version: number;
  readonly body: unknown;
  /** Id of the author. */
  readonly owner: string;
  readonly reason: string | null;
  /** ISO date-time. */
  readonly createdAt: string;
}

/** A further version of a document. */
export interface NextDocument {
  readonly kind: DocumentKind;
  readonly id: string;
  /** Version numbers the writer holds; 0 for a document that is not there. `any` is the client's `*`. */
  readonly expected: 'any' | readonly number[];
  /** The number is at least this. */
  readonly least: number;
  readonly department: string | null;
  readonly reason: string | null;
  /** Makes the body of the version with its number, which is the next one. */
  readonly body: (version: number) => unknown;
}

/** What became of it: stored, or refused because `current` is the newest version by now. */
export type Appended =
  | { readonly kind: 'done'; readonly version: number }
  | { readonly kind: 'conflict'; readonly current: number };

/** The history of single documents, and edits that add to it. */
export class DocumentVersions {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** All versions of a document, the newest first. */
  async list(_viewer: Viewer, kind: DocumentKind, id: string): Promise<DocumentVersion[]> {
    const rows = await this.#db
      .selectFrom('documents')
      .select(['version', 'body', 'owner', 'reason', 'created_at'])
      .where('kind', '=', kind)
      .where('id', '=', id)
      .orderBy('version', 'desc')
      .execute();
    return rows.map(({ body, created_at: createdAt, ...rest }) => {
      const parsed: unknown = JSON.parse(body);
      return { ...rest, createdAt, body: parsed };
    });
  }

  /** Adds the next version. The number is unique, so that of two writers one is refused. */
  async append(viewer: Viewer, next: NextDocument): Promise<Appended> {
    const { kind, id, expected, least, department, reason, body } = next;
    const current = await this.#newest(kind, id);
    if (expected !== 'any' && !expected.includes(current)) return { kind: 'conflict', current };
    const version = Math.max(current + 1, least);
    const row = {
      ...{ kind, id, version, department, reason, release: null },
      body: JSON.stringify(body(version)),
      owner: viewer.id,
      created_at: this.#clock().toISOString(),
    };
    const added = await this.#db
      .insertInto('documents')
      .values(row)
      .onConflict((conflict) => conflict.columns(['kind', 'id', 'version']).doNothing())
      .returning('seq')
      .executeTakeFirst();
    if (added) return { kind: 'done', version };
    return { kind: 'conflict', current: await this.#newest(kind, id) };
  }

  async #newest(kind: DocumentKind, id: string): Promise<number> {
    const query = this.#db
      .selectFrom('documents')
      .select(({ fn }) => fn.max('version').as('version'))
      .where('kind', '=', kind)
      .where('id', '=', id);
    return Number((await query.executeTakeFirst())?.version ?? 0);
  }
}
