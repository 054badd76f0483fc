import { listVersions } from '@bada/data/build';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QualityWorld } from '../support/quality-world.ts';
import { textOf } from './leak-read.ts';
import { type Ground, groundOf, type Step, WALKS } from './leak-walk.ts';
import {
  openLeakWorld,
  PEOPLE,
  type Person,
  type Planted,
  ROWS,
  STEWARD,
  WHO,
} from './leak-world.ts';

let world: QualityWorld;
let ground: Ground;

type Measured = 'persons' | 'income';

const GROUPS: readonly ((row: Planted) => string)[] = [
  () => '',
  ({ place }) => place,
  ({ period }) => period,
  ({ kind }) => kind,
  ({ team }) => team,
  ({ place, period }) => `${place} ${period}`,
  ({ place, kind }) => `${place} ${kind}`,
  ({ period, kind }) => `${period} ${kind}`,
  ({ team, period }) => `${team} ${period}`,
  ({ place, kind, team }) => `${place} ${kind} ${team}`,
];

/** Sums over groups that hold a row which a person may not see: of all of the group, and of its hidden part. */
function hiddenSums(person: Person, dataset: Planted['dataset'], column: Measured): number[] {
  const mayColumn = person.columns(dataset).includes(column);
  const sees = (row: Planted) => mayColumn && person.rows(row);
  const own = ROWS.filter((row) => row.dataset === dataset);
  const sum = (rows: readonly Planted[]) => rows.reduce((total, row) => total + row[column], 0);
  return GROUPS.flatMap((groupOf) =>
    [...Map.groupBy(own, groupOf).values()]
      .filter((rows) => !rows.every(sees))
      .flatMap((rows) => [sum(rows), sum(rows.filter((row) => !sees(row)))]),
  );
}

/** Numbers that a person may not learn. */
function hiddenNumbers(person: Person): Set<number> {
  const sums = (['aid', 'cases'] as const).flatMap((dataset) =>
    (['persons', 'income'] as const).flatMap((column) => hiddenSums(person, dataset, column)),
  );
  const rows = ROWS.flatMap((row) =>
    (['persons', 'income'] as const).flatMap((column) => {
      const isSeen = person.rows(row) && person.columns(row.dataset).includes(column);
      return isSeen ? [] : [row[column]];
    }),
  );
  return new Set([...sums, ...rows]);
}

/** Texts that a person may not read. */
function hiddenTexts(person: Person): Set<string> {
  const kinds = new Set(ROWS.filter(person.rows).map(({ kind }) => kind));
  const texts = ROWS.flatMap((row) => {
    const columns = person.rows(row) ? person.columns(row.dataset) : [];
    return (['applicant', 'memo'] as const)
      .filter((column) => !columns.includes(column))
      .map((column) => row[column])
      .concat(kinds.has(row.kind) ? [] : [row.kind]);
  });
  return new Set(texts);
}

/** Whole numbers of a text as large as the planted ones; those in hashes stand between letters. */
function numbersIn(text: string): number[] {
  const found = text.matchAll(/(?<![\w.])-?\d{12,16}(?:\.0+)?(?![\w])/g);
  return [...found].map(([number]) => Math.abs(Number(number)));
}

interface Heard {
  readonly route: string;
  readonly path: string;
  readonly status: number;
  readonly text: string;
  /** What was sent: to hear it again tells nothing. */
  readonly sent: string;
}

async function ask(viewer: string, route: string, { path, init = {} }: Step): Promise<Heard> {
  const headers = { ...init.headers, [WHO]: viewer };
  const response = await world.request(path, { ...init, headers });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const head = JSON.stringify([...response.headers]);
  const type = response.headers.get('content-type') ?? '';
  const text = `${head} ${await textOf(bytes, type)}`;
  const sent = `${decodeURIComponent(path)} ${String(init.body ?? '')}`;
  return { route, path, status: response.status, text, sent };
}

