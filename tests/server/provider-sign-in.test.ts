import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SessionView, SignedOut } from '@bada/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readProvider } from '../../server/src/auth/provider-config.ts';
import { SYSTEM_VIEWER } from '../../server/src/auth/viewer.ts';
import {
  CLIENT,
  startIdentityProvider,
  type TestIdentityProvider,
} from '../support/identity-provider.ts';
import { codeOf, cookieOf, PASSWORD, peopleOf } from './sign-in-support.ts';
import { openTestApp, type TestApp } from './support.ts';

const URL_OF_BADA = 'http://localhost:4600';
const KIM = {
  sub: 'u-1',
  preferred_username: 'Kim.Na',
  name: '김나래',
  groups: ['분석팀', '인구정책과', '동호회'],
};

let now: number;
let provider: TestIdentityProvider;
let world: TestApp;
const { claim, signIn, session } = peopleOf(() => world);

const file = () => ({
  issuer: provider.issuer,
  clientId: CLIENT.id,
  groups: [
    { group: '분석팀', roles: ['analyst'], class: 'internal' },
    { group: '인구정책과', departments: ['population-policy'] },
    { group: '과장', roles: ['manager'], departments: ['statistics'], class: 'restricted' },
  ],
});

function readFrom(home: string, content: object) {
  const path = join(home, 'oidc.yaml');
  writeFileSync(path, JSON.stringify(content));
  return readProvider({ file: path, secret: CLIENT.secret, url: URL_OF_BADA });
}

beforeAll(async () => {
  provider = await startIdentityProvider(URL_OF_BADA);
});

afterAll(() => provider.close());

beforeEach(async () => {
  now = Date.now();
  provider.person = KIM;
  world = await openTestApp({
    clock: () => new Date(now),
    isLocal: false,
    provider: (home) => readFrom(home, file()),
  });
});

afterEach(() => world.close());

/** Where a browser is led, and with which cookie it will come back. */
async function begin(to = '/boards?x=1') {
  const path = `/api/session/provider?to=${encodeURIComponent(to)}`;
  const response = await world.request(path);
  expect(response.status).toBe(303);
  const url = response.headers.get('location') ?? '';
  return { url, headers: cookieOf(response), response };
}

async function comeBack(url: URL, headers: Record<string, string>) {
  const response = await world.request(`${url.pathname}${url.search}`, { headers });
  expect(response.status).toBe(303);
  const cookies = response.headers.getSetCookie();
  const cookie = cookies.find((one) => one.startsWith('bada-session='))?.split(';')[0];
  return { to: response.headers.get('location'), headers: cookie ? { cookie } : undefined };
}

async function enter(to?: string) {
  const { url, headers } = await begin(to);
  return comeBack(await provider.browse(url), headers);
}

async function whoIs(headers: Record<string, string> | undefined) {
  const view: SessionView = await session(headers ?? {});
  return view.kind === 'signed-in' ? view.me : undefined;
}

