import {
  ANONYMOUS,
  compileQuery,
  LOCAL_VIEWER,
  type Manifest,
  MetricQuery,
  type SharedScan,
  type Viewer,
} from '@bada/shared';
import { afterEach, expect, test } from 'vitest';
import { Answers } from '../../server/src/engine/answers.ts';
import { FairQueue } from '../../server/src/engine/fair-queue.ts';
import { Manifests } from '../../server/src/engine/manifests.ts';
import { Pool } from '../../server/src/engine/pool.ts';

import { QueryDesk } from '../../server/src/engine/query-desk.ts';
import { openCuts } from '../../server/src/jobs/cuts/open-cuts.ts';
import { openTestApp, type TestApp, type TestAppOptions } from './support.ts';

const HOURS =
  'select count(*) as n from range(1000000000) a, range(1000) b where a.range % 7 = b.range % 5';
const never = new AbortController().signal;

const opened: TestApp[] = [];

async function open(options: TestAppOptions): Promise<TestApp> {
  const world = await openTestApp(options);
  opened.push(world);
  return world;
}

afterEach(async () => {
  for (const world of opened.splice(0)) await world.close();
});

function person(id: string): Viewer {
  return { ...LOCAL_VIEWER, id };
}

/** The world's manifest under other ids: each has an engine of its own. */
function others({ manifest }: TestApp): Manifest[] {
  return ['1', '2', '3'].map((digit) => ({ ...manifest, id: digit.repeat(64) }));
}

const yearly = MetricQuery.parse({ v: 1, indicators: [{ id: 'people' }], by: ['city', 'year'] });

function run(
  { indicators, engine }: Pick<TestApp, 'indicators' | 'engine'>,
  manifest: Manifest,
  { sql, viewer, signal = never }: { sql: string; viewer: Viewer; signal?: AbortSignal },
) {
  const compiled = {
    ...compileQuery({ query: yearly, indicators, manifest }),
    sql,
    parameters: [],
  };
  return engine.as(viewer).run(compiled, manifest, signal);
}

const SCAN: SharedScan = {
  table: 'page/1/0',
  from: 'people-count',
  sql: 'select place, period, sum(persons) as persons from "people-count" group by 1, 2',
};

test('an engine that a page waits to share with is not closed for other manifests', async () => {
  const world = await open({ limits: { running: 2, seconds: 5 } });
  const { engine, manifest } = world;
  const leaving = new AbortController();
  const heavy = run(world, manifest, {
    sql: HOURS,
    viewer: person('a'),
    signal: leaving.signal,
  });
  const sharing = engine.share(person('a'), { manifest, scans: [SCAN] }, never);
  for (const other of others(world)) {
    await run(world, other, { sql: 'select 1 as one', viewer: person('b') });
  }
  leaving.abort(new Error('enough'));
  await expect(heavy).rejects.toThrow('enough');
  const free = await sharing;
  const sql = 'select sum(persons)::integer as n from "page/1/0"';
  expect(await run(world, manifest, { sql, viewer: person('a') })).toEqual({ n: [2100] });
  await free();
});

test('what a page shares stays until it is freed, whatever else is asked for', async () => {
  const world = await open({});
  const { engine, manifest } = world;
  const free = await engine.share(person('a'), { manifest, scans: [SCAN] }, never);
  for (const other of others(world)) {
    await run(world, other, { sql: 'select 1 as one', viewer: person('b') });
  }
  const sql = 'select sum(persons)::integer as n from "page/1/0"';
  expect(await run(world, manifest, { sql, viewer: person('a') })).toEqual({ n: [2100] });
  await free();
});

test('a pool that was closed refuses instead of keeping who asks waiting', async () => {
  const pool = new Pool(['only']);
  const gate = Promise.withResolvers<void>();
  const working = pool.use(never, () => gate.promise);
  const waiting = pool.use(never, async () => 'never');
  const drained = pool.drain();
  await expect(waiting).rejects.toThrow('closed');
  gate.resolve();
  await working;
  expect(await drained).toEqual(['only']);
  await expect(pool.use(never, async () => 'never')).rejects.toThrow('closed');
});

/** Answers over the extracts of an app, without memory of earlier ones. */
function answersOf({ engine, folder, store }: TestApp): Answers {
  const manifests = new Manifests(folder);
  return new Answers(engine, {
    manifests,
    cuts: openCuts({ manifests, documents: store.documents }),
  });
}

test('equal questions of one page are one question of its shared pass', async () => {
  const world = await open({});
  const answers = answersOf(world);
  const asked = [yearly, { ...yearly, limit: 2 }, yearly, { ...yearly, limit: 2 }];
  const questions = await Promise.all(
    asked.map((query) => answers.prepare(person('a'), query, world.indicators)),
  );
  const settled = await answers.answerAll(person('a'), questions, never);
  expect(settled.map(({ status }) => status)).toEqual(asked.map(() => 'fulfilled'));
  expect(world.engine.statistics.scans).toBe(1);
});

