import { config } from 'zod';
import { openDuckDb } from '../../../web/src/engine/duckdb-instance.ts';
import { DuckDbLinkedEngine } from '../../../web/src/engine/duckdb-linked.ts';
import { type DrivenStep, driveLinked } from '../../support/linked-drive.ts';
import type { LinkedWorld } from '../../support/linked-world.ts';

/** A world with the SQL that fills its table. */
export type LoadedWorld = Pick<LinkedWorld, 'model' | 'steps'> & { readonly sql: string[] };

/** What the page offers to the test that drives it. */
export interface LinkedPage {
  /** Goes through worlds one after another on DuckDB-WASM. */
  drive(worlds: readonly LoadedWorld[]): Promise<DrivenStep[][]>;
  /** Gives up a long statement and then asks a short one; milliseconds of both together. */
  giveUp(): Promise<number>;
}

config({ jitless: true });

async function createPage(): Promise<LinkedPage> {
  const db = await openDuckDb();
  const writer = await db.connect();
  const engine = new DuckDbLinkedEngine(await db.connect());
  return {
    async drive(worlds) {
      const driven: DrivenStep[][] = [];
      for (const { sql, ...world } of worlds) {
        for (const statement of sql) await writer.query(statement);
        driven.push(await driveLinked(engine, world));
      }
      return driven;
    },
    async giveUp() {
      const control = new AbortController();
      const began = performance.now();
      const long = {
        sql: 'select cast(count(*) as double) as c from range(4000000) a(x) join range(4000000) b(y) on hash(x) % 999 = hash(y) % 999',
        parameters: [],
      };
      const asked = engine.numbers(long, control.signal).then(
        () => 'answered',
        () => 'given up',
      );
      setTimeout(() => control.abort(), 100);
      if ((await asked) !== 'given up') throw new Error('the long statement was not given up');
      const short = { sql: 'select cast(1 as double) as c', parameters: [] };
      const { c } = await engine.numbers(short, new AbortController().signal);
      if (c?.values[0] !== 1) throw new Error('the next statement gave no answer');
      return performance.now() - began;
    },
  };
}

Object.assign(window, { linked: await createPage() });
