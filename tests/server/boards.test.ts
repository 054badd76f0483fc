import { Board, BoardPage, Problem } from '@bada/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, jsonRequest, openTestApp, type TestApp } from './support.ts';

let world: TestApp;

beforeAll(async () => {
  world = await openTestApp({ viewerOf });
});

afterAll(() => world.close());

function viewerOf(request: Request) {
  const id = request.headers.get('x-test-person') ?? 'first';
  return { id, roles: ['analyst' as const], departments: ['statistics'], class: 'open' as const };
}

async function save(title: string, headers: Record<string, string> = {}) {
  const init = jsonRequest('POST', draftOf(title), headers);
  const response = await world.request('/api/boards', init);
  expect(response.status).toBe(201);
  return { response, board: Board.parse(await response.json()) };
}

async function codeOf(response: Response): Promise<string> {
  return Problem.parse(await response.json()).code;
}

describe('saving and reading', () => {
  test('a new board says where and which it is, and reads back the same', async () => {
    const { response, board } = await save('  인구  ');
    expect(response.headers.get('location')).toBe(`/api/boards/${board.id}`);
    expect(response.headers.get('etag')).toBe('"1"');
    expect(board).toMatchObject({ v: 1, title: '인구', owner: 'first', department: 'statistics' });
    const read = await world.request(`/api/boards/${board.id}`);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(await read.json()).toEqual(board);
  });

  test.each([
    [{ title: '', tiles: draftOf('x').tiles }, 'json.title'],
    [{ title: 'a'.repeat(121), tiles: draftOf('x').tiles }, 'json.title'],
    [{ title: 'a', tiles: [] }, 'json.tiles'],
    [draftOf('a', 'no question mark'), 'json.tiles.0.search'],
    [{ ...draftOf('a'), owner: 'someone' }, 'json'],
  ])('a draft that is not valid is refused with the path %#', async (body, where) => {
    const response = await world.request('/api/boards', jsonRequest('POST', body));
    expect(response.status).toBe(400);
    const problem = Problem.parse(await response.json());
    expect(problem.code).toBe('request.invalid');
    expect(problem.message.en).toContain(`at ${where}:`);
    expect(problem.message.ko).toContain(where);
  });

  test('an unknown board is a coded 404', async () => {
    const response = await world.request('/api/boards/1f0c61f4-0000-4000-8000-000000000000');
    expect(response.status).toBe(404);
    expect(await codeOf(response)).toBe('board.not-found');
  });
});

describe('optimistic concurrency', () => {
  test('a change with the current tag makes the next version', async () => {
    const { board } = await save('before');
    const init = jsonRequest('PUT', draftOf('after'), { 'if-match': '"1"' });
    const response = await world.request(`/api/boards/${board.id}`, init);
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toBe('"2"');
    expect(await response.json()).toMatchObject({ title: 'after', version: 2 });
  });

  test('a tag that compression weakened still matches', async () => {
    const { board } = await save('weak');
    const init = jsonRequest('PUT', draftOf('after'), { 'if-match': 'W/"1"' });
    expect((await world.request(`/api/boards/${board.id}`, init)).status).toBe(200);
  });

  test('a stale tag is refused with the current one, and nothing changes', async () => {
    const { board } = await save('mine');
    const path = `/api/boards/${board.id}`;
    await world.request(path, jsonRequest('PUT', draftOf('theirs'), { 'if-match': '"1"' }));
    const late = await world.request(
      path,
      jsonRequest('PUT', draftOf('late'), { 'if-match': '"1"' }),
    );
    expect(late.status).toBe(412);
    expect(late.headers.get('etag')).toBe('"2"');
    expect(await codeOf(late)).toBe('board.conflict');
    expect(await (await world.request(path)).json()).toMatchObject({ title: 'theirs' });
  });

  test.each(['PUT', 'DELETE'])('%s without If-Match is refused', async (method) => {
    const { board } = await save('unconditional');
    const init = method === 'PUT' ? jsonRequest('PUT', draftOf('x')) : { method };
    const response = await world.request(`/api/boards/${board.id}`, init);
    expect(response.status).toBe(428);
    expect(await codeOf(response)).toBe('board.precondition-required');
  });

  test('of many writers with one tag exactly one wins', async () => {
    const { board } = await save('race');
    const attempts = Array.from({ length: 20 }, (_, index) =>
      world.request(
        `/api/boards/${board.id}`,
        jsonRequest('PUT', draftOf(`writer ${index}`), { 'if-match': '"1"' }),
      ),
    );
    const statuses = (await Promise.all(attempts)).map((response) => response.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(19);
  });
});

describe('the bin', () => {
  test('a deleted board is gone until it is restored as it was', async () => {
    const { board } = await save('undo me');
    const path = `/api/boards/${board.id}`;
    const gone = await world.request(path, { method: 'DELETE', headers: { 'if-match': '"1"' } });
    expect(gone.status).toBe(204);
    expect((await world.request(path)).status).toBe(404);
    const list = BoardPage.parse(await (await world.request('/api/boards')).json());
    expect(list.boards.map(({ id }) => id)).not.toContain(board.id);
    const back = await world.request(`${path}/restore`, { method: 'POST' });
    expect(back.status).toBe(200);
    const { version, updatedAt, ...same } = Board.parse(await back.json());
    expect(board).toMatchObject(same);
    expect(version).toBe(3);
    expect(updatedAt >= board.updatedAt).toBe(true);
  });

  test('restoring what is not in the bin changes nothing; what never was is a 404', async () => {
    const { board } = await save('still here');
    const again = await world.request(`/api/boards/${board.id}/restore`, { method: 'POST' });
    expect(await again.json()).toEqual(board);
    const never = await world.request('/api/boards/never/restore', { method: 'POST' });
    expect(await codeOf(never)).toBe('board.not-found');
  });
});

describe('whose boards', () => {
  test('cursor pages give each of the own boards once, newest first', async () => {
    const person = { 'x-test-person': 'pager' };
    const saved: string[] = [];
    for (let at = 0; at < 7; at += 1) saved.push((await save(`board ${at}`, person)).board.id);
    const seen: Board[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const path: string = `/api/boards?limit=3${next && `&cursor=${next}`}`;
      const response = await world.request(path, { headers: person });
      const page = BoardPage.parse(await response.json());
      expect(page.boards.length).toBeLessThanOrEqual(3);
      seen.push(...page.boards);
      next = page.next;
    }
    expect(seen.map(({ id }) => id).sort()).toEqual(saved.sort());
    const times = seen.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted().reverse());
  });

  test('a cursor that is none is refused', async () => {
    const response = await world.request('/api/boards?cursor=nonsense');
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('request.invalid');
  });

  test('another person can neither read nor change a board', async () => {
    const { board } = await save('private');
    const path = `/api/boards/${board.id}`;
    const person = { 'x-test-person': 'second' };
    const attempts: RequestInit[] = [
      { headers: person },
      jsonRequest('PUT', draftOf('taken'), { ...person, 'if-match': '*' }),
      { method: 'DELETE', headers: { ...person, 'if-match': '*' } },
    ];
    for (const init of attempts) {
      const response = await world.request(path, init);
      expect(response.status).toBe(403);
      expect(await codeOf(response)).toBe('access.denied');
    }
    expect(await (await world.request(path)).json()).toEqual(board);
  });
});
