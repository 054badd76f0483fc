import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DatasetContract,
  type ExtractFile,
  type ManifestDataset,
  periodEnd,
} from '@bada/shared';
import { hashedLayout } from '../chunk-hashes.ts';
import { withBoundedDuckDb } from '../duckdb.ts';
import { hashFile, moveAtomically } from '../files.ts';
import { writeParquetFrom } from '../parquet.ts';
import { rowGroupsOf } from '../statistics.ts';
import type { BroughtDataset } from './brought.ts';
import { createVersionRows, periodOfRows } from './select-brought.ts';

/** Where a version's rows come from and go to. */
export interface BasePlace {
  /** Folder of the extracts that hold the version in force. */
  readonly extracts: string;
  /** Folder that the new file is put into, under its class. */
  readonly target: string;
  /** The version in force. */
  readonly current: ManifestDataset | undefined;
  /** Stops the work. */
  readonly signal?: AbortSignal | undefined;
}

/** Writes the rows of a new version, named by their hash, under a contract whose period is theirs.
 * @throws BadaError `ingest.contract-differs` */
export async function writeBase(
  brought: BroughtDataset,
  { extracts, target, current, signal }: BasePlace,
): Promise<{ contract: DatasetContract; base: ExtractFile }> {
  await mkdir(target, { recursive: true });
  const scratch = await mkdtemp(join(target, '.partial-'));
  const file = join(scratch, 'base.parquet');
  try {
    const { contract, metadata } = await withBoundedDuckDb(
      scratch,
      async (connection) => {
        await createVersionRows(connection, brought, { current, extracts });
        const period = await periodOfRows(connection, brought.contract);
        const { grain } = brought.contract;
        const told = period && { period, asOf: periodEnd({ start: period.to, grain }) };
        const contract = { ...brought.contract, ...told };
        const select = 'select * from version_rows';
        const output = { contract, select, target: file };
        return { contract, metadata: await writeParquetFrom(connection, output) };
      },
      signal,
    );
    const rowGroups = rowGroupsOf(metadata, contract.columns);
    const rows = rowGroups.reduce((sum, group) => sum + group.rows, 0);
    const hash = await hashFile(file);
    const { size: bytes } = await stat(file);
    const layout = await hashedLayout(file, { bytes, rowGroups });
    await moveAtomically(file, join(target, contract.class, `${hash}.parquet`));
    return {
      contract,
      base: { role: 'base', format: 'parquet', hash, rows, ...layout },
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Where the shapes of a dataset lie stays with it: they belong to the dataset and not to one file of it. */
export function shapesOf(
  contract: DatasetContract,
  current: ManifestDataset | undefined,
): ExtractFile[] {
  const files = current?.class === contract.class ? current.files : [];
  return files.filter(({ role }) => role === 'geometry');
}
