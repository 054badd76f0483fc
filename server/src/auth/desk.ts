import {
  type AccountDraft,
  type AccountLink,
  ANONYMOUS,
  BadaError,
  type Join,
  LOCAL_VIEWER,
  type SessionView,
  type Viewer,
  viewerOfAccount,
} from '@bada/shared';
import { browserSecret, sessionSecret } from './cookie.ts';
import { hashPassword, isPassword, refuseTelling } from './password.ts';
import type { KnownAccount, KnownBrowsers, People, Secrets, Session } from './ports.ts';
import { hashSecret, newSecret } from './secret.ts';
import { type KnownBrowser, Tries } from './tries.ts';
import { type Identity, SYSTEM_VIEWER } from './viewer.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A session ends a working day after it began, however often it is used. */
const SESSION_MS = 10 * HOUR_MS;
/** After this long a session goes on under a new secret. */
const ROTATE_MS = HOUR_MS;
/** What is under way with the old secret still arrives. */
const OVERLAP_MS = MINUTE_MS;
const FIRST_LINK_MS = 24 * HOUR_MS;
const LINK_MS = 72 * HOUR_MS;

/** A session just begun: what the browser gets to keep. */
export interface Opened {
  readonly secret: string;
  readonly expires: Date;
  /** Whose session it is. */
  readonly account: string;
  /** Where this browser was not known as one of the person's: by what it is from now on. */
  readonly browser?: KnownBrowser | undefined;
}

/** How a desk is set up. */
export interface DeskOptions {
  readonly store: {
    readonly accounts: People;
    readonly sessions: Secrets;
    readonly signIns: KnownBrowsers;
  };
  readonly clock: () => Date;
  /** Whether only this machine reaches the server: then it may be used before it has people. */
  readonly isLocal: boolean;
  /** Whether made-up people may be tried. */
  readonly samples: boolean;
}

const NOBODY: Identity = { viewer: ANONYMOUS, name: ANONYMOUS.id, by: 'nothing', writes: true };
const MACHINE: Identity = {
  viewer: LOCAL_VIEWER,
  name: LOCAL_VIEWER.id,
  by: 'machine',
  writes: true,
};

/** Where people say who they are. */
export class SignInDesk {
  readonly #options: DeskOptions;
  readonly #tries: Tries;
  #claimed = false;

  constructor(options: DeskOptions) {
    this.#options = options;
    const { store, clock } = options;
    this.#tries = new Tries(store.accounts, store.signIns, clock);
  }

