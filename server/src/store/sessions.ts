import { randomUUID } from 'node:crypto';
import { type NewToken, Token, type TokenDraft, type Viewer } from '@bada/shared';
import type { Kysely, Selectable } from 'kysely';
import type { SessionsTable, TokensTable } from './accounts-schema.ts';
import { inTransaction, queueUp } from './dialect/concurrency.ts';
import type { Database } from './schema.ts';

const DAY_MS = 86_400_000;

/** A session as it stands. */
export interface Session {
  readonly account: string;
  readonly family: string;
  readonly failures: number;
  readonly createdAt: string;
  readonly beganAt: string;
  readonly expiresAt: string;
  /** Token by which the identity provider knows the session again. */
  readonly hint: string | null;
}

function sessionOf(row: Selectable<SessionsTable>): Session {
  return {
    account: row.account,
    family: row.family,
    failures: row.failures,
    createdAt: row.created_at,
    beganAt: row.began_at,
    expiresAt: row.expires_at,
    hint: row.hint,
  };
}

function tokenOf(row: Selectable<TokensTable>): Token {
  return Token.parse({
    id: row.id,
    name: row.name,
    scope: row.scope,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  });
}

/** What browsers and scripts show to be somebody: sessions, one-time links and tokens, each known to
 * the store by the hash of its secret alone. */
export class SessionStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  get #now(): string {
    return this.#clock().toISOString();
  }

  /** Begins a session, or goes on with one under a new secret. */
  async open(
    hash: string,
    session: Pick<Session, 'account' | 'failures' | 'expiresAt'> &
      Partial<Pick<Session, 'family' | 'beganAt' | 'hint'>>,
  ): Promise<void> {
    const { account, failures, expiresAt: expires_at } = session;
    const { family = randomUUID(), beganAt: began_at = this.#now, hint = null } = session;
    const times = { began_at, created_at: this.#now, expires_at };
    const row = { hash, account, family, failures, hint, ...times };
    await this.#db.insertInto('sessions').values(row).execute();
  }

  /** The session of a secret, unless it has ended. */
  async find(hash: string): Promise<Session | undefined> {
    const query = this.#db.selectFrom('sessions').selectAll();
    const row = await query
      .where('hash', '=', hash)
      .where('expires_at', '>', this.#now)
      .executeTakeFirst();
    return row && sessionOf(row);
  }

  /** Lets a session that got a new secret end soon. Whether it was the first to ask: of two tabs that
   * rotate at once one gets the new secret. */
  async retire(hash: string, { createdAt, until }: { createdAt: string; until: string }) {
    const done = await this.#db
      .updateTable('sessions')
      .set({ expires_at: until })
      .where('hash', '=', hash)
      .where('created_at', '=', createdAt)
      .where('expires_at', '>', until)
      .executeTakeFirst();
    return done.numUpdatedRows === 1n;
  }

  /** Ends a session with all that it followed. */
  async end(family: string): Promise<void> {
    await this.#db.deleteFrom('sessions').where('family', '=', family).execute();
  }

  /** Ends all sessions of a person. */
  async endAll(account: string): Promise<void> {
    await this.#db.deleteFrom('sessions').where('account', '=', account).execute();
  }

  /** Keeps a one-time link; an earlier one of the same account, or the earlier first one, ends. */
  async putLink(hash: string, link: { account: string | null; expiresAt: string }): Promise<void> {
    const { account, expiresAt: expires_at } = link;
    await inTransaction(this.#db, async (transaction) => {
      await queueUp(transaction, `link ${account}`);
      const same = transaction.deleteFrom('links');
      await (account === null
        ? same.where('account', 'is', null)
        : same.where('account', '=', account)
      ).execute();
      await transaction.insertInto('links').values({ hash, account, expires_at }).execute();
    });
  }

  /** Uses a link up: of any number who try, one gets it. */
  async takeLink(hash: string): Promise<{ account: string | null } | undefined> {
    const query = this.#db.deleteFrom('links').where('hash', '=', hash);
    return query.where('expires_at', '>', this.#now).returning('account').executeTakeFirst();
  }

  /** Whether a link is there to be used, and whose it is. */
  async peekLink(hash: string): Promise<{ account: string | null } | undefined> {
    const query = this.#db.selectFrom('links').select('account').where('hash', '=', hash);
    return query.where('expires_at', '>', this.#now).executeTakeFirst();
  }

  /** The viewer's own tokens that have not ended, newest first. */
  async tokens(viewer: Viewer): Promise<Token[]> {
    const query = this.#db.selectFrom('tokens').selectAll().where('account', '=', viewer.id);
    const live = query.where('expires_at', '>', this.#now).orderBy('created_at', 'desc');
    return (await live.orderBy('id').execute()).map(tokenOf);
  }

  async putToken(
    viewer: Viewer,
    { name, scope, days }: TokenDraft,
    hash: string,
  ): Promise<NewToken['token']> {
    const created = this.#clock();
    const row: Selectable<TokensTable> = {
      id: randomUUID(),
      hash,
      account: viewer.id,
      name,
      scope,
      created_at: created.toISOString(),
      expires_at: new Date(created.getTime() + days * DAY_MS).toISOString(),
      used_at: null,
    };
    await this.#db.insertInto('tokens').values(row).execute();
    return tokenOf(row);
  }

  /** Takes a token of the viewer away; whether there was one. */
  async removeToken(viewer: Viewer, id: string): Promise<boolean> {
    const query = this.#db.deleteFrom('tokens').where('id', '=', id);
    const done = await query.where('account', '=', viewer.id).executeTakeFirst();
    return done.numDeletedRows === 1n;
  }

  /** Whose token it is and what it may do; that it was used is noted by the day. */
  async findToken(hash: string): Promise<{ account: string; scope: string } | undefined> {
    const query = this.#db.selectFrom('tokens').selectAll().where('hash', '=', hash);
    const row = await query.where('expires_at', '>', this.#now).executeTakeFirst();
    if (!row) return undefined;
    if (row.used_at?.slice(0, 10) !== this.#now.slice(0, 10)) {
      const used = this.#db.updateTable('tokens').set({ used_at: this.#now });
      await used.where('hash', '=', hash).execute();
    }
    return { account: row.account, scope: row.scope };
  }

  /** Deletes what has ended. */
  async prune(): Promise<void> {
    for (const table of ['sessions', 'links', 'tokens'] as const) {
      await this.#db.deleteFrom(table).where('expires_at', '<=', this.#now).execute();
    }
  }
}
