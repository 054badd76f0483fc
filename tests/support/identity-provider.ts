import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';

/** Somebody at the identity provider. */
export interface ProviderPerson {
  readonly sub: string;
  readonly preferred_username?: string;
  readonly name?: string;
  readonly groups?: readonly string[];
}

/** A real OpenID provider on this machine; whoever comes is the one person it was told of. */
export interface TestIdentityProvider {
  readonly issuer: string;
  /** Who signs in from now on. */
  person: ProviderPerson;
  /** New keys from now on; `silently` leaves the published ones as they were. */
  rotateKeys(how?: { silently: boolean }): void;
  /** Follows an address as a browser would, until it leads to another site. */
  browse(url: string): Promise<URL>;
  close(): Promise<void>;
}

/** How BADA is known to it. */
export const CLIENT = { id: 'bada', secret: 'a-client-secret-of-the-test' };

function newKey(kid: string): object {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
}

interface Setup {
  readonly issuer: string;
  readonly back: string;
  readonly key: object;
  readonly person: () => ProviderPerson;
}

function providerWith({ issuer, back, key, person }: Setup): Provider {
  return new Provider(issuer, {
    jwks: { keys: [key] },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${back}/api/session/provider/back`],
        post_logout_redirect_uris: [`${back}/`],
      },
    ],
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ ...person(), sub }),
    }),
    async loadExistingGrant(context: {
      oidc: { provider: Provider; session: { accountId: string } };
    }) {
      const { provider, session } = context.oidc;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: CLIENT.id });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function listen(handler: Handler): Promise<{ issuer: string; close(): Promise<void> }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address !== 'object') throw new Error('no port was given');
  return {
    issuer: `http://localhost:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Goes where an answer leads, with the cookies of this one browser. */
function newBrowser(issuer: string): (url: string) => Promise<URL> {
  const jar = new Map<string, string>();
  return async (first) => {
    let url = new URL(first, issuer);
    while (url.origin === issuer) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
        jar.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) {
        throw new Error(
          `${url.pathname}: ${response.status} ${(await response.text()).slice(0, 500)}`,
        );
      }
      url = new URL(location, url);
    }
    return url;
  };
}

/** Starts a provider that knows BADA at `back`. */
export async function startIdentityProvider(back: string): Promise<TestIdentityProvider> {
  let person: ProviderPerson = { sub: 'nobody' };
  let keys = 0;
  let provider: Provider | undefined;
  let publishing: Provider | undefined;
  const { issuer, close } = await listen((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/interaction/')) {
      void provider?.interactionFinished(request, response, { login: { accountId: person.sub } });
      return;
    }
    void (path === '/jwks' ? publishing : provider)?.callback()(request, response);
  });
  const make = () =>
    providerWith({ issuer, back, key: newKey(`key-${++keys}`), person: () => person });
  provider = make();
  publishing = provider;
  return {
    issuer,
    set person(next) {
      person = next;
    },
    get person() {
      return person;
    },
    rotateKeys({ silently } = { silently: false }) {
      provider = make();
      if (!silently) publishing = provider;
    },
    browse: (url) => newBrowser(issuer)(url),
    close,
  };
}
