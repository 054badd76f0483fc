import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** What a way to the identity provider remembers until it comes back. */
export interface BegunSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** Ways to the identity provider that have begun, and browsers in which people signed in before; each
 * known by the hash of the secret that the browser holds. */
export class SignInStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  get #now(): string {
    return this.#clock().toISOString();
  }

  /** Remembers what the answer must fit. */
  async begin(hash: string, begun: BegunSignIn, expiresAt: string): Promise<void> {
    const { state, nonce, verifier, returnTo: return_to } = begun;
    const row = { hash, state, nonce, verifier, return_to, expires_at: expiresAt };
    await this.#db.insertInto('sign_ins').values(row).execute();
  }

  /** Takes what was remembered; it is good for one answer. */
  async take(hash: string): Promise<BegunSignIn | undefined> {
    const row = await this.#db
      .deleteFrom('sign_ins')
      .where('hash', '=', hash)
      .returningAll()
      .executeTakeFirst();
    if (!row || row.expires_at <= this.#now) return undefined;
    const { state, nonce, verifier, return_to: returnTo } = row;
    return { state, nonce, verifier, returnTo };
  }

  /** Lets a browser be known as one of a person's. */
  async know(hash: string, account: string, expiresAt: string): Promise<void> {
    const row = { hash, account, failures: 0, expires_at: expiresAt };
    await this.#db.insertInto('browsers').values(row).execute();
  }

  /** Counts a try in a known browser of the person; whether it may still try. */
  async tryIn(hash: string, account: string, most: number): Promise<boolean> {
    const done = await this.#db
      .updateTable('browsers')
      .set((eb) => ({ failures: eb('failures', '+', 1) }))
      .where('hash', '=', hash)
      .where('account', '=', account)
      .where('failures', '<', most)
      .where('expires_at', '>', this.#now)
      .executeTakeFirst();
    return done.numUpdatedRows === 1n;
  }

  /** Forgets wrong passwords in a browser after a right one. */
  async clearIn(hash: string): Promise<void> {
    await this.#db.updateTable('browsers').set({ failures: 0 }).where('hash', '=', hash).execute();
  }

  /** No browser of the person is known any more. */
  async forgetAll(account: string): Promise<void> {
    await this.#db.deleteFrom('browsers').where('account', '=', account).execute();
  }

  /** Deletes what has ended. */
  async prune(): Promise<void> {
    for (const table of ['sign_ins', 'browsers'] as const) {
      await this.#db.deleteFrom(table).where('expires_at', '<=', this.#now).execute();
    }
  }
}