  get #accounts() {
    return this.#options.store.accounts;
  }

  get #sessions() {
    return this.#options.store.sessions;
  }

  #in(ms: number): Date {
    return new Date(this.#options.clock().getTime() + ms);
  }

  async #isClaimed(): Promise<boolean> {
    this.#claimed ||= await this.#accounts.isClaimed();
    return this.#claimed;
  }

  /** Who sends a request. Rights are read anew each time, so that a change holds at once. */
  async identify(request: Request): Promise<Identity> {
    if (!(await this.#isClaimed())) return this.#options.isLocal ? MACHINE : NOBODY;
    const bearer = /^Bearer (\S{20,200})$/.exec(request.headers.get('authorization') ?? '')?.[1];
    if (bearer !== undefined) return this.#byToken(bearer);
    const session = await this.#session(request);
    const person = session && (await this.#person(session.account));
    return person ? { ...person, by: 'session', writes: true } : NOBODY;
  }

  async #byToken(secret: string): Promise<Identity> {
    const token = await this.#sessions.findToken(hashSecret(secret));
    const person = token && (await this.#person(token.account));
    return person ? { ...person, by: 'token', writes: token.scope === 'write' } : NOBODY;
  }

  async #session(request: Request): Promise<Session | undefined> {
    const secret = sessionSecret(request);
    return secret === undefined ? undefined : this.#sessions.find(hashSecret(secret));
  }

  async #active(id: string): Promise<KnownAccount | undefined> {
    const known = await this.#accounts.find(SYSTEM_VIEWER, id);
    return known?.account.state === 'active' ? known : undefined;
  }

  async #person(id: string): Promise<Pick<Identity, 'viewer' | 'name'> | undefined> {
    const known = await this.#active(id);
    return known && { viewer: viewerOfAccount(known.account), name: known.account.name };
  }

  /** Who is asking, in words for the app. */
  async view(request: Request): Promise<SessionView> {
    if (!(await this.#isClaimed()) && this.#options.isLocal) return { kind: 'unclaimed' };
    const session = await this.#session(request);
    const known = session && (await this.#active(session.account));
    if (!known) return { kind: 'signed-out', samples: await this.#samples() };
    const { id, name, roles, departments, class: dataClass, sample, provider } = known.account;
    const me = { id, name, roles, departments, class: dataClass, sample, provider };
    const { failures, expiresAt } = session;
    return { kind: 'signed-in', me, failures, expiresAt };
  }

  async #samples() {
    if (!this.#options.samples) return [];
    const all = await this.#accounts.list(SYSTEM_VIEWER);
    const live = all.filter(({ sample, state }) => sample && state === 'active');
    return live.map(({ id, name, roles }) => ({ id, name, roles }));
  }

  /** A new secret for a session that has used its own for an hour; nothing where it is younger. */
  async rotate(request: Request): Promise<Opened | undefined> {
    const old = sessionSecret(request);
    const session = await this.#session(request);
    if (old === undefined || !session) return undefined;
    if (Date.parse(session.createdAt) > this.#in(-ROTATE_MS).getTime()) return undefined;
    const until = this.#in(OVERLAP_MS).toISOString();
    const first = await this.#sessions.retire(hashSecret(old), { ...session, until });
    return first ? this.#open(session) : undefined;
  }

  async #open(session: Pick<Session, 'account' | 'failures'> & Partial<Session>): Promise<Opened> {
    const { secret, hash } = newSecret();
    const { account, expiresAt = this.#in(SESSION_MS).toISOString() } = session;
    await this.#sessions.open(hash, { ...session, expiresAt });
    return { secret, expires: new Date(expiresAt), account };
  }

  /** Begins a session of somebody for whom another vouches. */
  openFor(account: string, { hint = null }: { hint?: string | null } = {}): Promise<Opened> {
    return this.#open({ account, failures: 0, hint });
  }

  /** Begins a session by password. That an account is not there, has no password or is disabled is
   * told like a wrong password, after as long.
   * @throws BadaError `account.wrong`, `account.locked` */
  async signIn(given: { id: string; password: string }, request: Request): Promise<Opened> {
    const id = given.id.trim().toLowerCase();
    const { known, browser } = await this.#prove(id, given.password, request);
    const opened = await this.#open({ account: id, failures: known.failures });
    return { ...opened, browser };
  }

  /** Somebody who shows their password.
   * @throws BadaError `account.wrong`, `account.locked` */
  async #prove(id: string, password: string, request: Request) {
    const known = await this.#active(id);
    const shown = browserSecret(request);
    const isOwn = await this.#tries.count(id, known, shown);
    const isRight = await isPassword(password, known?.password ?? null);
    if (!known || !isRight) throw new BadaError('account.wrong');
    return { known, browser: await this.#tries.forget(id, shown, isOwn) };
  }

  /** Begins a session as a made-up person.
   * @throws BadaError `account.wrong` */
  async signInAsSample(id: string): Promise<Opened> {
    const known = await this.#active(id);
    if (!this.#options.samples || !known?.account.sample) throw new BadaError('account.wrong');
    return this.#open({ account: id, failures: 0 });
  }

  /** Changes the viewer's own password; other browsers of theirs have to sign in again.
   * @throws BadaError `account.wrong`, `account.locked`, `account.password`, `account.provider` */
  async changePassword(
    viewer: Viewer,
    change: { current: string; password: string },
    request: Request,
  ): Promise<Opened> {
    await this.#refuseProvider(viewer.id);
    const { known } = await this.#prove(viewer.id, change.current, request);
    refuseTelling(change.password, known.account);
    return this.#renew(viewer.id, await hashPassword(change.password));
  }

  /** A new password ends what was opened by the old one; this browser is known anew. */
  async #renew(id: string, hashed: string): Promise<Opened> {
    await this.#accounts.setPassword(SYSTEM_VIEWER, id, hashed);
    await this.#sessions.endAll(id);
    await this.#options.store.signIns.forgetAll(id);
    const opened = await this.#open({ account: id, failures: 0 });
    return { ...opened, browser: await this.#tries.forget(id, undefined, false) };
  }

  /** Ends the session of a request; by what the identity provider knows it, where it came from there. */
  async signOut(request: Request): Promise<string | null> {
    const session = await this.#session(request);
    if (session) await this.#sessions.end(session.family);
    return session?.hint ?? null;
  }

  /** A one-time link that makes the first administrator; nothing once there is one. An earlier link
   * ends. */
  async firstLink(): Promise<AccountLink | undefined> {
    const isThere = await this.#accounts.hasAdministrator();
    return isThere ? undefined : this.#link(null, FIRST_LINK_MS);
  }

  /** A one-time link with which a person chooses a password. */
  async linkFor(id: string): Promise<AccountLink> {
    const known = await this.#accounts.find(SYSTEM_VIEWER, id);
    if (!known) throw new BadaError('account.not-found', { id });
    await this.#refuseProvider(id);
    return this.#link(id, LINK_MS);
  }

  async #refuseProvider(id: string): Promise<void> {
    const known = await this.#accounts.find(SYSTEM_VIEWER, id);
    if (known?.account.provider) throw new BadaError('account.provider', { id });
  }

  async #link(account: string | null, ms: number): Promise<AccountLink> {
    const { secret, hash } = newSecret();
    const expiresAt = this.#in(ms).toISOString();
    await this.#sessions.putLink(hash, { account, expiresAt });
    return { secret, expiresAt };
  }

  /** Uses a one-time link up and begins a session. A password that does not do leaves the link whole.
   * @throws BadaError `account.link`, `account.first`, `account.password`, `account.exists` */
  async join({ secret, password, first }: Join): Promise<Opened> {
    const hash = hashSecret(secret);
    const link = await this.#sessions.peekLink(hash);
    if (!link) throw new BadaError('account.link');
    return link.account === null
      ? this.#joinFirst(hash, password, first)
      : this.#joinInvited(hash, password, link.account);
  }

  async #joinFirst(hash: string, password: string, first: Join['first']): Promise<Opened> {
    if (!first) throw new BadaError('account.first');
    refuseTelling(password, first);
    const hashed = await hashPassword(password);
    if (!(await this.#sessions.takeLink(hash))) throw new BadaError('account.link');
    const draft: AccountDraft = {
      ...first,
      roles: ['administrator'],
      departments: [],
      class: 'restricted',
    };
    const account = await this.#accounts.create(SYSTEM_VIEWER, draft, { password: hashed });
    await this.#accounts.inherit(viewerOfAccount(account), LOCAL_VIEWER.id);
    return this.#open({ account: account.id, failures: 0 });
  }

  async #joinInvited(hash: string, password: string, id: string): Promise<Opened> {
    const known = await this.#accounts.find(SYSTEM_VIEWER, id);
    if (!known || known.account.state === 'disabled') throw new BadaError('account.link');
    refuseTelling(password, known.account);
    const hashed = await hashPassword(password);
    if (!(await this.#sessions.takeLink(hash))) throw new BadaError('account.link');
    return this.#renew(id, hashed);
  }
}
