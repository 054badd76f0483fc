import { type Answer, AnswerColumns } from '@bada/shared';
import {
  dictionary,
  float64,
  int16,
  int32,
  Table,
  tableFromArrays,
  tableToIPC,
  utf8,
} from '@uwdata/flechette';

/** Media type of an Arrow IPC stream. */
export const ARROW_STREAM = 'application/vnd.apache.arrow.stream';

/** Rows of an answer from which on a stream is read faster than JSON, measured in `tests/bench`; below, JSON is smaller
 * and needs no reader. */
const ARROW_ROWS = 5000;

/** Different texts of which a column's places fit into 16 bits. */
const SHORT = 32_767;

const NUMERIC = new Set(['value', 'base_value']);

function typeOf(name: string, values: readonly unknown[]) {
  const numbers = values.some((value) => typeof value === 'number');
  if (NUMERIC.has(name) || numbers) return float64();
  return dictionary(utf8(), new Set(values).size <= SHORT ? int16() : int32());
}

/** Whether an answer is long enough for a stream, where its reader takes both. */
export function isLong({ columns }: Answer): boolean {
  return columns.value.length >= ARROW_ROWS;
}

/** An answer as an Arrow IPC stream: texts as dictionaries of Utf8, numbers as Float64, and the proof and run as
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
