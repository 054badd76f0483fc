import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RowSource } from '@bada/shared/catalogue';
import { collectToFile } from '../../../data/src/build/index.ts';
import { nodeSource } from '../../../data/src/build/node-source.ts';
import { readFile } from '../../../data/src/read/index.ts';

/** A key with characters that break when they are encoded once too often or too rarely. */
export const KEY = 'a+b/c==';

/** A folder of its own, removed at the end. */
function temporaryFolder(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'bada-collect-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** What a collection into a file gave: the table as the readers see it. */
export interface CollectedTable {
  readonly columns: readonly string[];
  readonly rows: string[][];
}

interface Ports {
  readonly hosts: readonly string[];
  readonly key?: string;
  readonly maxBytes?: number;
  readonly waits?: number[];
}

/** Collects a source into a file and reads it again; when that fails, makes sure that no file was left. */
export async function collected(source: unknown, ports: Ports): Promise<CollectedTable> {
  using folder = temporaryFolder();
  const path = join(folder.path, 'rows.json');
  const { hosts, key = KEY, maxBytes, waits = [] } = ports;
  const http = {
    sleep: async (ms: number) => void waits.push(ms),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
  try {
    await collectToFile(RowSource.parse(source), path, { hosts, http, secrets: async () => key });
  } catch (error) {
    const left = existsSync(path) || existsSync(`${path}.partial-${process.pid}`);
    if (left) throw new Error('a file was left behind', { cause: error });
    throw error;
  }
  const { tables } = await readFile(await nodeSource(path));
  const [table] = tables;
  if (!table?.columns) throw new Error('no table');
  const rows: string[][] = [];
  for await (const batch of table.batches()) for (const { cells } of batch) rows.push([...cells]);
  return { columns: table.columns, rows };
}
