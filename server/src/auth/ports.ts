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
    how?: { sample?: boolean; password?: string | null },
  ): Promise<Account>;
  change(
    viewer: Viewer,
    id: string,
    change: { draft: AccountChange; expected: 'any' },
  ): Promise<Account>;
  setPassword(viewer: Viewer, id: string, password: string): Promise<void>;
  countFailure(viewer: Viewer, id: string, lock: { most: number; closedMs: number }): Promise<void>;
  clearFailures(viewer: Viewer, id: string): Promise<void>;
  inherit(viewer: Viewer, from: string): Promise<void>;
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
