import { Ingest, Mapping } from '@bada/shared/intake';
import { expect, vi } from 'vitest';
import { ANSWERS } from '../server/ingest-support.ts';
import { jsonRequest } from '../server/support.ts';

const PATIENCE = { timeout: 30_000, interval: 100 };

async function load(url: string, id: string): Promise<Ingest> {
  return Ingest.parse(await (await fetch(`${url}/api/ingests/${id}`)).json());
}

/** An ingest of a server process when it has come to a state. */
export function waitForState(
  url: string,
  id: string,
  kind: Ingest['state']['kind'],
): Promise<Ingest> {
  return vi.waitFor(async () => {
    const ingest = await load(url, id);
    expect(ingest.state.kind, JSON.stringify(ingest.state)).toBe(kind);
    return ingest;
  }, PATIENCE);
}

/** A change of an ingest by the version at hand. */
export function changeIngest(
  url: string,
  { id, version }: Pick<Ingest, 'id' | 'version'>,
  [method, path, body]: readonly ['POST' | 'PUT', string, object],
): Promise<Response> {
  const request = jsonRequest(method, body, { 'if-match': `"${version}"` });
  return fetch(`${url}/api/ingests/${id}/${path}`, request);
}

/** Brings a file of so many rows to a server process until it only waits to be published.
 * @param file.isKnown whether one like it was published before, so that it needs no hand */
export async function bringReady(
  url: string,
  { dataset, count, isKnown = false }: { dataset: string; count: number; isKnown?: boolean },
): Promise<Ingest> {
  const rows = Array.from({ length: count }, (_, row) => `A${row},가,${row}`);
  const sent = await fetch(`${url}/api/ingests?name=${encodeURIComponent('목록.csv')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(`정류장코드,노선,건수\n${rows.join('\n')}\n`),
  });
  const { id } = Ingest.parse(await sent.json());
  if (isKnown) return waitForState(url, id, 'done');
  const ready = await waitForState(url, id, 'ready');
  const [table] = ready.tables;
  const proposed = Mapping.parse(table && 'mapping' in table.mapping && table.mapping.mapping);
  const columns = proposed.columns.map((column, at) => ({ ...column, name: `column_${at}` }));
  const mapping = { ...proposed, id: dataset, dataset, columns, key: ['column_0'] };
  const mapped = await changeIngest(url, ready, ['PUT', 'mappings/0', { mapping }]);
  expect(mapped.status, await mapped.clone().text()).toBe(200);
  await changeIngest(url, Ingest.parse(await mapped.json()), ['POST', 'run', {}]);
  const done = await waitForState(url, id, 'done');
  const answered = await changeIngest(url, done, ['PUT', 'contracts/0', { facts: ANSWERS }]);
  expect(answered.status, await answered.clone().text()).toBe(200);
  return load(url, id);
}
