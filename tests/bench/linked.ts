import type { Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/browser.ts';
import { openBenchPage } from './bench-page.ts';
import { LINKED_NOTES } from './linked-notes.ts';
import type { Brush } from './linked-page/contest.ts';
import type { ContestantName, LinkedBenchPage, LinkedTurn } from './linked-page/main.ts';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';
import { summarise } from './statistics.ts';

declare global {
  interface Window {
    linkedBench: LinkedBenchPage;
  }
}

const OWN = ['bada', 'bada-map', 'bada-echarts'] as const;
/** Rows, with who takes part: what crossfilter2 and arquero hold stops growing somewhere. */
const SIZES: readonly { rows: number; names: readonly ContestantName[] }[] = [
  { rows: 1_000_000, names: [...OWN, 'mosaic', 'crossfilter', 'arquero', 'perspective'] },
  { rows: 10_000_000, names: [...OWN, 'mosaic', 'crossfilter', 'arquero', 'perspective'] },
  { rows: 50_000_000, names: ['bada', 'mosaic'] },
];
/** So many rows must fit; more where memory allows. */
const SURE = 10_000_000;
const PEERS = [
  '@uwdata/vgplot',
  '@uwdata/mosaic-core',
  'crossfilter2',
  'arquero',
  '@perspective-dev/client',
  '@perspective-dev/server',
];
const TITLES: Record<ContestantName, string> = {
  bada: 'BADA',
  'bada-map': 'BADA, with the district map',
  'bada-echarts': 'BADA, drawn by ECharts',
  mosaic: 'vgplot (Mosaic)',
  crossfilter: 'crossfilter2',
  arquero: 'arquero',
  perspective: 'Perspective',
};
/** The slow ones are brushed less often, so that a run ends. */
const BRUSHES: Record<ContestantName, number> = {
  bada: 80,
  'bada-map': 40,
  'bada-echarts': 80,
  mosaic: 80,
  crossfilter: 20,
  arquero: 8,
  perspective: 8,
};

/** A window of 60 days that slides and breathes, its ends on edges of the pixels. */
function brushes(count: number): Brush[] {
  const sliding = Array.from({ length: count }, (_, at): Brush => {
    const from = (at * 14) % 600;
    return [from, from + 60 + 2 * (at % 20)];
  });
  // All end on the same one, so that their figures can be compared.
  return [...sliding, [100, 190]];
}

/** All who can say what they show must show the same.
 * @throws Error that names who does not */
function checkEqual(turns: ReadonlyMap<ContestantName, LinkedTurn>): void {
  const told = [...turns].flatMap(([name, { sums }]) => (sums ? [{ name, sums }] : []));
  const wrong = told.find(({ sums }) => JSON.stringify(sums) !== JSON.stringify(told[0]?.sums));
  if (wrong) throw new Error(`${wrong.name} shows other figures than ${told[0]?.name}`);
}

async function measure(page: Page, rows: number, names: readonly ContestantName[]) {
  await page.goto('/');
  await page.waitForFunction(() => window.linkedBench !== undefined);
  await page.evaluate((count) => window.linkedBench.fill(count), rows);
  const turns = new Map<ContestantName, LinkedTurn>();
  for (const name of names) {
    const asked = { name, wanted: brushes(BRUSHES[name]) };
    const turn = await page.evaluate(
      ({ name, wanted }) => window.linkedBench.turn(name, wanted),
      asked,
    );
    turns.set(name, turn);
  }
  checkEqual(turns);
  return turns;
}

function tableOf(turns: ReadonlyMap<ContestantName, LinkedTurn>): Table {
  const own = turns.get('bada');
  if (!own) throw new Error('BADA did not take part');
  const base = summarise(own.result).p95;
  const rows = [...turns].map(([name, turn]) => {
    const result = summarise(turn.result);
    const pixels = turn.pixels.length > 0 ? summarise(turn.pixels) : undefined;
    return [
      TITLES[name],
      ...[turn.load, turn.enter, turn.first, result.p50, result.p95].map(ms),
      pixels ? ms(pixels.p50) : '',
      pixels ? ms(pixels.p95) : '',
      turn.bytes === undefined ? '' : `${(turn.bytes / 1e6).toFixed(1)} MB`,
      name.startsWith('bada') ? '' : ratio(result.p95, Math.max(base, 0.1)),
    ];
  });
  const head = ['', 'ready ms', 'enter ms', 'first ms', 'result p50', 'p95', 'painted p50', 'p95'];
  return [[...head, 'held', 'p95 to BADA’s'], ...rows];
}

async function run(): Promise<Finding> {
  const built = await openBenchPage({ folder: 'linked-page', peers: PEERS });
  const browser = await launchBrowser(['--js-flags=--max-old-space-size=8192']);
  try {
    const tables: Finding['tables'][number][] = [];
    const tooMuch: string[] = [];
    for (const { rows, names } of SIZES) {
      const size = rows.toLocaleString('en');
      try {
        await using tab = await openPage(browser, { baseUrl: built.url });
        const turns = await measure(tab.page, rows, names);
        tables.push({ caption: `**${size} rows**`, rows: tableOf(turns) });
      } catch (error) {
        if (rows <= SURE) throw error;
        tooMuch.push(` ${size} rows did not fit into this browser.`);
      }
    }
    return {
      title: 'Linked views',
      method:
        'A brush slides over 730 days; rides by hour, passengers by kind (8) and rides by place (16) follow. Same generated rows of 8 columns, coordinates among them, in one DuckDB-WASM; crossfilter2 and arquero hold the five that are asked as typed arrays, Perspective as a table of its own. **Ready**: from the filled table to something that can be brushed; **enter**: what the entering pointer sets off, until it is done (Mosaic builds behind the first brush, which therefore waits for it); **first**: the first brush after that; **result**: until all three views have their figures; **painted**: until the frame with them was made, on canvas in BADA and as SVG in vgplot, the brush moving at the start of a frame as a pointer does. The figures of all who give them away were compared and are equal. Times of 0.1 ms are the clock’s step.' +
        tooMuch.join(''),
      tables,
      notes: LINKED_NOTES,
    };
  } finally {
    await browser.close();
    built.close();
  }
}

/** Brushing over millions of rows against the libraries made for it. */
export const linked: Bench = { name: 'linked', run, limitMs: 480_000 };
