import type { LinkedEngine, NumberColumn, Sql } from '@bada/shared/linked';
import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { type Batch, runStoppable } from './stoppable.ts';

type Vector = NonNullable<ReturnType<Batch['getChildAt']>>;

function valuesOf(vectors: readonly Vector[], rows: number): NumberColumn['values'] {
  const parts = vectors.map((vector): unknown => vector.toArray());
  const whole = parts.every((part) => part instanceof Int32Array);
  const values = whole ? new Int32Array(rows) : new Float64Array(rows);
  let at = 0;
  for (const part of parts) {
    if (!(part instanceof Int32Array || part instanceof Float64Array)) {
      throw new Error('a linked statement gives whole numbers of 32 bits or doubles only');
    }
    values.set(part, at);
    at += part.length;
  }
  return values;
}

function missingOf(vectors: readonly Vector[], rows: number): Uint8Array | undefined {
  if (vectors.every(({ nullCount }) => nullCount === 0)) return undefined;
  const missing = new Uint8Array(rows);
  let at = 0;
  for (const vector of vectors) {
    for (let row = 0; row < vector.length; row++) missing[at++] = vector.isValid(row) ? 0 : 1;
  }
  return missing;
}

/** Numeric columns of a result, as they are. */
export function numberColumns(batches: readonly Batch[]): Record<string, NumberColumn> {
  const rows = batches.reduce((sum, { numRows }) => sum + numRows, 0);
  const fields = batches[0]?.schema.fields ?? [];
  const columns = fields.map(({ name }, index): [string, NumberColumn] => {
    const vectors = batches.flatMap((batch) => batch.getChildAt(index) ?? []);
    const missing = missingOf(vectors, rows);
    return [name, { values: valuesOf(vectors, rows), ...(missing ? { missing } : {}) }];
  });
  return Object.fromEntries(columns);
}

/** Numeric columns from one connection to DuckDB-WASM, which nobody else uses. Statements take
 * turns; one whose signal aborts is stopped. */
export class DuckDbLinkedEngine implements LinkedEngine {
  readonly #connection: AsyncDuckDBConnection;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(connection: AsyncDuckDBConnection) {
    this.#connection = connection;
  }

  numbers(query: Sql, signal: AbortSignal): Promise<Readonly<Record<string, NumberColumn>>> {
    const turn = this.#turn.then(() => this.#run(query, signal));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #run(query: Sql, signal: AbortSignal): Promise<Record<string, NumberColumn>> {
    return numberColumns(await runStoppable(this.#connection, query, signal));
  }
}
