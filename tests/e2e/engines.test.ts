import { join } from 'node:path';
import {
  Answer,
  Catalogue,
  canonicalJson,
  Formula,
  Grain,
  type Indicator,
  type MetricQuery,
  PlaceLevel,
} from '@bada/shared';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser, openPage, type TestPage } from '../support/browser.ts';
import { type EngineServer, openEngineServer } from '../support/engine-page.ts';
import { buildMatrixWorld, type MatrixWorld } from '../support/matrix-world.ts';
import { meeting, queryMatrix } from '../support/query-matrix.ts';
import { expectSameAnswer } from '../support/same-answer.ts';
import type { EnginePage } from './engine-page/main.ts';

declare global {
  interface Window {
    engine: EnginePage;
  }
}

const PAGE = join(import.meta.dirname, 'engine-page');

/** A server with a page that drives the browser's engine on the same data. */
interface Pair {
  readonly server: EngineServer;
  readonly tab: TestPage;
  readonly queries: readonly MetricQuery[];
}

let browser: Browser;
let world: MatrixWorld;
/** The embedded figures, and generated ones with every kind of formula. */
let embedded: Pair;
let generated: Pair;
const pairs: Pair[] = [];

async function openPair(extracts?: string, added: readonly Indicator[] = []): Promise<Pair> {
  const documents = added.map((body) => {
    const { id, version, ownerDepartment: department } = body;
    return { kind: 'indicator' as const, id, version, department, body };
  });
  const server = await openEngineServer(PAGE, extracts, documents);
  const { indicators: all } = Catalogue.parse(
    await (await fetch(`${server.url}/api/indicators`)).json(),
  );
  const tab = await openPage(browser, { baseUrl: server.url });
  await tab.page.goto('/');
  await tab.page.evaluate(() => window.engine.start());
  const pair = { server, tab, queries: queryMatrix(all, server.manifest) };
  pairs.push(pair);
  return pair;
}

async function askServer({ server }: Pair, asked: readonly MetricQuery[]): Promise<Answer[]> {
  const response = await fetch(`${server.url}/api/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ queries: asked }),
  });
  return z.object({ answers: z.array(Answer) }).parse(await response.json()).answers;
}

async function reproduce({ server }: Pair, id: string): Promise<Answer> {
  return Answer.parse(await (await fetch(`${server.url}/api/proofs/${id}?rows=1`)).json());
}

/** The answer without where and how fast it was made. */
function told({ columns, proof }: Answer) {
  return { columns, proof };
}

beforeAll(async () => {
  [world, browser] = await Promise.all([buildMatrixWorld(), launchBrowser()]);
  embedded = await openPair();
  generated = await openPair(world.extracts, world.indicators);
});

afterAll(async () => {
  for (const { server, tab } of pairs) {
    await tab.close();
    await server.close();
  }
  await browser?.close();
  world?.remove();
});

/** Holds one batch of questions against both engines, the memory of the server and the proofs. */
async function compareBatch(pair: Pair, asked: readonly MetricQuery[]): Promise<number> {
  const { server, tab } = pair;
  const [inBrowser, fresh] = await Promise.all([
    tab.page.evaluate((all) => window.engine.answer(all), [...asked]),
    askServer(pair, asked),
  ]);
  const before = server.cacheHits();
  const cached = await askServer(pair, asked);
  expect(server.cacheHits() - before).toBe(asked.length);
  expect(cached.map(told)).toEqual(fresh.map(told));
  let known = 0;
  for (const [at, expected] of fresh.entries()) {
    expectSameAnswer(Answer.parse(inBrowser[at]), expected);
    expect(told(await reproduce(pair, expected.proof.id))).toEqual(told(expected));
    known += expected.columns.value.filter((value) => value !== null).length;
  }
  return known;
}

async function compareAll(pair: Pair): Promise<number> {
  let known = 0;
  for (let start = 0; start < pair.queries.length; start += 50) {
    known += await compareBatch(pair, pair.queries.slice(start, start + 50));
  }
  pair.tab.assertClean();
  return known;
}

describe('DuckDB in the browser and on the server', () => {
  test('in the matrix each grain meets each filter, of columns, places and bands', () => {
    const met = new Set(generated.queries.map(meeting));
    const filters = [
      ...['place in', 'kind =', 'kind not-in', 'band =', 'band >=', 'band <'],
      ...['band_group in', 'band_group not-in'],
    ];
    for (const grain of ['year', 'half', 'quarter', 'month', 'all']) {
      for (const filter of filters) expect(met).toContain(`${grain} ${filter}`);
    }
  });

  test('the matrix has at least 500 questions, no two alike, and every kind of formula', () => {
    const all = [...embedded.queries, ...generated.queries];
    expect(new Set(all.map((query) => canonicalJson(query))).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(500);
    const types = new Set(world.indicators.map(({ formula }) => formula.type));
    expect(types.size).toBe(Formula.options.length);
    for (const { id } of world.indicators) {
      const own = generated.queries.filter(({ indicators }) => indicators[0]?.id === id);
      expect(own.length, id).toBeGreaterThan(10);
    }
    // Every level of places and every length of periods is among them.
    const words = new Set(all.flatMap(({ by }) => by));
    expect([...PlaceLevel.options, ...Grain.options].filter((word) => !words.has(word))).toEqual(
      [],
    );
  });

  test('give the same answer and the same proof to every indicator, grain, filter and comparison, as do the server’s memory and the proof asked again', async () => {
    expect(await compareAll(embedded)).toBeGreaterThan(1000);
  });

  test('agree on every kind of formula', async () => {
    expect(await compareAll(generated)).toBeGreaterThan(1000);
  });

  test.each([0, 3, 25, 70])(
    'questions given up after %i ms take nothing from the others',
    async (patience) => {
      const hurried = embedded.queries.slice(0, 60);
      const answers = await embedded.tab.page.evaluate(
        ([asked, ms]) => window.engine.hurry(asked, ms),
        [hurried, patience] as const,
      );
      const kept = hurried.filter((_, index) => answers[index] !== 'given up');
      expect(kept.length).toBeGreaterThanOrEqual(30);
      const expected = await askServer(embedded, kept);
      const actual = answers.filter((answer) => answer !== 'given up');
      for (const [index, answer] of actual.entries()) {
        const right = expected[index];
        if (right) expectSameAnswer(Answer.parse(answer), right);
      }
    },
  );

  test('a refused query leaves the engine working', async () => {
    const { tab, queries } = embedded;
    const broken = tab.page.evaluate((asked) => window.engine.answer(asked), [
      { v: 1, indicators: [{ id: 'births' }], by: ['dong'], where: [] },
    ] satisfies MetricQuery[]);
    await expect(broken).rejects.toThrow(/births/);
    const [answer] = await tab.page.evaluate(
      (asked) => window.engine.answer(asked),
      queries.slice(0, 1),
    );
    expect(answer?.columns.value.length).toBeGreaterThan(0);
  });
});
