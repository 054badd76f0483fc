import { openDuckDb } from '../../../web/src/engine/duckdb-instance.ts';
import { type Batch, runStoppable } from '../../../web/src/engine/stoppable.ts';

/** What the page offers to the bench that drives it. */
export interface AnalyticPage {
  run(sql: string): Promise<void>;
  /** Milliseconds of repeated statements, and what the last one gave. */
  time(sql: string, runs: number): Promise<{ times: number[]; rows: (string | null)[][] }>;
}

/** Days count from the engine's epoch in milliseconds; everything else is its own text. */
function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

function rowsOf(batches: readonly Batch[]): (string | null)[][] {
  return batches.flatMap((batch) =>
    Array.from({ length: batch.numRows }, (_, row) =>
      batch.schema.fields.map((_, column) => textOf(batch.getChildAt(column)?.get(row))),
    ),
  );
}

async function createPage(): Promise<AnalyticPage> {
  const connection = await (await openDuckDb()).connect();
  const { signal } = new AbortController();
  return {
    async run(sql) {
      await connection.query(sql);
    },
    async time(sql, runs) {
      const times: number[] = [];
      let batches: Batch[] = [];
      for (let run = 0; run < runs; run++) {
        const began = performance.now();
        batches = await runStoppable(connection, { sql, parameters: [] }, signal);
        times.push(performance.now() - began);
      }
      return { times, rows: rowsOf(batches) };
    },
  };
}

Object.assign(window, { analytic: await createPage() });
