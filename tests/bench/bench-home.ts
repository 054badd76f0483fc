import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_VIEWER } from '@bada/shared';
import { openStore } from '../../server/src/store/store.ts';
import { type BenchExtract, prepareExtract } from './aggregation-extract.ts';

/** A home of its own whose server answers from the generated extract. */
export interface BenchHome extends BenchExtract {
  readonly home: string;
  remove(): void;
}

/** Puts the generated extract and its indicators into a new home. */
export async function openBenchHome(): Promise<BenchHome> {
  const extract = await prepareExtract();
  const home = mkdtempSync(join(tmpdir(), 'bada-bench-home-'));
  cpSync(extract.folder, join(home, 'extracts'), { recursive: true });
  const store = await openStore({ file: join(home, 'bada.sqlite') });
  for (const body of extract.indicators) {
    const { id, version, ownerDepartment: department } = body;
    const seed = { kind: 'indicator' as const, id, version, department, body };
    await store.documents.addVersion(LOCAL_VIEWER, seed);
  }
  await store.close();
  return {
    ...extract,
    home,
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }),
  };
}
