import type { Account, AccountChange, AccountDraft, Viewer } from '@bada/shared';

/** An account with what only the server may know of it. */
export interface KnownAccount {
  readonly account: Account;
  readonly password: string | null;
  readonly failures: number;
}

/** A session as it stands. */
export interface Session {
  readonly account: string;
  readonly family: string;
  readonly failures: number;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Token by which the identity provider knows the session again. */
  readonly hint: string | null;
}

/** Where people are kept, as far as signing in needs them. */
export interface People {
  isClaimed(): Promise<boolean>;
  hasAdministrator(): Promise<boolean>;
  list(viewer: Viewer): Promise<Account[]>;
  find(viewer: Viewer, id: string): Promise<KnownAccount | undefined>;
  create(
    viewer: Viewer,
    draft: AccountDraft,
    how?: {
      sample?: boolean;
      password?: string | null;
      origin?: { issuer: string; subject: string };
    },
  ): Promise<Account>;
  change(
    viewer: Viewer,
    id: string,
    change: { draft: AccountChange; expected: 'any' | readonly number[] },
  ): Promise<Account>;
  setPassword(viewer: Viewer, id: string, password: string): Promise<void>;
  findOrigin(
    viewer: Viewer,
    origin: { issuer: string; subject: string },
  ): Promise<Account | undefined>;
  countTry(viewer: Viewer, id: string, lock: { most: number; closedMs: number }): Promise<boolean>;
  clearFailures(viewer: Viewer, id: string): Promise<void>;
  inherit(viewer: Viewer, from: string): Promise<void>;
}

/** What a way to the identity provider remembers until it comes back. */
interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** Where ways to the identity provider are kept, by the hash of the browser's secret. */
export interface BegunSignIns {
  begin(hash: string, begun: Begun, expiresAt: string): Promise<void>;
  take(hash: string): Promise<Begun | undefined>;
}

/** Where browsers are kept in which people signed in before. */
export interface KnownBrowsers {
  know(hash: string, account: string, expiresAt: string): Promise<void>;
  tryIn(hash: string, account: string, most: number): Promise<boolean>;
  clearIn(hash: string): Promise<void>;
  forgetAll(account: string): Promise<void>;
}

/** Where sessions, links and tokens are kept, by the hash of their secret. */
export interface Secrets {
  open(
    hash: string,
    session: Pick<Session, 'account' | 'failures' | 'expiresAt'> & Partial<Session>,
  ): Promise<void>;
  find(hash: string): Promise<Session | undefined>;
  retire(hash: string, end: { createdAt: string; until: string }): Promise<boolean>;
  end(family: string): Promise<void>;
  endAll(account: string): Promise<void>;
  putLink(hash: string, link: { account: string | null; expiresAt: string }): Promise<void>;
  takeLink(hash: string): Promise<{ account: string | null } | undefined>;
  peekLink(hash: string): Promise<{ account: string | null } | undefined>;
  findToken(hash: string): Promise<{ account: string; scope: string } | undefined>;
}