describe('a person of the provider', () => {
  test('is led there with code, PKCE, state and nonce, and by a cookie that survives the way back', async () => {
    expect(await session()).toMatchObject({
      kind: 'signed-out',
      provider: { ko: '통합 로그인', en: 'Single sign-on' },
    });
    const { url, response } = await begin();
    const { searchParams, origin } = new URL(url);
    expect(origin).toBe(provider.issuer);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      client_id: 'bada',
      redirect_uri: `${URL_OF_BADA}/api/session/provider/back`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(searchParams.get(name)).toMatch(/^[\w-]{43}$/);
    }
    expect(response.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Lax/);
  });

  test('is what all their groups make them, and goes on where they began', async () => {
    const { to, headers } = await enter();
    expect(to).toBe('/boards?x=1');
    expect(await whoIs(headers)).toEqual({
      id: 'kim.na',
      name: '김나래',
      roles: ['analyst'],
      departments: ['population-policy'],
      class: 'internal',
      sample: false,
      provider: true,
    });
  });

  test('is written into the record by name, with no code and no token', async () => {
    const { headers } = await enter();
    const entries = (await world.store.audit.page(SYSTEM_VIEWER, { limit: 100 })).entries;
    expect(entries).toMatchObject([
      { actor: 'kim.na', action: 'GET /api/session/provider/back', status: 303 },
      { actor: 'anonymous', action: 'GET /api/session/provider' },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/code=|state=/);
    expect(headers).toBeDefined();
  });

  test('has new rights the next time, and none when no group is left', async () => {
    const { headers } = await enter();
    provider.person = { ...KIM, groups: ['과장'] };
    expect(await whoIs((await enter()).headers)).toMatchObject({
      roles: ['manager'],
      departments: ['statistics'],
      class: 'restricted',
    });
    expect(await whoIs(headers)).toMatchObject({ roles: ['manager'] });
    provider.person = { ...KIM, groups: ['동호회'] };
    expect((await enter()).to).toBe('/#provider.no-group');
    expect(await whoIs(headers)).toBeUndefined();
  });

  test('is the same person under a new name, and not another one under an old name', async () => {
    const first = await enter();
    provider.person = { ...KIM, preferred_username: 'kim.nalae', name: '김날애' };
    expect(await whoIs((await enter()).headers)).toMatchObject({ id: 'kim.na', name: '김날애' });
    provider.person = { ...KIM, sub: 'u-2' };
    expect((await enter()).to).toBe('/#provider.taken');
    expect(await whoIs(first.headers)).toMatchObject({ id: 'kim.na' });
  });

  test('does not take over an account of this server by its name, nor gets a password', async () => {
    const admin = await claim('kim.na');
    expect((await enter()).to).toBe('/#provider.taken');
    provider.person = { ...KIM, preferred_username: 'lee.da' };
    await enter();
    const made = await world.request('/api/accounts/lee.da/link', {
      method: 'POST',
      headers: admin,
    });
    expect([made.status, await codeOf(made)]).toEqual([409, 'account.provider']);
    expect(await codeOf(await signIn('lee.da', PASSWORD))).toBe('account.wrong');
  });

  test('whom an administrator stopped stays out', async () => {
    const { headers } = await enter();
    const admin = await claim();
    const stop = { name: '김', roles: ['analyst'], departments: [], class: 'open', disabled: true };
    await world.request('/api/accounts/kim.na', {
      method: 'PUT',
      headers: { ...admin, 'content-type': 'application/json', 'if-match': '*' },
      body: JSON.stringify(stop),
    });
    expect(await whoIs(headers)).toBeUndefined();
    expect((await enter()).to).toBe('/#provider.disabled');
  });

  test.each([
    ['no id', {}],
    ['an id that is none', { preferred_username: '../admin' }],
    ['an id that the server keeps for itself', { preferred_username: 'system' }],
  ])('with %s is not let in', async (_, change) => {
    const { preferred_username: _id, ...rest } = KIM;
    provider.person = { ...rest, ...change };
    expect((await enter()).to).toBe('/#provider.no-id');
  });

  test('signs out here and is led to sign out there', async () => {
    const { headers = {} } = await enter();
    const out = await world.request('/api/session', { method: 'DELETE', headers });
    const { continueAt } = SignedOut.parse(await out.json());
    const url = new URL(continueAt);
    expect(url.origin).toBe(provider.issuer);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${URL_OF_BADA}/`);
    expect(url.searchParams.get('id_token_hint')).toMatch(/^ey/);
    expect((await fetch(url)).status).toBe(200);
    expect(await whoIs(headers)).toBeUndefined();
  });
});

describe('an answer that does not fit is refused', () => {
  test('another nonce', async () => {
    const { url, headers } = await begin();
    const changed = new URL(url);
    changed.searchParams.set('nonce', 'x'.repeat(43));
    const back = await provider.browse(changed.href);
    expect(await comeBack(back, headers)).toEqual({ to: '/#provider.refused' });
  });

  test('another state', async () => {
    const { url, headers } = await begin();
    const back = await provider.browse(url);
    back.searchParams.set('state', 'x'.repeat(43));
    expect(await comeBack(back, headers)).toEqual({ to: '/#provider.refused' });
  });

  test('an answer to another browser, and one that was used already', async () => {
    const { url, headers } = await begin();
    const back = await provider.browse(url);
    expect(await comeBack(back, {})).toEqual({ to: '/#provider.expired' });
    const other = await begin();
    expect(await comeBack(back, other.headers)).toEqual({ to: '/#provider.refused' });
    expect((await comeBack(back, headers)).to).toBe('/boards?x=1');
    expect(await comeBack(back, headers)).toEqual({ to: '/#provider.expired' });
  });

  test('one that took more than ten minutes', async () => {
    const { url, headers } = await begin();
    const back = await provider.browse(url);
    now += 10 * 60_000 + 1;
    expect(await comeBack(back, headers)).toEqual({ to: '/#provider.expired' });
  });

  test('one that the person cancelled', async () => {
    const { url, headers } = await begin();
    const { searchParams } = new URL(url);
    const back = new URL(`${URL_OF_BADA}/api/session/provider/back`);
    back.search = `?error=access_denied&state=${searchParams.get('state')}&iss=${encodeURIComponent(provider.issuer)}`;
    expect(await comeBack(back, headers)).toEqual({ to: '/#provider.cancelled' });
  });

  test('an ID token by a key that the provider does not publish', async () => {
    provider.rotateKeys({ silently: true });
    expect((await enter()).to).toBe('/#provider.refused');
    provider.rotateKeys();
    expect((await enter()).to).toBe('/boards?x=1');
  });
});

test('keys that the provider changed are known at once', async () => {
  expect((await enter()).to).toBe('/boards?x=1');
  provider.rotateKeys();
  expect((await enter()).to).toBe('/boards?x=1');
});

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  '/%09/evil.example',
  '\t//evil.example',
  'javascript:alert(1)',
  '/api/session/provider',
  '',
])('signing in leads to no other place: %j', async (to) => {
  const { to: went } = await enter(to);
  expect(new URL(went ?? '', URL_OF_BADA).origin).toBe(URL_OF_BADA);
  expect(went).not.toMatch(/^\/(\/|\\|api)/);
});

test('while the provider is down people are told, and a local administrator signs in', async () => {
  await world.close();
  const gone = await startIdentityProvider(URL_OF_BADA);
  await gone.close();
  world = await openTestApp({
    isLocal: false,
    provider: (home) => readFrom(home, { ...file(), issuer: gone.issuer }),
  });
  await claim();
  const response = await world.request('/api/session/provider');
  expect(response.headers.get('location')).toBe('/#provider.unreachable');
  expect((await signIn('kim.ga', PASSWORD)).status).toBe(204);
});

test('a server without a provider says so', async () => {
  await world.close();
  world = await openTestApp();
  const response = await world.request('/api/session/provider');
  expect(response.headers.get('location')).toBe('/#provider.off');
});

describe('the file of the provider', () => {
  const wrong: [string, object, string][] = [
    ['an administrator by group', { groups: [{ group: 'x', roles: ['administrator'] }] }, 'roles'],
    ['plain HTTP elsewhere', { issuer: 'http://login.example' }, 'issuer'],
    ['a role that is none', { groups: [{ group: 'x', roles: ['boss'] }] }, 'groups.0.roles.0'],
    ['no group', { groups: [] }, 'groups'],
    ['something unknown', { grups: [] }, 'grups'],
    ['a scope without openid', { scope: 'profile' }, 'scope'],
  ];

  test.each(wrong)('with %s is refused by its place', (_, change, where) => {
    expect(() => readFrom(world.home, { ...file(), ...change })).toThrow(where);
  });

  test('that is missing is refused by name', () => {
    const read = () => readProvider({ file: '/nowhere.yaml', secret: undefined, url: URL_OF_BADA });
    expect(read).toThrow(/BADA_OIDC.*nowhere/);
    const at = join(world.home, 'ok.yaml');
    writeFileSync(at, JSON.stringify(file()));
    expect(() => readProvider({ file: at, secret: undefined, url: undefined })).toThrow('BADA_URL');
  });
});
