import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, cookieOf, OTHER, PASSWORD, peopleOf } from './sign-in-support.ts';
import { draftOf, jsonRequest, openTestApp, type TestApp } from './support.ts';

const HOUR_MS = 3_600_000;

let now: number;
let world: TestApp;
const { firstLink, join, claim, signIn, session, addPerson } = peopleOf(() => world);

/** By what a browser is known from then on. */
function browserOf(response: Response): Record<string, string> {
  const cookies = response.headers.getSetCookie();
  const cookie = cookies.find((one) => one.startsWith('bada-browser='));
  expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/);
  return { cookie: cookie?.split(';')[0] ?? '' };
}

async function openWorld(options: Parameters<typeof openTestApp>[0] = {}): Promise<TestApp> {
  return openTestApp({ clock: () => new Date(now), ...options });
}

beforeEach(async () => {
  now = Date.parse('2026-03-02T00:00:00Z');
  world = await openWorld();
});

afterEach(() => world.close());

describe('before there is an administrator', () => {
  test('this machine alone may use the server', async () => {
    expect(await session()).toEqual({ kind: 'unclaimed' });
    expect((await world.request('/api/boards')).status).toBe(200);
  });

  test('a server that others reach lets nobody in but to sign in', async () => {
    await world.close();
    world = await openWorld({ isLocal: false });
    expect(await session()).toEqual({ kind: 'signed-out', samples: [] });
    const refused = await world.request('/api/boards');
    expect(refused.status).toBe(401);
    expect(await codeOf(refused)).toBe('access.sign-in');
    expect(await (await world.request('/')).text()).toContain('BADA');
    expect((await world.request('/api/health')).status).toBe(200);
  });

  test('the first link makes one administrator, who gets what the machine made', async () => {
    await world.request('/api/boards', jsonRequest('POST', draftOf('먼저')));
    const secret = await firstLink();
    const first = (id: string) => ({ secret, password: PASSWORD, first: { id, name: '가온' } });
    const tries = await Promise.all(['kim', 'lee', 'park'].map((id) => join(first(id))));
    expect(tries.map(({ status }) => status).sort()).toEqual([204, 410, 410]);
    const admin = cookieOf(tries.find(({ ok }) => ok) ?? new Response());
    const boards = await (await world.request('/api/boards', { headers: admin })).json();
    expect(boards).toMatchObject({ boards: [{ title: '먼저' }] });
    expect((await world.request('/api/boards')).status).toBe(401);
    expect(await world.signIn.firstLink()).toBeUndefined();
  });

  test('a newer first link ends the older; a day ends both', async () => {
    const older = await firstLink();
    const newer = await firstLink();
    const first = { id: 'kim', name: '가온' };
    expect((await join({ secret: older, password: PASSWORD, first })).status).toBe(410);
    now += 25 * HOUR_MS;
    expect((await join({ secret: newer, password: PASSWORD, first })).status).toBe(410);
  });

  test('a password that is short or holds the id leaves the link whole', async () => {
    const secret = await firstLink();
    const first = { id: 'kim.ga', name: '가온' };
    expect((await join({ secret, password: '짧다', first })).status).toBe(400);
    const telling = await join({ secret, password: 'KIM.GA is my name', first });
    expect(await codeOf(telling)).toBe('account.password');
    expect(await codeOf(await join({ secret, password: PASSWORD }))).toBe('account.first');
    expect((await join({ secret, password: PASSWORD, first })).status).toBe(204);
  });
});

