import { config } from 'zod';
import { openDuckDb } from '../../../web/src/engine/duckdb-instance.ts';
import { DuckDbLinkedEngine } from '../../../web/src/engine/duckdb-linked.ts';
import { badaContestant } from './bada.ts';
import { type Brush, type BrushSums, type Contestant, type Rows, SIZES } from './contest.ts';
import { mosaicContestant } from './mosaic.ts';
import { perspectiveContestant } from './perspective.ts';
import { arqueroContestant, crossfilterContestant } from './plain.ts';

/** Names of the contestants. */
export type ContestantName =
  | 'bada'
  | 'bada-map'
  | 'bada-echarts'
  | 'mosaic'
  | 'crossfilter'
  | 'arquero'
  | 'perspective';

/** Milliseconds of one contestant's turn. */
export interface LinkedTurn {
  /** From the rows to a contestant that can be brushed, where it needs that. */
  readonly load: number;
  /** What the entering pointer sets off, until it is done; 0 where nothing can be waited for. */
  readonly enter: number;
  readonly first: number;
  readonly result: readonly number[];
  readonly pixels: readonly number[];
  readonly sums: BrushSums | undefined;
  readonly bytes: number | undefined;
}

/** What the page offers to the bench that drives it. */
export interface LinkedBenchPage {
  /** Fills the table; milliseconds it took. */
  fill(rows: number): Promise<number>;
  turn(name: ContestantName, brushes: readonly Brush[]): Promise<LinkedTurn>;
}

config({ jitless: true });

function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/** Resolves when the frame that is being made is made. */
function frameMade(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => resolve();
  port2.postMessage(null);
  return promise;
}

async function readRows(engine: DuckDbLinkedEngine, count: number): Promise<Rows> {
  const rows: Rows = {
    day: new Uint16Array(count),
    hour: new Uint8Array(count),
    kind: new Uint8Array(count),
    place: new Uint8Array(count),
    passengers: new Uint16Array(count),
  };
  const { signal } = new AbortController();
  for (const [name, values] of Object.entries(rows)) {
    const sql = `select cast("${name}" as integer) as v from rides`;
    const { v } = await engine.numbers({ sql, parameters: [] }, signal);
    if (v) values.set(v.values);
  }
  return rows;
}

async function brushAll(one: Contestant, brushes: readonly Brush[], timeFrame: boolean) {
  const [result, pixels]: [number[], number[]] = [[], []];
  for (const brush of brushes) {
    // Browsers hand over a moving pointer at the start of a frame.
    if (timeFrame) await frame();
    const began = performance.now();
    await one.brush(brush);
    result.push(performance.now() - began);
    if (!timeFrame) continue;
    if (one.paint) await one.paint();
    else await frame();
    await frameMade();
    pixels.push(performance.now() - began);
  }
  return { result, pixels };
}

async function createPage(): Promise<LinkedBenchPage> {
  const db = await openDuckDb();
  const connection = await db.connect();
  const engine = new DuckDbLinkedEngine(await db.connect());
  let count = 0;
  const start = async (name: ContestantName): Promise<Contestant> => {
    if (name === 'bada') return badaContestant(engine, count, 'canvas');
    if (name === 'bada-map') return badaContestant(engine, count, 'map');
    if (name === 'bada-echarts') return badaContestant(engine, count, 'echarts');
    if (name === 'mosaic') return mosaicContestant(db);
    const rows = await readRows(engine, count);
    if (name === 'perspective') return perspectiveContestant(rows);
    return name === 'arquero' ? arqueroContestant(rows) : crossfilterContestant(rows);
  };
  return {
    async fill(rows) {
      const began = performance.now();
      count = rows;
      await connection.query(`create table rides as
        select cast(hash(n) % ${SIZES.days} as usmallint) as day, cast(hash(n + 1) % 24 as utinyint) as hour,
               cast(hash(n + 2) % 8 as utinyint) as kind, cast(hash(n + 3) % 16 as utinyint) as place,
               cast(hash(n + 4) % 5000 as usmallint) as passengers, cast(hash(n + 5) % 10000 / 100 as real) as distance,
               cast(128.8 + hash(n + 6) % 5000 / 10000 as real) as lon, cast(35.0 + hash(n + 7) % 4000 / 10000 as real) as lat
        from range(${rows}) as r(n)`);
      return performance.now() - began;
    },
    async turn(name, brushes) {
      const [first, ...rest] = brushes;
      if (!first) throw new Error('a turn needs brushes');
      const began = performance.now();
      const one = await start(name);
      const load = performance.now() - began;
      const entered = performance.now();
      await one.enter();
      const enter = performance.now() - entered;
      const { result: opening } = await brushAll(one, [first], false);
      const drawn = name.startsWith('bada') || name === 'mosaic';
      const { result } = await brushAll(one, rest, false);
      const { pixels } = await brushAll(one, drawn ? rest : [], true);
      const last = opening[0] ?? Number.NaN;
      return {
        load,
        enter,
        first: last,
        result,
        pixels,
        sums: one.sums?.(),
        bytes: await one.bytes?.(),
      };
    },
  };
}

Object.assign(window, { linkedBench: await createPage() });
