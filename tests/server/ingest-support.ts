import { Problem } from '@bada/shared';
import { Ingest, type IngestTable, isReservedDataset, Mapping } from '@bada/shared/intake';
import iconv from 'iconv-lite';
import { expect } from 'vitest';
import { jsonRequest, type TestApp } from './support.ts';

/** Texts in both languages that say the same. */
const both = (text: string) => ({ ko: text, en: text });

/** Answers that a steward gives to the questions of a new contract. */
export const ANSWERS = {
  summary: both('시험 자료'),
  publisher: both('교통정책과'),
  ownerDepartment: 'transport-planning',
  legalBasis: both('시험 조례'),
};

/** Sends a file. */
export function send(app: TestApp, name: string, bytes: Uint8Array | string): Promise<Response> {
  return app.request(`/api/ingests?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
}

/** Sends a file and waits until it has been read, and run where it needs no hand. */
export async function bring(
  app: TestApp,
  name: string,
  content: Uint8Array | string,
  encoding = 'utf8',
): Promise<Ingest> {
  const bytes = typeof content === 'string' ? iconv.encode(content, encoding) : content;
  const response = await send(app, name, bytes);
  expect(response.status, await response.clone().text()).toBe(201);
  const { id } = Ingest.parse(await response.json());
  await app.ingests.idle();
  return load(app, id);
}

/** The ingest as it stands. */
export async function load(app: TestApp, id: string): Promise<Ingest> {
  return Ingest.parse(await (await app.request(`/api/ingests/${id}`)).json());
}

/** A change with the version that the caller holds. */
export function change(
  app: TestApp,
  { id, version }: Pick<Ingest, 'id' | 'version'>,
  { method, path, body }: { method: 'POST' | 'PUT'; path: string; body?: unknown },
): Promise<Response> {
  const headers = { 'if-match': `"${version}"` };
  return app.request(`/api/ingests/${id}/${path}`, jsonRequest(method, body ?? {}, headers));
}

/** A change that is expected to succeed; gives the ingest as it stands then. */
export async function changed(
  app: TestApp,
  ingest: Ingest,
  wanted: { method: 'POST' | 'PUT'; path: string; body?: unknown },
): Promise<Ingest> {
  const response = await change(app, ingest, wanted);
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  await app.ingests.idle();
  return load(app, ingest.id);
}

/** Code of a refused request. */
export async function codeOf(response: Response): Promise<string> {
  return Problem.parse(await response.json()).code;
}

/** The only table of a file. */
export function tableOf(ingest: Ingest): IngestTable {
  const [table] = ingest.tables;
  if (!table) throw new Error(`no table: ${JSON.stringify(ingest.state)}`);
  return table;
}

/** The mapping of the only table; a dataset that nobody has named yet gets a name. */
export function mappingIn(ingest: Ingest): Mapping {
  const { mapping } = tableOf(ingest);
  const found = Mapping.parse('mapping' in mapping ? mapping.mapping : undefined);
  if (!isReservedDataset(found.dataset)) return found;
  return { ...found, id: 'brought', dataset: 'brought' };
}

/** Confirms what was proposed for the only table, with changes, and runs it. */
export async function confirmAndRun(
  app: TestApp,
  ingest: Ingest,
  mend: (mapping: Mapping) => unknown = (mapping) => mapping,
): Promise<Ingest> {
  const mapping = mend(mappingIn(ingest));
  const mapped = await changed(app, ingest, {
    method: 'PUT',
    path: 'mappings/0',
    body: { mapping },
  });
  return changed(app, mapped, { method: 'POST', path: 'run' });
}

/** Answers the contract's questions and publishes. */
export async function answerAndPublish(app: TestApp, ingest: Ingest): Promise<Ingest> {
  const body = { facts: ANSWERS };
  const answered = await changed(app, ingest, { method: 'PUT', path: 'contracts/0', body });
  return changed(app, answered, { method: 'POST', path: 'publish' });
}
