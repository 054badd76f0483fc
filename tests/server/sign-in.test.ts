import { join as pathOf } from 'node:path';
import { AccountLink, NewToken, Problem, SessionView } from '@bada/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openSqlite } from '../../server/src/store/sqlite.ts';
import { draftOf, jsonRequest, openTestApp, type TestApp } from './support.ts';

const PASSWORD = '파도소리가 들리는 밤 2026';
const OTHER = 'a-long-enough-passphrase';
const HOUR_MS = 3_600_000;

let now: number;
let world: TestApp;

async function openWorld(options: Parameters<typeof openTestApp>[0] = {}): Promise<TestApp> {
  return openTestApp({ clock: () => new Date(now), ...options });
}

beforeEach(async () => {
  now = Date.parse('2026-03-02T00:00:00Z');
  world = await openWorld();
});

afterEach(() => world.close());

/** The cookie that an answer handed over, as a browser would send it. */
function cookieOf(response: Response): Record<string, string> {
  const [cookie] = response.headers.getSetCookie();
  return { cookie: cookie?.split(';')[0] ?? '' };
}

async function codeOf(response: Response): Promise<string> {
  return Problem.parse(await response.json()).code;
}

async function firstLink(): Promise<string> {
  return AccountLink.parse(await world.signIn.firstLink()).secret;
}

function join(body: object) {
  return world.request('/api/session/join', jsonRequest('POST', body));
}

/** Makes the first administrator and gives the cookie. */
async function claim(id = 'kim.ga'): Promise<Record<string, string>> {
  const first = { id, name: '가온' };
  const response = await join({ secret: await firstLink(), password: PASSWORD, first });
  expect(response.status).toBe(204);
  return cookieOf(response);
}

function signIn(id: string, password: string) {
  return world.request('/api/session', jsonRequest('POST', { id, password }));
}

async function session(headers: Record<string, string> = {}): Promise<SessionView> {
  return SessionView.parse(await (await world.request('/api/session', { headers })).json());
}

/** Adds a person and lets them choose their password. */
async function addPerson(admin: Record<string, string>, id: string, roles: string[]) {
  const draft = { id, name: '나래', roles, departments: ['statistics'], class: 'internal' };
  const made = await world.request('/api/accounts', jsonRequest('POST', draft, admin));
  const { link } = z.looseObject({ link: AccountLink }).parse(await made.json());
  return cookieOf(await join({ secret: link.secret, password: OTHER }));
}

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
    expect(cookie).toContain('Secure');
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

describe('tokens', () => {
  async function makeToken(headers: Record<string, string>, scope: 'read' | 'write') {
    const draft = { name: '월말 보고', scope, days: 30 };
    const response = await world.request('/api/tokens', jsonRequest('POST', draft, headers));
    const { secret, token } = NewToken.parse(await response.json());
    return { headers: { authorization: `Bearer ${secret}` }, id: token.id };
  }

  test('a token reads what its owner reads, and writes where it may', async () => {
    const admin = await claim();
    const create = (headers: Record<string, string>) =>
      world.request('/api/boards', jsonRequest('POST', draftOf('대본'), headers));
    const reader = await makeToken(admin, 'read');
    const writer = await makeToken(admin, 'write');
    expect((await world.request('/api/boards', reader)).status).toBe(200);
    expect((await create(reader.headers)).status).toBe(403);
    expect((await create(writer.headers)).status).toBe(201);
  });

  test('a token makes no tokens and no people', async () => {
    const { headers } = await makeToken(await claim(), 'write');
    const draft = { name: 'x', scope: 'write', days: 30 };
    expect((await world.request('/api/tokens', jsonRequest('POST', draft, headers))).status).toBe(
      403,
    );
    expect((await world.request('/api/accounts', { headers })).status).toBe(403);
  });

  test('it ends by its date, or when taken away by its owner alone', async () => {
    const admin = await claim();
    const other = await addPerson(admin, 'park.na', ['analyst']);
    const { id, ...token } = await makeToken(admin, 'read');
    const remove = (headers: Record<string, string>) =>
      world.request(`/api/tokens/${id}`, { method: 'DELETE', headers });
    expect((await remove(other)).status).toBe(404);
    expect((await remove(admin)).status).toBe(204);
    expect((await world.request('/api/boards', token)).status).toBe(401);
    const late = await makeToken(admin, 'read');
    now += 31 * 24 * HOUR_MS;
    expect((await world.request('/api/boards', late)).status).toBe(401);
  });
});

describe('the record', () => {
  test('tells who changed what and who was refused, to administrators alone', async () => {
    const admin = await claim();
    const analyst = await addPerson(admin, 'park.na', ['analyst']);
    await world.request('/api/boards', jsonRequest('POST', draftOf('보기'), analyst));
    await world.request('/api/accounts', jsonRequest('POST', {}, analyst));
    expect((await world.request('/api/audit', { headers: analyst })).status).toBe(403);
    const page = await world.request('/api/audit?actor=park.na', { headers: admin });
    expect(await page.json()).toMatchObject({
      entries: [
        { action: 'POST /api/accounts', status: 403 },
        { action: 'POST /api/boards', status: 201 },
      ],
    });
  });

  test('holds no secret and no password', async () => {
    const admin = await claim();
    await signIn('kim.ga', 'not the password');
    const text = await (await world.request('/api/audit', { headers: admin })).text();
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain('not the password');
    expect(text).not.toContain(admin.cookie?.split('=')[1]);
  });

  test('is read page by page without a hole', async () => {
    const admin = await claim();
    for (let time = 0; time < 7; time++) {
      await world.request('/api/boards', jsonRequest('POST', draftOf(`보기 ${time}`), admin));
    }
    const seen: number[] = [];
    let next: string | null = '';
    while (next !== null) {
      const path: string = `/api/audit?action=POST /api/boards&limit=3&before=${next}`;
      const page = await world.request(path, { headers: admin });
      const body = z
        .looseObject({
          entries: z.array(z.looseObject({ seq: z.number() })),
          next: z.string().nullable(),
        })
        .parse(await page.json());
      seen.push(...body.entries.map(({ seq }) => seq));
      next = body.next;
    }
    expect(seen).toHaveLength(7);
    expect(seen).toEqual(seen.toSorted((one, other) => other - one));
  });

  test('breaks where an entry is changed or taken out', async () => {
    const admin = await claim();
    for (let time = 0; time < 4; time++) {
      await world.request('/api/boards', jsonRequest('POST', draftOf(`보기 ${time}`), admin));
    }
    const { audit } = world.store;
    expect((await audit.verify()).broken).toEqual([]);
    const database = openSqlite(pathOf(world.home, 'bada.sqlite'));
    database.exec("update audit set actor = 'nobody' where seq = 2");
    database.exec('delete from audit where seq = 4');
    database.close();
    const { broken } = await audit.verify();
    expect(broken.map(({ seq, what }) => [seq, what])).toEqual([
      [2, 'changed'],
      [5, 'missing'],
    ]);
  });
});
