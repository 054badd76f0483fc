import { type Answer, AnswerColumns } from '@bada/shared';
import { float64, Table, tableFromArrays, tableToIPC, utf8 } from '@uwdata/flechette';

/** Media type of an Arrow IPC stream. */
export const ARROW_STREAM = 'application/vnd.apache.arrow.stream';

const NUMERIC = new Set(['value', 'base_value']);

function typeOf(name: string, values: readonly unknown[]) {
  const numbers = values.some((value) => typeof value === 'number');
  return NUMERIC.has(name) || numbers ? float64() : utf8();
}

/** An answer as an Arrow IPC stream: texts as Utf8, numbers as Float64, and the proof and run as
 * JSON in the schema metadata under `bada.proof` and `bada.run`. */
export function arrowOf({ columns, proof, run }: Answer): Uint8Array {
  const present = Object.entries(AnswerColumns.parse(columns)).flatMap(([name, values]) =>
    values === undefined ? [] : [{ name, values }],
  );
  const arrays = Object.fromEntries(present.map(({ name, values }) => [name, values]));
  const types = Object.fromEntries(present.map(({ name, values }) => [name, typeOf(name, values)]));
  const { schema, children } = tableFromArrays(arrays, { types });
  const metadata = new Map([
    ['bada.proof', JSON.stringify(proof)],
    ['bada.run', JSON.stringify(run)],
  ]);
  const bytes = tableToIPC(new Table({ ...schema, metadata }, children), { format: 'stream' });
  if (bytes === null) throw new Error('the table was not written to memory');
  return bytes;
}
