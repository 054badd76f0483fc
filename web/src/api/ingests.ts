import { Problem } from '@bada/shared';
import {
  type ContractChange,
  Ingest,
  IngestContract,
  IngestPage,
  type IngestPart,
  IngestRows,
  type IngestState,
  type MappingChange,
  MappingText,
  PublicationPreview,
  type VersionIntakePart,
} from '@bada/shared/intake';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { jsonBody, RequestError, send, sendJson } from './client.ts';

/** Key of everything about brought files. */
export const INGESTS_KEY = ['ingests'] as const;
/** Rows of a part that are asked for at once. */
export const PART_ROWS = 50;

const WHILE_RUNNING_MS = 700;
const BUSY: readonly IngestState['kind'][] = ['received', 'reading', 'running'];

/** What changes an ingest that nobody else changed in the meantime. */
type Held = Pick<Ingest, 'id' | 'version'>;

function pathOf(id: string, part = ''): string {
  return `/api/ingests/${encodeURIComponent(id)}${part}`;
}

function ifUnchanged({ version }: Held): { 'if-match': string } {
  return { 'if-match': `"${version}"` };
}

/** Whether the server is at work on a file. */
export function isBusy(kind: IngestState['kind']): boolean {
  return BUSY.includes(kind);
}

/** Files that were brought, the newest first; asked for again while one of them is being worked on. */
export function ingestsQuery() {
  return queryOptions({
    queryKey: [...INGESTS_KEY, 'list'],
    queryFn: ({ signal }) => sendJson(IngestPage, '/api/ingests', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.ingests.some((one) => isBusy(one.state)) ? WHILE_RUNNING_MS : false,
  });
}

/** One brought file; asked for again while it is being worked on. */
export function ingestQuery(id: string) {
  return queryOptions({
    queryKey: [...INGESTS_KEY, 'one', id],
    queryFn: ({ signal }) => sendJson(Ingest, pathOf(id), { signal }),
    refetchInterval: ({ state }) =>
      state.data && isBusy(state.data.state.kind) ? WHILE_RUNNING_MS : false,
  });
}

/** The mapping of a table as YAML. */
export function mappingTextQuery({ id, version }: Held, table: string) {
  return queryOptions({
    queryKey: [...INGESTS_KEY, 'mapping', id, table, version],
    queryFn: ({ signal }) => sendJson(MappingText, pathOf(id, `/mappings/${table}`), { signal }),
  });
}

/** Rows of a table's result by what became of them. */
export function ingestRowsQuery({
  ingest: { id, version },
  table,
  part,
  code,
  offset,
}: {
  ingest: Held;
  table: string;
  part: IngestPart;
  /** Of flagged rows. */
  code: string | undefined;
  offset: number;
}) {
  const of = code === undefined ? '' : `&code=${encodeURIComponent(code)}`;
  const path = pathOf(id, `/tables/${table}/${part}?offset=${offset}&limit=${PART_ROWS}${of}`);
  return queryOptions({
    queryKey: [...INGESTS_KEY, 'rows', id, table, part, code, offset, version],
    queryFn: ({ signal }) => sendJson(IngestRows, path, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Address of the rows that were not kept, or were flagged, as a file. */
export function partFileHref(
  id: string,
  { table, part, format }: { table: string; part: VersionIntakePart; format: 'csv' | 'xlsx' },
): string {
  return pathOf(id, `/tables/${table}/${part}/file?format=${format}`);
}

/** The contract under which a table is to be published. */
export function ingestContractQuery({ id, version }: Held, table: string) {
  return queryOptions({
    queryKey: [...INGESTS_KEY, 'contract', id, table, version],
    queryFn: ({ signal }) =>
      sendJson(IngestContract, pathOf(id, `/contracts/${table}`), { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Puts a mapping on a table, leaves it out, or has the file read otherwise. */
export function changeMapping(held: Held, table: string, change: MappingChange): Promise<Ingest> {
  const init = { method: 'PUT', ...jsonBody(change, ifUnchanged(held)) };
  return sendJson(Ingest, pathOf(held.id, `/mappings/${table}`), init);
}

/** Puts the contract of a table, or answers to its questions. */
export function changeIngestContract(
  held: Held,
  table: string,
  change: ContractChange,
): Promise<IngestContract> {
  const init = { method: 'PUT', ...jsonBody(change, ifUnchanged(held)) };
  return sendJson(IngestContract, pathOf(held.id, `/contracts/${table}`), init);
}

/** Takes all mapped tables in. */
export function runIngest(held: Held): Promise<Ingest> {
  return sendJson(Ingest, pathOf(held.id, '/run'), {
    method: 'POST',
    headers: ifUnchanged(held),
  });
}

/** Stops reading or running. */
export function cancelIngest({ id }: Held): Promise<Ingest> {
  return sendJson(Ingest, pathOf(id, '/cancel'), { method: 'POST' });
}

/** What publishing a file would lead to; the manifest may change at any time, so that it is asked for anew. */
export function publicationQuery({ id, version }: Held) {
  return queryOptions({
    queryKey: [...INGESTS_KEY, 'publication', id, version],
    queryFn: ({ signal }) => sendJson(PublicationPreview, pathOf(id, '/publication'), { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** Publishes all tables that ran, or none. `reason` is why columns change so that readers may break. */
export function publishIngest(held: Held, reason: string | undefined): Promise<Ingest> {
  const body = reason === undefined ? {} : { reason };
  const init = { method: 'POST', ...jsonBody(body, ifUnchanged(held)) };
  return sendJson(Ingest, pathOf(held.id, '/publish'), init);
}

/** Removes a brought file; what was published from it stays. */
export async function deleteIngest(held: Held): Promise<void> {
  await send(pathOf(held.id), { method: 'DELETE', headers: ifUnchanged(held) });
}

const BROKEN = {
  code: 'network.unreachable',
  status: 0,
  message: { ko: '파일을 보내다가 연결이 끊겼습니다.', en: 'The connection broke off.' },
  next: { ko: '연결을 확인한 뒤 다시 보내십시오.', en: 'Check the connection and send it again.' },
};

function parsedBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answerOf({ status, responseText }: XMLHttpRequest): Ingest | RequestError {
  const body = parsedBody(responseText);
  const ingest = Ingest.safeParse(body);
  if (ingest.success) return ingest.data;
  const problem = Problem.safeParse(body);
  return new RequestError(problem.success ? problem.data : { ...BROKEN, status });
}

/** Sends a file. `fetch` does not tell how much was sent, so that this is an XMLHttpRequest.
 * @throws RequestError; an abort rejects with the signal's reason */
export function bringFile(
  file: File,
  { signal, onSent }: { signal: AbortSignal; onSent: (bytes: number) => void },
): Promise<Ingest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/ingests?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => {
      const answer = answerOf(request);
      if (answer instanceof RequestError) reject(answer);
      else resolve(answer);
    };
    request.onerror = () => reject(new RequestError(BROKEN));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