describe('sessions', () => {
  test('a right password opens one that no script reads and no other site sends', async () => {
    await claim();
    const response = await signIn('KIM.GA', PASSWORD);
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^bada-session=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    const view = await session(cookieOf(response));
    expect(view).toMatchObject({ kind: 'signed-in', me: { id: 'kim.ga', name: '가온' } });
  });

  test('the cookie is secure behind TLS', async () => {
    await claim();
    const body = jsonRequest(
      'POST',
      { id: 'kim.ga', password: PASSWORD },
      {
        'x-forwarded-proto': 'https',
      },
    );
    const [cookie] = (await world.request('/api/session', body)).headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-bada-session=[\w-]{43}; Path=\/;/);
    expect(cookie).toContain('Secure');
    const planted = { cookie: cookie?.split(';')[0]?.replace('__Host-', '') ?? '' };
    const asked = { headers: { ...planted, 'x-forwarded-proto': 'https' } };
    expect(await (await world.request('/api/session', asked)).json()).toMatchObject({
      kind: 'signed-out',
    });
  });

  test('a session given beforehand is not the one that signing in opens', async () => {
    await claim();
    const planted = { cookie: `bada-session=${'x'.repeat(43)}` };
    const body = jsonRequest('POST', { id: 'kim.ga', password: PASSWORD }, planted);
    const opened = cookieOf(await world.request('/api/session', body));
    expect(opened).not.toEqual(planted);
    expect((await session(planted)).kind).toBe('signed-out');
    expect((await session(opened)).kind).toBe('signed-in');
  });

  test('after an hour it goes on under a new secret, and the old one ends', async () => {
    const old = await claim();
    now += HOUR_MS + 1;
    const renewed = cookieOf(await world.request('/api/session', { headers: old }));
    expect((await session(renewed)).kind).toBe('signed-in');
    expect((await session(old)).kind).toBe('signed-in');
    now += 61_000;
    expect((await session(old)).kind).toBe('signed-out');
    expect((await session(renewed)).kind).toBe('signed-in');
  });

  test('of two tabs that ask at once one gets the new secret', async () => {
    const old = await claim();
    now += HOUR_MS + 1;
    const answers = await Promise.all(
      [1, 2].map(() => world.request('/api/session', { headers: old })),
    );
    expect(answers.filter((one) => one.headers.getSetCookie().length > 0)).toHaveLength(1);
  });

  test('it ends ten hours after it began, however often it was renewed', async () => {
    let cookie = await claim();
    for (let hour = 0; hour < 9; hour++) {
      now += HOUR_MS + 1;
      const renewed = cookieOf(await world.request('/api/session', { headers: cookie }));
      if (renewed.cookie !== '') cookie = renewed;
    }
    expect((await session(cookie)).kind).toBe('signed-in');
    now += HOUR_MS;
    expect((await session(cookie)).kind).toBe('signed-out');
  });

  test('signing out ends it at once, also for the secrets before, and clears the browser', async () => {
    const old = await claim();
    now += HOUR_MS + 1;
    const renewed = cookieOf(await world.request('/api/session', { headers: old }));
    const out = await world.request('/api/session', { method: 'DELETE', headers: renewed });
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect((await session(renewed)).kind).toBe('signed-out');
    expect((await session(old)).kind).toBe('signed-out');
  });

  test('five wrong passwords close the account for a quarter of an hour, and are told', async () => {
    await claim();
    for (let time = 0; time < 5; time++) {
      expect(await codeOf(await signIn('kim.ga', 'not the password'))).toBe('account.wrong');
    }
    const closed = await signIn('kim.ga', PASSWORD);
    expect(closed.status).toBe(429);
    expect(await codeOf(closed)).toBe('account.locked');
    now += 15 * 60_000 + 1;
    const open = cookieOf(await signIn('kim.ga', PASSWORD));
    expect(await session(open)).toMatchObject({ failures: 5 });
  });

  test('many wrong passwords at once are no more tries than one after the other', async () => {
    await claim();
    const codes = await Promise.all(
      Array.from({ length: 12 }, async () => codeOf(await signIn('kim.ga', OTHER))),
    );
    expect(codes.filter((code) => code === 'account.wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'account.locked')).toHaveLength(7);
  });

  test('whoever closes an account does not keep out the browsers of its owner', async () => {
    const link = await join({
      secret: await firstLink(),
      password: PASSWORD,
      first: { id: 'kim.ga', name: '가온' },
    });
    expect(link.status).toBe(204);
    const known = browserOf(await signIn('kim.ga', PASSWORD));
    for (let time = 0; time < 5; time++) await signIn('kim.ga', 'not the password');
    expect(await codeOf(await signIn('kim.ga', PASSWORD))).toBe('account.locked');
    const here = (password: string) =>
      world.request('/api/session', jsonRequest('POST', { id: 'kim.ga', password }, known));
    expect((await here(PASSWORD)).status).toBe(204);
    for (let time = 0; time < 5; time++) await signIn('kim.ga', 'not the password');
    for (let time = 0; time < 5; time++) await here('not the password');
    expect(await codeOf(await here(PASSWORD))).toBe('account.locked');
  });

  test('an account that is not there is closed like one that is', async () => {
    await claim();
    const codes = [];
    for (let time = 0; time < 6; time++) codes.push(await codeOf(await signIn('nobody', OTHER)));
    expect(codes).toEqual([...Array(5).fill('account.wrong'), 'account.locked']);
  });

  test('signing in ends the session that the browser had', async () => {
    const old = await claim();
    const body = jsonRequest('POST', { id: 'kim.ga', password: PASSWORD }, old);
    const opened = cookieOf(await world.request('/api/session', body));
    expect((await session(opened)).kind).toBe('signed-in');
    expect((await session(old)).kind).toBe('signed-out');
  });

  test('an account that is not there is told like a wrong password', async () => {
    await claim();
    const nobody = await signIn('nobody', PASSWORD);
    const wrong = await signIn('kim.ga', OTHER);
    expect([nobody.status, await codeOf(nobody)]).toEqual([wrong.status, await codeOf(wrong)]);
  });

  test('one address may try twenty times a minute', async () => {
    await claim();
    const codes = [];
    for (let time = 0; time < 21; time++) codes.push(await codeOf(await signIn(`x${time}`, 'y')));
    expect(codes.filter((code) => code === 'account.too-many').length).toBeGreaterThan(0);
  });

  test('a new password ends the other sessions of the person', async () => {
    const here = await claim();
    const there = cookieOf(await signIn('kim.ga', PASSWORD));
    const change = { current: PASSWORD, password: OTHER };
    const body = jsonRequest('PUT', change, here);
    const renewed = cookieOf(await world.request('/api/session/password', body));
    expect((await session(renewed)).kind).toBe('signed-in');
    expect((await session(there)).kind).toBe('signed-out');
    expect((await signIn('kim.ga', PASSWORD)).status).toBe(401);
  });
});

describe('people', () => {
  test('only administrators see and make them', async () => {
    const admin = await claim();
    const analyst = await addPerson(admin, 'park.na', ['analyst']);
    expect((await world.request('/api/accounts', { headers: analyst })).status).toBe(403);
    const promote = jsonRequest(
      'PUT',
      {
        name: '나래',
        roles: ['administrator'],
        departments: [],
        class: 'restricted',
        disabled: false,
      },
      { ...analyst, 'if-match': '*' },
    );
    expect((await world.request('/api/accounts/park.na', promote)).status).toBe(403);
    expect(await session(analyst)).toMatchObject({ me: { roles: ['analyst'] } });
  });

  test('a change of rights holds from the next request on', async () => {
    const admin = await claim();
    const analyst = await addPerson(admin, 'park.na', ['analyst']);
    const create = jsonRequest('POST', draftOf('내 보기'), analyst);
    expect((await world.request('/api/boards', create)).status).toBe(201);
    const rights = { name: '나래', roles: ['viewer'], departments: [], class: 'open' };
    const change = (disabled: boolean) =>
      jsonRequest('PUT', { ...rights, disabled }, { ...admin, 'if-match': '*' });
    await world.request('/api/accounts/park.na', change(false));
    expect((await world.request('/api/boards', create)).status).toBe(403);
    await world.request('/api/accounts/park.na', change(true));
    expect((await world.request('/api/boards', { headers: analyst })).status).toBe(401);
    expect((await signIn('park.na', OTHER)).status).toBe(401);
  });

  test('two changes at once do not undo each other', async () => {
    const admin = await claim();
    await addPerson(admin, 'park.na', ['analyst']);
    const change = (roles: string[]) =>
      world.request(
        '/api/accounts/park.na',
        jsonRequest(
          'PUT',
          { name: '나래', roles, departments: [], class: 'open', disabled: false },
          { ...admin, 'if-match': '"1"' },
        ),
      );
    const done = await Promise.all([change(['viewer']), change(['steward'])]);
    expect(done.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('the last administrator stays one', async () => {
    const admin = await claim();
    const change = jsonRequest(
      'PUT',
      { name: '가온', roles: ['viewer'], departments: [], class: 'open', disabled: false },
      { ...admin, 'if-match': '*' },
    );
    const refused = await world.request('/api/accounts/kim.ga', change);
    expect(await codeOf(refused)).toBe('account.last-administrator');
  });

  test('made-up people are there where the server offers them, and nowhere else', async () => {
    await world.close();
    world = await openWorld({ samples: true });
    const view = await session();
    expect(view.kind === 'signed-out' && view.samples.map(({ roles }) => roles[0])).toEqual([
      'analyst',
      'executive',
      'manager',
      'steward',
    ]);
    const body = jsonRequest('POST', { id: 'sample-manager' });
    const manager = cookieOf(await world.request('/api/session/sample', body));
    expect(await session(manager)).toMatchObject({ me: { roles: ['manager'], sample: true } });
    const admin = await claim();
    const real = jsonRequest('POST', { id: 'kim.ga' });
    expect((await world.request('/api/session/sample', real)).status).toBe(401);
    expect((await session(admin)).kind).toBe('signed-in');
  });
});
