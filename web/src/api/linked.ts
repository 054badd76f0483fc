import { LinkedNumbers, type LinkedStatement, type NumberColumn } from '@bada/shared/linked';
import { jsonBody, sendJson } from './client.ts';

function columnOf(values: readonly (number | null)[]): NumberColumn {
  const missing = Uint8Array.from(values, (value) => (value === null ? 1 : 0));
  return { values: Float64Array.from(values, (value) => value ?? 0), missing };
}

/** Has the server's engine answer linked views over a dataset as it stands in a manifest.
 * @throws RequestError */
export async function postLinked(
  {
    dataset,
    manifest,
    statement,
  }: { dataset: string; manifest: string; statement: LinkedStatement },
  signal: AbortSignal,
): Promise<Record<string, NumberColumn>> {
  const { dimensions, scans } = statement;
  const init = { method: 'POST', signal, ...jsonBody({ dimensions, scans }) };
  const path = `/api/datasets/${encodeURIComponent(dataset)}/linked?manifest=${manifest}`;
  const numbers = await sendJson(LinkedNumbers, path, init);
  const columns = Object.entries(numbers);
  return Object.fromEntries(columns.map(([name, values]) => [name, columnOf(values)]));
}
