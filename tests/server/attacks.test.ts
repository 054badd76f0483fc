import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role, Viewer } from '@bada/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../support/project.ts';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

const WHO = 'x-test-viewer';
const MARK = 'planted-title-of-the-owner';

function person(id: string, role: Role, more: Partial<Viewer> = {}): Viewer {
  return { id, roles: [role], departments: [], class: 'open', ...more };
}

const PEOPLE: Readonly<Record<string, Viewer>> = {
  owner: person('owner', 'analyst', { departments: ['population-policy'] }),
  other: person('other', 'analyst', { departments: ['data-statistics'] }),
  reader: person('reader', 'viewer'),
  admin: person('admin', 'administrator', { class: 'restricted' }),
};

let world: TestApp;
/** What the owner has: the collection it is in, by its id. */
let owned: { board: string; token: string; ingest: string };

function as(name: string): Record<string, string> {
  return { [WHO]: name };
}

async function idOf(response: Response): Promise<string> {
  expect(response.status).toBe(201);
  const made = z.looseObject({
    id: z.string().optional(),
    token: z.looseObject({ id: z.string() }).optional(),
  });
  const { id, token } = made.parse(await response.json());
  return id ?? token?.id ?? '';
}

beforeAll(async () => {
  world = await openTestApp({
    viewerOf: (request) => {
      const viewer = PEOPLE[request.headers.get(WHO) ?? 'owner'];
      if (!viewer) throw new Error('no such person');
      return viewer;
    },
  });
  const post = (path: string, body: object) =>
    world.request(path, jsonRequest('POST', body, as('owner')));
  const tiles = [{ kind: 'view', path: '/', search: '' }];
  const bytes = { ...as('owner'), 'content-type': 'application/octet-stream' };
  owned = {
    board: await idOf(await post('/api/boards', { title: MARK, tiles })),
    token: await idOf(await post('/api/tokens', { name: MARK, scope: 'read', days: 1 })),
    ingest: await idOf(
      await world.request(`/api/ingests?name=${MARK}.csv`, {
        method: 'POST',
        headers: bytes,
        body: '구군,값\n중구,1\n',
      }),
    ),
  };
});

afterAll(() => world.close());

interface Route {
  readonly method: string;
  readonly path: string;
  readonly action: string;
}

/** A request of a route by somebody; other places of its path are filled plausibly. */
function ask(route: Route, id: string, headers: Record<string, string>): Promise<Response> {
  const path = route.path
    .replace('{id}', encodeURIComponent(id))
    .replace('{table}', '0')
    .replace('{part}', 'rows')
    .replace('{version}', 'a'.repeat(64))
    .replace('{class}', 'open')
    .replace('{file}', `${'a'.repeat(64)}.parquet`)
    .replace('/*', '/');
  const method = route.method.toUpperCase();
  const hasBody = method === 'POST' || method === 'PUT';
  const init = hasBody
    ? jsonRequest(method, {}, { ...headers, 'if-match': '*' })
    : { method, headers: { ...headers, 'if-match': '*' } };
  return world.request(path, init);
}

function routesOf(prefix: string): Route[] {
  return world.app.routes.filter(({ path }) => path.startsWith(`${prefix}/{id}`));
}

describe('what belongs to somebody is nobody else’s (ASVS 4.2.1)', () => {
  test.each([
    ['/api/boards', 'board', 'other'],
    ['/api/boards', 'board', 'reader'],
    ['/api/tokens', 'token', 'other'],
    ['/api/tokens', 'token', 'admin'],
    ['/api/ingests', 'ingest', 'other'],
    ['/api/ingests', 'ingest', 'reader'],
  ] as const)('%s/{id} of the owner: no route lets %s of %s in', async (prefix, kind, who) => {
    const routes = routesOf(prefix);
    expect(routes.length).toBeGreaterThan(0);
    for (const route of routes) {
      const response = await ask(route, owned[kind], as(who));
      const text = await response.text();
      expect([403, 404], `${route.method} ${route.path}: ${response.status}`).toContain(
        response.status,
      );
      expect(text).not.toContain(MARK);
    }
    const list = await world.request(prefix, { headers: as(who) });
    expect(await list.text()).not.toContain(MARK);
  });
});