test('a question about an earlier version is judged by that version alone', async () => {
  const world = await open({});
  const [people] = world.indicators;
  if (people?.formula.type !== 'sum') throw new Error('no indicator to change');
  const measure = { ...people.formula.measure, dataset: 'not-yet-there' };
  const next = { ...people, version: people.version + 1, formula: { ...people.formula, measure } };
  const answers = answersOf(world);
  const asked = (version: number) => ({ ...yearly, indicators: [{ id: people.id, version }] });
  const both = [next, people];
  await expect(answers.prepare(person('a'), asked(people.version), both)).resolves.toBeDefined();
  await expect(answers.prepare(person('a'), asked(next.version), both)).rejects.toMatchObject({
    code: 'query.wrong',
    params: { why: { ko: expect.stringContaining('not-yet-there') } },
  });
});

test('one whose question is sent away takes no other with it', async () => {
  const world = await open({ limits: { running: 1, waiting: 3 } });
  const answers = answersOf(world);
  const leaving = new AbortController();
  const heavy = run(world, world.manifest, {
    sql: HOURS,
    viewer: person('a'),
    signal: leaving.signal,
  });
  const [waits, gives, shared] = await Promise.all(
    [1, 3, 2].map((limit) => answers.prepare(person('a'), { ...yearly, limit }, world.indicators)),
  );
  if (!waits || !gives || !shared) throw new Error('nothing prepared');
  const first = answers.answer(person('a'), waits, never);
  const second = answers.answer(person('a'), gives, never);
  const newest = answers.answer(person('a'), shared, never);
  const joined = answers.answer(person('b'), shared, never);
  // All places to wait are taken: whoever waits with most gives up the newest.
  const third = run(world, world.manifest, { sql: 'select 1 as one', viewer: person('c') });
  await expect(newest).rejects.toMatchObject({ code: 'query.busy' });
  await expect(second).rejects.toMatchObject({ code: 'query.busy' });
  leaving.abort(new Error('enough'));
  await expect(heavy).rejects.toThrow('enough');
  expect((await joined).columns.value).toHaveLength(2);
  await Promise.all([first, third]);
});

test('who has no account takes the turns of an address, not of all who have none', async () => {
  const limits = { running: 2, waiting: 10, seconds: 5, memoryMiB: 64 };
  const desk = new QueryDesk(limits);
  const gate = Promise.withResolvers<void>();
  const at = (asker: string): Viewer => ({ ...ANONYMOUS, asker });
  const held = desk.ask(at('a'), never, () => gate.promise);
  // Of two places one stays free for somebody else: another address is one.
  expect(await desk.ask(at('b'), never, async () => 'at once')).toBe('at once');
  gate.resolve();
  await held;
});

function counted(total: number) {
  let at = 0;
  let isClosed = false;
  return {
    isClosed: () => isClosed,
    open: async () => ({
      next: async () => {
        at += 1;
        return at <= total ? { value: at } : { value: undefined, done: true as const };
      },
      close: () => {
        isClosed = true;
      },
    }),
  };
}

test('blocks are made in turns, and between them a slow reader holds no place', async () => {
  const desk = new QueryDesk({ running: 1, waiting: 0, seconds: 5, memoryMiB: 64 });
  const source = counted(3);
  const blocks = desk.blocks(person('a'), never, source.open);
  expect((await blocks.next()).value).toBe(1);
  expect(await desk.ask(person('b'), never, async () => 'between')).toBe('between');
  // What was begun is not sent away where nobody may wait.
  const gate = Promise.withResolvers<void>();
  const held = desk.ask(person('b'), never, () => gate.promise);
  const second = blocks.next();
  gate.resolve();
  await held;
  expect((await second).value).toBe(2);
  await blocks.return(undefined);
  expect(source.isClosed()).toBe(true);
  expect(desk.statistics).toMatchObject({ answered: 2, cancelled: 1, refused: 0, running: 0 });
});

test('a patient one is passed over when one who waits must give way', async () => {
  const queue = new FairQueue({ running: 1, waiting: 2 });
  const gate = Promise.withResolvers<void>();
  const first = queue.use('a', never, () => gate.promise);
  const newest = queue.use('a', never, async () => 'newest');
  const patient = queue.use('a', never, async () => 'patient', { isPatient: true });
  const other = queue.use('b', never, async () => 'other');
  await expect(newest).rejects.toMatchObject({ code: 'query.busy' });
  gate.resolve();
  await first;
  expect(await Promise.all([patient, other])).toEqual(['patient', 'other']);
});