async function walk(viewer: string): Promise<Heard[]> {
  const heard: Heard[] = [];
  for (const [route, steps] of Object.entries(WALKS)) {
    if (typeof steps === 'string') continue;
    for (const step of steps(ground)) heard.push(await ask(viewer, route, step));
  }
  return heard;
}

/** Where something is heard that a person may not know. */
function leaksIn(heard: readonly Heard[], person: Person): string[] {
  const texts = [...hiddenTexts(person)];
  const numbers = hiddenNumbers(person);
  return heard.flatMap(({ route, path, text, sent }) => {
    const read = texts.filter((one) => text.includes(one) && !sent.includes(one));
    const counted = numbersIn(text).filter((one) => numbers.has(one));
    const found = [...new Set([...read, ...counted])].slice(0, 3);
    return found.length > 0 ? [`${route} tells ${found.join(', ')} at ${path.slice(0, 160)}`] : [];
  });
}

async function proofsKept(): Promise<string[]> {
  const proofs = new Set<string>();
  const walker = WALKS['post /api/query'];
  if (typeof walker !== 'function') throw new Error('queries are not walked');
  // One question of each indicator by everybody: proofs of the whole and of every cut.
  for (const viewer of [STEWARD.id, ...PEOPLE.map((one) => one.viewer.id)]) {
    await ask(viewer, '', { path: '/api/manifest' });
    for (const step of walker(ground).slice(0, 1)) {
      const { text } = await ask(viewer, '', step);
      for (const [, id] of text.matchAll(/"proof":\{"id":"([0-9a-f]{64})"/g))
        if (id) proofs.add(id);
    }
  }
  return [...proofs].filter((_, at) => at % 5 === 0);
}

beforeAll(async () => {
  world = await openLeakWorld();
  const manifests = (await listVersions(world.home)).map(({ manifest }) => manifest);
  ground = await groundOf(world, { manifests, proofs: [] });
  const proofs = await proofsKept();
  // By now everybody's cuts lie on disk, and everybody asks for everybody's.
  ground = await groundOf(world, { manifests, proofs });
}, 120_000);

afterAll(() => world.close());

test('every route is walked, or says why it tells nothing of rows', () => {
  const routes = world.routes.map(({ method, path }) => `${method} ${path}`);
  expect(routes.filter((route) => WALKS[route] === undefined)).toEqual([]);
  expect(Object.keys(WALKS).filter((route) => !routes.includes(route))).toEqual([]);
});

test('the walk finds what is planted where somebody sees all', { timeout: 120_000 }, async () => {
  const all: Person = { name: 'nobody', viewer: STEWARD, rows: () => false, columns: () => [] };
  const found = leaksIn(await walk(STEWARD.id), all).map((leak) => leak.replace(/ tells .*/, ''));
  expect([...new Set(found)]).toEqual(
    expect.arrayContaining([
      'get /api/manifest',
      'post /api/query',
      'get /api/proofs/{id}',
      'get /api/datasets/{id}',
      'get /api/datasets/{id}/rows',
      'get /api/datasets/{id}/profile',
      'get /api/datasets/{id}/lost-characters',
      'post /api/datasets/{id}/linked',
      'get /api/datasets/{id}/diff',
      'get /api/datasets/{id}/download',
      'get /api/datasets/{id}/package.zip',
      'get /api/datasets/{id}/failing',
      'get /api/datasets/{id}/failing.xlsx',
      'get /api/datasets/{id}/contract.yaml',
      'post /api/indicators/{id}/draft/preview',
      'get /extracts/{class}/{file}',
    ]),
  );
});

describe('nothing hidden is found on any route', () => {
  test.each(PEOPLE.map((person) => ({ who: person.name, person })))(
    'by a $who',
    { timeout: 180_000 },
    async ({ person }) => {
      const heard = await walk(person.viewer.id);
      expect(
        heard.filter(({ status }) => status >= 500).map(({ path, text }) => `${path} ${text}`),
      ).toEqual([]);
      expect(leaksIn(heard, person)).toEqual([]);
    },
  );
});
