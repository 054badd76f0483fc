import { BadaError } from '@bada/shared';
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientError,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
} from 'openid-client';
import type { ProviderConfig } from './provider-config.ts';

/** What the provider says of itself is asked for again after this long. */
const DISCOVERY_MS = 10 * 60_000;
const TIMEOUT_SECONDS = 5;

/** What an answer of the provider has to fit. */
export interface Expected {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the provider says it is. */
export interface Vouched {
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The ID token, by which it knows the session again when somebody signs out. */
  readonly hint: string | undefined;
}

/** Whether nobody answered, or nothing that is an answer. */
function isSilence(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return (
    error instanceof ClientError && (error.code ?? '').match(/TIMEOUT|ABORT|PROCESSING/) !== null
  );
}

/** Says what became of it without repeating what was exchanged: that may hold tokens. */
function told(error: unknown): BadaError {
  const cause = new Error(error instanceof Error ? error.message : 'no reason was given');
  if (error instanceof AuthorizationResponseError) {
    return new BadaError('provider.cancelled', {}, { cause });
  }
  return new BadaError(
    isSilence(error) ? 'provider.unreachable' : 'provider.refused',
    {},
    { cause },
  );
}

/** The organisation's OpenID provider: authorization code with PKCE, ID tokens verified by its keys. */
export class IdentityProvider {
  readonly config: ProviderConfig;
  readonly #clock: () => Date;
  #known: { metadata: ReturnType<Configuration['serverMetadata']>; until: number } | undefined;

  constructor(config: ProviderConfig, clock: () => Date) {
    this.config = config;
    this.#clock = clock;
  }

  get redirectUri(): string {
    return `${this.config.url}/api/session/provider/back`;
  }

  /** Address of the provider's page to sign in at.
   * @throws BadaError `provider.unreachable` */
  async signInUrl({ state, nonce, verifier }: Expected): Promise<URL> {
    const client = await this.#client();
    return buildAuthorizationUrl(client, {
      redirect_uri: this.redirectUri,
      scope: this.config.scope,
      response_type: 'code',
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
  }

  /** Turns the answer of the provider into a person.
   * @throws BadaError `provider.cancelled`, `provider.refused`, `provider.unreachable` */
  async vouch(search: string, { state, nonce, verifier }: Expected): Promise<Vouched> {
    const client = await this.#client();
    const url = new URL(this.redirectUri);
    url.search = search;
    try {
      const tokens = await authorizationCodeGrant(client, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the answer holds no ID token');
      const known = { ...claims };
      const isWhole = Object.values(this.config.claims).every((name) => name in known);
      const more =
        isWhole || client.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await fetchUserInfo(client, tokens.access_token, claims.sub);
      return { subject: claims.sub, claims: { ...more, ...known }, hint: tokens.id_token };
    } catch (error) {
      throw told(error);
    }
  }

  /** Address of the provider's page to sign out at; nothing where it has none or does not answer. */
  async signOutUrl(hint: string): Promise<string | undefined> {
    const client = await this.#client().catch(() => undefined);
    if (client?.serverMetadata().end_session_endpoint === undefined) return undefined;
    const post_logout_redirect_uri = `${this.config.url}/`;
    return buildEndSessionUrl(client, { id_token_hint: hint, post_logout_redirect_uri }).href;
  }

  /** A client of its own for each use: it fetches the provider's keys anew, so that rotated ones are
   * known at once. */
  async #client(): Promise<Configuration> {
    const now = this.#clock().getTime();
    if (!this.#known || this.#known.until <= now) {
      const metadata = await this.#discover();
      this.#known = { metadata, until: now + DISCOVERY_MS };
    }
    const { clientId, secret } = this.config;
    const auth = secret === undefined ? None() : ClientSecretPost(secret);
    const client = new Configuration(this.#known.metadata, clientId, {}, auth);
    client.timeout = TIMEOUT_SECONDS;
    enableNonRepudiationChecks(client);
    if (this.#isPlain) allowInsecureRequests(client);
    return client;
  }

  /** Without TLS, which the configuration allows on this machine alone. */
  get #isPlain(): boolean {
    return this.config.issuer.startsWith('http:');
  }

  async #discover() {
    const { issuer, clientId } = this.config;
    try {
      const found = await discovery(new URL(issuer), clientId, {}, None(), {
        // It looks for this very function before it asks.
        execute: this.#isPlain ? [allowInsecureRequests] : [],
        timeout: TIMEOUT_SECONDS,
      });
      return found.serverMetadata();
    } catch (error) {
      const cause = new Error(error instanceof Error ? error.message : String(error));
      throw new BadaError('provider.unreachable', {}, { cause });
    }
  }
}
