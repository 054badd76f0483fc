import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BadaError } from '@bada/shared';
import { type RowSource, sourceIdentity } from '@bada/shared/catalogue';
import { dataGoKrRecords, odcloudRecords } from '../../read/collect/data-go-kr.ts';
import { kosisRecords } from '../../read/collect/kosis.ts';
import type { KeyedRecord } from '../../read/keyed-table.ts';
import { type HttpOptions, httpFetcher, requireHost } from './http.ts';
import { postgresRecords } from './postgres.ts';
import type { Secrets } from './secrets.ts';

/** What collecting needs from the outside. */
export interface CollectPorts {
  readonly secrets: Secrets;
  /** Hosts that may be asked, `host` or `host:port`. */
  readonly hosts: readonly string[];
  readonly http?: Omit<HttpOptions, 'hosts' | 'secrets'>;
  readonly signal?: AbortSignal | undefined;
}

/** What was collected into a file. */
export interface Collected {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  /** In the order in which they first occur. */
  readonly columns: readonly string[];
}

/**
 * Rows of a source as text by column name, in batches. What was given is void when an error follows it.
 * @throws BadaError `collect.*`
 */
async function* collectRecords(
  source: RowSource,
  { secrets, hosts, http, signal }: CollectPorts,
): AsyncGenerator<readonly KeyedRecord[]> {
  if (source.kind === 'postgres') {
    requireHost(hosts, `${source.host}:${source.port}`);
    const password = source.password === null ? undefined : await secrets(source.password);
    yield* postgresRecords(source, { password, signal });
    return;
  }
  const key = await secrets(source.key);
  const ports = { fetcher: httpFetcher({ ...http, hosts, secrets: [key] }), key, signal };
  switch (source.kind) {
    case 'data-go-kr':
      yield* dataGoKrRecords(source, ports);
      return;
    case 'odcloud':
      yield* odcloudRecords(source, ports);
      return;
    case 'kosis':
      yield* kosisRecords(source, ports);
  }
}

function linesOf(records: readonly KeyedRecord[], isFirst: boolean): string {
  const lines = records.map((record) => JSON.stringify(Object.fromEntries(record)));
  return (isFirst ? '' : ',\n') + lines.join(',\n');
}

/** Collects all rows of a source into a JSON file of records; the file appears whole or not at all.
 * @throws BadaError `collect.*` */
export async function collectToFile(
  source: RowSource,
  path: string,
  ports: CollectPorts,
): Promise<Collected> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.partial-${process.pid}`;
  const hash = createHash('sha256');
  const columns = new Set<string>();
  let [rows, bytes] = [0, 0];
  const file = await open(temporary, 'w');
  const write = async (text: string) => {
    const block = Buffer.from(text);
    hash.update(block);
    bytes += block.byteLength;
    await file.writeFile(block);
  };
  try {
    await write('[\n');
    for await (const records of collectRecords(source, ports)) {
      for (const record of records) for (const name of record.keys()) columns.add(name);
      await write(linesOf(records, rows === 0));
      rows += records.length;
    }
    if (rows === 0) {
      throw new BadaError('collect.no-rows', { source: sourceIdentity(source).name });
    }
    await write('\n]\n');
    await file.sync();
    await rename(temporary, path);
  } finally {
    await file.close();
    await rm(temporary, { force: true });
  }
  return { rows, bytes, sha256: hash.digest('hex'), columns: [...columns] };
}

/** The first rows of a source, for a look before anything is kept.
 * @throws BadaError `collect.*` */
export async function sampleRecords(
  source: RowSource,
  limit: number,
  ports: CollectPorts,
): Promise<KeyedRecord[]> {
  const sample: KeyedRecord[] = [];
  for await (const records of collectRecords(source, ports)) {
    sample.push(...records.slice(0, limit - sample.length));
    if (sample.length >= limit) break;
  }
  return sample;
}
