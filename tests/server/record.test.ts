import { NewToken } from '@bada/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runStatement } from '../support/database.ts';
import { PASSWORD, peopleOf } from './sign-in-support.ts';
import { draftOf, jsonRequest, openTestApp, type TestApp } from './support.ts';

const HOUR_MS = 3_600_000;

let now: number;
let world: TestApp;
const { claim, signIn, addPerson } = peopleOf(() => world);

beforeEach(async () => {
  now = Date.parse('2026-03-02T00:00:00Z');
  world = await openTestApp({ clock: () => new Date(now) });
});

afterEach(() => world.close());

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
        { action: 'POST /api/session/join', status: 204 },
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
    await runStatement(world.database, "update audit set actor = 'nobody' where seq = 2");
    await runStatement(world.database, 'delete from audit where seq = 4');
    const { broken } = await audit.verify();
    expect(broken.map(({ seq, what }) => [seq, what])).toEqual([
      [2, 'changed'],
      [5, 'missing'],
    ]);
  });
});
