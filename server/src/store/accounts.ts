import {
  Account,
  type AccountChange,
  type AccountDraft,
  BadaError,
  type Viewer,
} from '@bada/shared';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { AccountsTable } from './accounts-schema.ts';
import type { Expected } from './boards.ts';
import { inTransaction, queueUp } from './dialect/concurrency.ts';
import type { Database } from './schema.ts';

/** Roles are JSON text. */
const ADMINISTRATOR = '%"administrator"%';

type Row = Selectable<AccountsTable>;

/** An account with what only the server may know of it. */
export interface KnownAccount {
  readonly account: Account;
  readonly password: string | null;
  readonly failures: number;
}

function accountOf(row: Row): Account {
  return Account.parse({
    v: 1,
    id: row.id,
    name: row.name,
    roles: JSON.parse(row.roles),
    departments: JSON.parse(row.departments),
    class: row.class,
    sample: row.sample === 1,
    provider: row.issuer !== null,
    state: row.state,
    lockedUntil: row.locked_until,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}

function rightsOf({ name, roles, departments, class: dataClass }: Omit<AccountChange, 'disabled'>) {
  return {
    name,
    roles: JSON.stringify(roles),
    departments: JSON.stringify(departments),
    class: dataClass,
  };
}

function otherAdministrators(db: Kysely<Database>, id: string) {
  return db
    .selectFrom('accounts as others')
    .select(sql.lit(1).as('one'))
    .where('others.id', '!=', id)
    .where('others.state', '=', 'active')
    .where('others.roles', 'like', ADMINISTRATOR);
}

/** An identity provider and its name for a person: two things that never change. */
export interface Origin {
  readonly issuer: string;
  readonly subject: string;
}

/** How a new account begins. */
export interface NewAccount {
  readonly sample?: boolean;
  /** Hash of its password; without one the account is invited. */
  readonly password?: string | null;
  /** The identity provider through which the person comes, and its name for them. */
  readonly origin?: Origin;
}

/** People who may sign in. Each change is one statement. */
export class AccountStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Whether somebody who may sign in is there already: from then on the server asks who one is. */
  async isClaimed(): Promise<boolean> {
    const query = this.#db.selectFrom('accounts').select('id').where('state', '=', 'active');
    return (await query.limit(1).executeTakeFirst()) !== undefined;
  }

  /** Whether an administrator who is not made up was ever there. */
  async hasAdministrator(): Promise<boolean> {
    const query = this.#db.selectFrom('accounts').select('id').where('sample', '=', 0);
    const found = query.where('roles', 'like', ADMINISTRATOR).limit(1);
    return (await found.executeTakeFirst()) !== undefined;
  }

  async list(_viewer: Viewer): Promise<Account[]> {
    return (await this.#db.selectFrom('accounts').selectAll().orderBy('id').execute()).map(
      accountOf,
    );
  }

  async find(_viewer: Viewer, id: string): Promise<KnownAccount | undefined> {
    const query = this.#db.selectFrom('accounts').selectAll().where('id', '=', id);
    const row = await query.executeTakeFirst();
    return row && { account: accountOf(row), password: row.password, failures: row.failures };
  }

  /** @throws BadaError `account.exists` */
  async create(_viewer: Viewer, draft: AccountDraft, how: NewAccount = {}): Promise<Account> {
    const { sample = false, password = null, origin } = how;
    const isInvited = password === null && !sample && !origin;
    const now = this.#clock().toISOString();
    const row: Row = {
      id: draft.id,
      ...rightsOf(draft),
      sample: sample ? 1 : 0,
      state: isInvited ? 'invited' : 'active',
      password,
      failures: 0,
      locked_until: null,
      issuer: origin?.issuer ?? null,
      subject: origin?.subject ?? null,
      version: 1,
      created_at: now,
      updated_at: now,
    };
    const insert = this.#db
      .insertInto('accounts')
      .values(row)
      .onConflict((on) => on.doNothing());
    const done = await insert.executeTakeFirst();
    if (done.numInsertedOrUpdatedRows !== 1n)
      throw new BadaError('account.exists', { id: draft.id });
    return accountOf(row);
  }

  /** Replaces what an administrator says of a person; one administrator always stays.
   * @throws BadaError `account.conflict`, `account.not-found`, `account.last-administrator` */
  async change(
    viewer: Viewer,
    id: string,
    { draft, expected }: { draft: AccountChange; expected: Expected },
  ): Promise<Account> {
    const known = await this.find(viewer, id);
    if (!known) throw new BadaError('account.not-found', { id });
    const stays = !draft.disabled && draft.roles.includes('administrator');
    const { sample, provider } = known.account;
    const enabled = known.password === null && !sample && !provider ? 'invited' : 'active';
    const row = await inTransaction(this.#db, async (db) => {
      let query = db
        .updateTable('accounts')
        .set((eb) => ({
          ...rightsOf(draft),
          state: draft.disabled ? 'disabled' : enabled,
          version: eb('version', '+', 1),
          updated_at: this.#clock().toISOString(),
        }))
        .where('id', '=', id);
      if (expected !== 'any') query = query.where('version', 'in', [...expected, -1]);
      if (!stays) {
        // Two administrators who dismiss each other at once must not both succeed.
        await queueUp(db, 'administrators');
        query = query.where(({ or, eb, exists }) =>
          or([eb('roles', 'not like', ADMINISTRATOR), exists(otherAdministrators(db, id))]),
        );
      }
      return query.returningAll().executeTakeFirst();
    });
    if (row) return accountOf(row);
    const current = (await this.find(viewer, id))?.account.version ?? 0;
    const isOld = expected !== 'any' && !expected.includes(current);
    throw new BadaError(isOld ? 'account.conflict' : 'account.last-administrator', { id });
  }

  /** The person whom an identity provider names. */
  async findOrigin(_viewer: Viewer, { issuer, subject }: Origin): Promise<Account | undefined> {
    const query = this.#db.selectFrom('accounts').selectAll().where('issuer', '=', issuer);
    const row = await query.where('subject', '=', subject).executeTakeFirst();
    return row && accountOf(row);
  }

  /** Sets the hash of a password, which makes an invited account active and opens a locked one. The
   * version counts what administrators write, so it stays. */
  async setPassword(_viewer: Viewer, id: string, password: string): Promise<void> {
    await this.#db
      .updateTable('accounts')
      .set({
        password,
        failures: 0,
        locked_until: null,
        state: 'active',
        updated_at: this.#clock().toISOString(),
      })
      .where('id', '=', id)
      .where('state', '!=', 'disabled')
      .execute();
  }

  /** Counts a password before it is tried, as one that is wrong, so that many at once are no more
   * tries than one after the other; every `most` of them close the account for a while. Whether it may
   * be tried: a closed account counts nothing. */
  async countTry(
    _viewer: Viewer,
    id: string,
    { most, closedMs }: { most: number; closedMs: number },
  ): Promise<boolean> {
    const now = this.#clock();
    const until = new Date(now.getTime() + closedMs).toISOString();
    const done = await this.#db
      .updateTable('accounts')
      .set((eb) => ({
        failures: eb('failures', '+', 1),
        locked_until: eb
          .case()
          .when(sql<boolean>`(failures + 1) % ${sql.lit(most)} = 0`)
          .then(until)
          .else(eb.ref('locked_until'))
          .end(),
      }))
      .where('id', '=', id)
      .where(({ or, eb }) =>
        or([eb('locked_until', 'is', null), eb('locked_until', '<=', now.toISOString())]),
      )
      .executeTakeFirst();
    return done.numUpdatedRows === 1n;
  }

  /** Forgets wrong passwords after a right one. */
  async clearFailures(_viewer: Viewer, id: string): Promise<void> {
    await this.#db
      .updateTable('accounts')
      .set({ failures: 0, locked_until: null })
      .where('id', '=', id)
      .execute();
  }

  /** Gives what the one local person made to the one who takes the server over. */
  async inherit(viewer: Viewer, from: string): Promise<void> {
    for (const table of ['boards', 'ingests'] as const) {
      await this.#db
        .updateTable(table)
        .set({ owner: viewer.id })
        .where('owner', '=', from)
        .execute();
    }
  }
}
