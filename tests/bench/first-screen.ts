import { randomBytes } from 'node:crypto';
import { Catalogue } from '@bada/shared';
import { type Browser, errors } from 'playwright-core';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer } from '../support/server.ts';
import type { Transfer } from '../support/traffic.ts';
import { FIRST_SCREEN_NOTES } from './first-screen-notes.ts';
import type { FloorPage } from './floor-page/main.ts';
import { type FloorServer, fetchCompressed, openFloorServer } from './floor-server.ts';
import { installMarks, type PageMarks } from './page-marks.ts';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';
import { summarise } from './statistics.ts';
import { type Throttle, throttle } from './throttle.ts';

declare global {
  interface Window {
    floor?: FloorPage;
  }
}

const RUNS = 7;
const CONDITIONS: readonly Throttle[] = [
  { name: 'processor ÷ 4', cpu: 4 },
  {
    name: 'processor ÷ 4, 20 Mb/s, 40 ms',
    cpu: 4,
    line: { megabits: 20, latencyMs: 40 },
  },
];
const ENGINE = /\.wasm$|duckdb|parquet/;
const PICTURES = /\/assets\/(district-map|trend-chart|chart-host|maplibre)/;
const STEPS = [
  ['firstPaint', 'first paint of anything'],
  ['firstCard', 'first card value'],
  ['allCards', 'all cards'],
  ['trend', 'trend drawn'],
  ['map', 'map drawn'],
  ['settled', 'map and trend ready, page idle'],
] as const;

/** What is loaded, from where. */
interface Place {
  readonly browser: Browser;
  readonly url: string;
  readonly cards: number;
}

const PATIENCE = { timeout: 20_000 };
const ATTEMPTS = 3;

/** Loads again when a page stalled: a headless browser on a busy machine may stop drawing frames. */
async function load<T>(stalls: string[], work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || attempt === ATTEMPTS) throw error;
      stalls.push(error.message);
    }
  }
}

/** Loads the overview with an empty cache and reads when it showed what. */
async function loadApp({ browser, url, cards }: Place, condition: Throttle): Promise<PageMarks> {
  await using tab = await openPage(browser, { baseUrl: url });
  await tab.page.addInitScript(installMarks, cards);
  await throttle(tab.page, condition);
  await tab.page.goto('/', { waitUntil: 'commit' });
  await tab.page.waitForFunction(() => window.benchMarks.settled !== undefined, null, PATIENCE);
  return await tab.page.evaluate(() => window.benchMarks);
}

/** Loads the floor page with an empty cache; milliseconds until all bytes came and hello stood. */
async function loadFloor(browser: Browser, url: string, condition: Throttle): Promise<number> {
  await using tab = await openPage(browser, { baseUrl: url });
  await throttle(tab.page, condition);
  await tab.page.goto('/', { waitUntil: 'commit' });
  await tab.page.waitForFunction(() => window.floor !== undefined, null, PATIENCE);
  return await tab.page.evaluate(() => window.floor?.done ?? Number.NaN);
}

/** Everything transferred until a step, with what comes after it held back. */
async function transfersUntil(
  place: Place,
  step: 'allCards' | 'settled',
): Promise<readonly Transfer[]> {
  await using tab = await openPage(place.browser, { baseUrl: place.url });
  await tab.page.addInitScript(installMarks, place.cards);
  await tab.page.route(step === 'allCards' ? PICTURES : ENGINE, () => undefined);
  await tab.page.goto('/', { waitUntil: 'commit' });
  await tab.page.waitForFunction((name) => window.benchMarks[name] !== undefined, step);
  const transfers = await tab.traffic.transfers();
  await tab.page.unrouteAll({ behavior: 'ignoreErrors' });
  return transfers;
}

/** The same bytes: files as they are served, answers as noise of their size. */
async function openFloor(url: string, transfers: readonly Transfer[]): Promise<FloorServer> {
  const parts = transfers.map(({ path, bytes }) =>
    path.startsWith('/api/')
      ? { headers: { 'content-type': 'application/json' }, bytes: randomBytes(bytes) }
      : fetchCompressed(url + path),
  );
  return openFloorServer(await Promise.all(parts));
}