describe('nobody does more than their role (ASVS 4.1.1, 4.1.3)', () => {
  test('a viewer changes nothing but what is their own, on any route of the registry', async () => {
    const OWN = ['/api/session', '/api/tokens'];
    const changing = world.app.routes.filter(
      ({ action, path }) => action !== 'read' && !OWN.some((own) => path.startsWith(own)),
    );
    expect(changing.length).toBeGreaterThan(25);
    for (const route of changing) {
      const { status } = await ask(route, owned.board, as('reader'));
      expect([403, 404], `${route.method} ${route.path}: ${status}`).toContain(status);
    }
  });
});

describe('another site writes nothing (ASVS 4.2.2, 13.2.3)', () => {
  test.each([
    ['its site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['its origin', { origin: 'https://evil.example', host: 'localhost:4600' }],
  ])('told by %s, on any route that is no GET', async (_, headers) => {
    const routes = world.app.routes.filter(({ method }) => method !== 'get');
    expect(routes.length).toBeGreaterThan(40);
    for (const route of routes) {
      const { status } = await ask(route, owned.board, { ...as('admin'), ...headers });
      expect(status, `${route.method} ${route.path}`).toBe(403);
    }
  });
});

describe('no path leads out (ASVS 12.3.1)', () => {
  test.each([
    '../../../../../../etc/passwd',
    '..\\..\\..\\..\\etc\\passwd',
    '....//....//etc/passwd',
    '/etc/passwd',
    'bada.sqlite',
    '../bada.sqlite',
    '%2e%2e%2fetc%2fpasswd',
    'people\u0000.parquet',
  ])('by %j in any place of any route', async (attempt) => {
    for (const route of world.app.routes.filter(({ path }) => path.includes('{'))) {
      const path = route.path.replaceAll(/\{\w+\}/g, encodeURIComponent(attempt));
      if (route.method !== 'get') continue;
      const response = await world.request(path, { headers: as('admin') });
      const text = await response.text();
      expect(response.status, path).toBeGreaterThanOrEqual(400);
      expect(response.status, path).toBeLessThan(500);
      expect(text).not.toMatch(/root:.*:0:0|SQLite format/);
    }
  });
});

describe('no statement comes in through a query (ASVS 5.3.4, 5.3.5)', () => {
  const question = () => ({
    v: 1,
    indicators: [{ id: 'people', version: 1 }],
    by: ['district', 'year'],
    where: [{ dimension: 'sex', op: 'in', values: ['female'] }],
    time: { last: 2, grain: 'year' },
    compare: 'previous-period',
    orderBy: { column: 'value', direction: 'desc' },
    limit: 5,
    manifest: world.manifest.id,
  });

  /** The question with one text or number in it replaced, at every place. */
  function* replaced(value: unknown, by: string): Generator<unknown> {
    if (typeof value !== 'object' || value === null) return void (yield by);
    for (const [key, part] of Object.entries(value)) {
      for (const changed of replaced(part, by)) {
        yield Array.isArray(value)
          ? value.map((one, index) => (String(index) === key ? changed : one))
          : { ...value, [key]: changed };
      }
    }
  }

  test.each([
    "'; DROP TABLE people; --",
    '" UNION SELECT * FROM accounts --',
    "26350') OR 1=1 --",
    "read_csv('/etc/passwd')",
    "'; COPY (SELECT 1) TO '/tmp/x'; --",
  ])('with %j in any field', async (attempt) => {
    const plain = jsonRequest('POST', { queries: [question()] });
    const answered = await world.request('/api/query', plain);
    expect(answered.status, await answered.clone().text()).toBe(200);
    const all = [...replaced(question(), attempt)];
    expect(all.length).toBeGreaterThan(12);
    for (const query of all) {
      const response = await world.request('/api/query', jsonRequest('POST', { queries: [query] }));
      const text = await response.text();
      expect(response.status, JSON.stringify(query)).toBeLessThan(500);
      expect(text).not.toMatch(/root:|password|syntax error|Parser Error/i);
    }
    const after = jsonRequest('POST', { queries: [question()] });
    expect((await world.request('/api/query', after)).status).toBe(200);
    expect(existsSync('/tmp/x')).toBe(false);
  });
});

describe('no text keeps the server busy (ASVS 5.1.5, 12.1)', () => {
  const Doc = z.looseObject({ paths: z.unknown() });

  function patternsOf(value: unknown, found = new Set<string>()): Set<string> {
    if (typeof value !== 'object' || value === null) return found;
    for (const [key, part] of Object.entries(value)) {
      if (key === 'pattern' && typeof part === 'string') found.add(part);
      else patternsOf(part, found);
    }
    return found;
  }

  test('every pattern of the API answers long texts at once', async () => {
    const { paths } = Doc.parse(await (await world.request('/api/openapi.json')).json());
    const patterns = [...patternsOf(paths)];
    expect(patterns.length).toBeGreaterThan(5);
    for (const pattern of patterns) {
      for (const unit of ['a', '0', '-', 'a-', '0.', ' ', '가', 'a.', '/', '2020-01-']) {
        const text = `${unit.repeat(20_000)}!`;
        const started = performance.now();
        new RegExp(pattern).test(text);
        expect(performance.now() - started, `${pattern} on ${unit}…`).toBeLessThan(500);
      }
    }
  });
});

test('no secret has a place in a path or a query (ASVS 8.3.1)', () => {
  const names = world.app.routes.flatMap(({ path }) =>
    [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
  );
  expect(names.filter((name) => /secret|password|token|key|session/i.test(name ?? ''))).toEqual([]);
});

test('a title that is markup comes back as data and never as a page (ASVS 5.3.3)', async () => {
  const title = '<img src=x onerror=alert(1)>';
  const draft = { title, tiles: [{ kind: 'view', path: '/', search: '' }] };
  const made = await world.request('/api/boards', jsonRequest('POST', draft, as('owner')));
  expect(made.headers.get('content-type')).toMatch(/^application\/json/);
  expect(made.headers.get('x-content-type-options')).toBe('nosniff');
  expect(z.looseObject({ title: z.string() }).parse(await made.json()).title).toBe(title);
});

/** Where else each attack is seen refused: a file, and the test's own words. */
const ELSEWHERE: readonly (readonly [attack: string, file: string, words: string])[] = [
  [
    'session fixation (ASVS 3.2.1)',
    'server/sign-in.test.ts',
    'a session given beforehand is not the one',
  ],
  ['session fixation by a neighbour', 'server/sign-in.test.ts', 'the cookie is secure behind TLS'],
  ['guessing passwords (ASVS 2.2.1)', 'server/sign-in.test.ts', 'many wrong passwords at once'],
  ['keeping a person out', 'server/sign-in.test.ts', 'whoever closes an account does not keep out'],
  [
    'finding out names',
    'server/sign-in.test.ts',
    'an account that is not there is closed like one',
  ],
  [
    'role escalation by the account API',
    'server/sign-in.test.ts',
    'only administrators see and make them',
  ],
  ['a token that makes tokens', 'server/record.test.ts', 'a token makes no tokens and no people'],
  [
    'open redirect (ASVS 5.1.5)',
    'server/provider-sign-in.test.ts',
    'signing in leads to no other place',
  ],
  [
    'a forged answer of the provider',
    'server/provider-sign-in.test.ts',
    'an answer that does not fit is refused',
  ],
  ['taking over by name', 'server/provider-sign-in.test.ts', 'does not take over an account'],
  ['DNS rebinding', 'server/http.test.ts', 'under a name that is not this machine'],
  [
    'CSV injection (ASVS 5.3.10)',
    'server/ingest-access.test.ts',
    'that a spreadsheet would run as a formula',
  ],
  ['CSV injection in listings', 'server/catalogue-downloads.test.ts', 'no formula'],
  ['XSS by tooltips', 'web/charts/trend-option.test.ts', 'tooltip texts are escaped'],
  [
    'SSRF (ASVS 12.6.1)',
    'data/collect/public-data.test.ts',
    'a host that is not on the list, and a redirect to one',
  ],
  [
    'SSRF by the next page',
    'server/harvest-pages.test.ts',
    'a page of another host is not asked for',
  ],
  ['deep and large JSON', 'server/limits.test.ts', 'beyond the limit is refused'],
  ['slow clients', 'server/limits.test.ts', 'that never ends its headers'],
  ['floods (ASVS 11.1.4)', 'server/limits.test.ts', 'whatever it says of itself'],
  ['secrets in logs (ASVS 7.1.1)', 'server/secrets.test.ts', 'no planted secret'],
  [
    'a record that is touched (ASVS 7.3.3)',
    'server/record-checkpoints.test.ts',
    'shows that a chain was taken away whole',
  ],
];

test.each(ELSEWHERE)('%s is seen refused in %s', (_, file, words) => {
  expect(readFileSync(join(projectRoot, 'tests', file), 'utf8')).toContain(words);
});
