import { type Account, type AccountDraft, BadaError } from '@bada/shared';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { personOfClaims, rightsOfGroups } from './claims.ts';
import type { Opened, SignInDesk } from './desk.ts';
import type { IdentityProvider, Vouched } from './identity-provider.ts';
import type { BegunSignIns, People, Secrets } from './ports.ts';
import { hashSecret, newSecret } from './secret.ts';
import { SYSTEM_VIEWER } from './viewer.ts';

const TEN_MINUTES_MS = 10 * 60_000;

/** A way to the provider that has begun. */
export interface Begun {
  readonly url: URL;
  /** What the browser keeps until it comes back. */
  readonly secret: string;
  readonly expires: Date;
}

/** A path of this app, and nothing that a browser takes for another place. */
function pathWithin(wanted: string | undefined): string {
  const base = 'http://bada.invalid';
  if (wanted === undefined || !wanted.startsWith('/')) return '/';
  const url = URL.parse(wanted, base);
  if (url?.origin !== base || /^\/(\/|api(\/|$)|extracts(\/|$))/.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}`;
}

/** Where people come in through the identity provider. Its groups say what they may do; that is
 * written down anew each time they come. */
export class ProviderDesk {
  readonly #provider: IdentityProvider;
  readonly #desk: SignInDesk;
  readonly #store: { accounts: People; sessions: Secrets; signIns: BegunSignIns };
  readonly #clock: () => Date;

  constructor(options: {
    provider: IdentityProvider;
    desk: SignInDesk;
    store: { accounts: People; sessions: Secrets; signIns: BegunSignIns };
    clock: () => Date;
  }) {
    this.#provider = options.provider;
    this.#desk = options.desk;
    this.#store = options.store;
    this.#clock = options.clock;
  }

  get label() {
    return this.#provider.config.label;
  }

  /** Begins a way to the provider and back to a path of the app.
   * @throws BadaError `provider.unreachable` */
  async begin(wanted: string | undefined): Promise<Begun> {
    const expected = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
    };
    const url = await this.#provider.signInUrl(expected);
    const { secret, hash } = newSecret();
    const expires = new Date(this.#clock().getTime() + TEN_MINUTES_MS);
    const begun = { ...expected, returnTo: pathWithin(wanted) };
    await this.#store.signIns.begin(hash, begun, expires.toISOString());
    return { url, secret, expires };
  }

  /** Ends a way that this browser began, and begins a session.
   * @throws BadaError `provider.expired`, `provider.refused`, `provider.cancelled`, `provider.no-id`,
   * `provider.no-group`, `provider.taken`, `provider.disabled`, `provider.unreachable` */
  async finish(
    secret: string | undefined,
    search: string,
  ): Promise<{ opened: Opened; returnTo: string }> {
    const begun =
      secret === undefined ? undefined : await this.#store.signIns.take(hashSecret(secret));
    if (!begun) throw new BadaError('provider.expired');
    const vouched = await this.#provider.vouch(search, begun);
    const account = await this.#settle(vouched);
    const { hint } = vouched;
    const opened = await this.#desk.openFor(account.id, hint === undefined ? {} : { hint });
    return { opened, returnTo: begun.returnTo };
  }

  /** Where the browser goes on to sign out of the provider, too. */
  signOutUrl(hint: string): Promise<string | undefined> {
    return this.#provider.signOutUrl(hint);
  }

  /** Finds or makes the person's account and writes down what their groups make them now. */
  async #settle({ subject, claims }: Vouched): Promise<Account> {
    const { issuer, groups: rules, claims: names } = this.#provider.config;
    const origin = { issuer, subject };
    const known = await this.#store.accounts.findOrigin(SYSTEM_VIEWER, origin);
    if (known?.state === 'disabled') throw new BadaError('provider.disabled');
    const person = personOfClaims(claims, names);
    try {
      const rights = { name: person.name, ...rightsOfGroups(person.groups, rules) };
      return await (known
        ? this.#update(known, rights)
        : this.#create({ id: person.id, ...rights }, origin));
    } catch (error) {
      if (known) await this.#store.sessions.endAll(known.id);
      throw error;
    }
  }

  #update(known: Account, rights: Omit<AccountDraft, 'id'>): Promise<Account> {
    const isSame = JSON.stringify(rights) === JSON.stringify(rightsOf(known));
    if (isSame) return Promise.resolve(known);
    const change = { draft: { ...rights, disabled: false }, expected: [known.version] };
    return this.#store.accounts.change(SYSTEM_VIEWER, known.id, change);
  }

  /** An account of this server is nobody else's, whatever name the provider tells. */
  async #create(
    draft: AccountDraft,
    origin: { issuer: string; subject: string },
  ): Promise<Account> {
    try {
      return await this.#store.accounts.create(SYSTEM_VIEWER, draft, { origin });
    } catch (error) {
      const isTaken = error instanceof BadaError && error.code === 'account.exists';
      throw isTaken ? new BadaError('provider.taken') : error;
    }
  }
}

function rightsOf({ name, roles, departments, class: dataClass }: Account) {
  return { name, roles, departments, class: dataClass };
}