interface Measured {
  readonly condition: Throttle;
  readonly app: readonly PageMarks[];
  readonly floorOfCards: readonly number[];
  readonly floorOfAll: readonly number[];
  /** Loads that stalled and were done again. */
  readonly stalls: readonly string[];
}

/** App and floors take turns, so that a busy moment of the machine falls on all of them. */
async function measure(
  place: Place,
  condition: Throttle,
  floors: { cards: FloorServer; all: FloorServer },
): Promise<Measured> {
  const app: PageMarks[] = [];
  const floorOfCards: number[] = [];
  const floorOfAll: number[] = [];
  const stalls: string[] = [];
  const floorAt = ({ url }: FloorServer) =>
    load(stalls, () => loadFloor(place.browser, url, condition));
  for (let run = 0; run < RUNS; run++) {
    app.push(await load(stalls, () => loadApp(place, condition)));
    floorOfCards.push(await floorAt(floors.cards));
    floorOfAll.push(await floorAt(floors.all));
  }
  return { condition, app, floorOfCards, floorOfAll, stalls };
}

function tableOf({ app, floorOfCards, floorOfAll }: Measured): Table {
  const [cards, all] = [summarise(floorOfCards), summarise(floorOfAll)];
  const steps = STEPS.map(([step, name]) => {
    const { p50, least, most } = summarise(app.map((marks) => marks[step] ?? Number.NaN));
    const floor = ['firstPaint', 'firstCard', 'allCards'].includes(step) ? cards : all;
    const spread = `${ms(least)}–${ms(most)}`;
    return [name, ms(p50), spread, ms(floor.p50), ratio(p50, floor.p50), ratio(least, floor.least)];
  });
  const blocked = summarise(app.map((marks) => marks.blocked));
  const spread = `${ms(blocked.least)}–${ms(blocked.most)}`;
  return [
    ['until', 'median ms', 'spread', 'floor ms', 'ratio', 'best to best'],
    ...steps,
    ['main thread blocked (beyond 50 ms each)', ms(blocked.p50), spread, '', '', ''],
  ];
}

function findingOf(
  measured: readonly Measured[],
  transfers: readonly (readonly Transfer[])[],
): Finding {
  const [cards, all] = transfers.map((list) => {
    const bytes = list.reduce((sum, transfer) => sum + transfer.bytes, 0);
    return `${Math.round(bytes / 1000)} kB in ${list.length} requests`;
  });
  const stalled = measured.flatMap(({ stalls }) => stalls).length;
  return {
    title: 'First screen',
    method: `Cold load of \`/\` (production build, the real server process, a new browser context each time, ${RUNS} times). The floor is a page on a server of its own that fetches the same bytes in one wave (fonts included; until all cards ${cards}, until map and trend ${all}), runs none of them, and lets React say hello. A step counts when its frame is painted; the map counts at its last draw call. Loads that stalled for ${PATIENCE.timeout / 1000} s and were done again: ${stalled}.`,
    tables: measured.map((one) => ({ caption: `**${one.condition.name}**`, rows: tableOf(one) })),
    notes: FIRST_SCREEN_NOTES,
  };
}

async function run(): Promise<Finding> {
  await using server = await startServer({ web: true, env: { LOG_LEVEL: 'warn' } });
  const browser = await launchBrowser();
  const catalogue = Catalogue.parse(await (await fetch(`${server.url}/api/indicators`)).json());
  const place = { browser, url: server.url, cards: catalogue.indicators.length };
  const transfers = [
    await transfersUntil(place, 'allCards'),
    await transfersUntil(place, 'settled'),
  ] as const;
  const floors = {
    cards: await openFloor(server.url, transfers[0]),
    all: await openFloor(server.url, transfers[1]),
  };
  try {
    const measured: Measured[] = [];
    for (const condition of CONDITIONS) measured.push(await measure(place, condition, floors));
    return findingOf(measured, transfers);
  } finally {
    floors.cards.close();
    floors.all.close();
    await browser.close();
  }
}

/** A cold load of the overview on a slowed processor and a slowed line. */
export const firstScreen: Bench = { name: 'first-screen', run };
