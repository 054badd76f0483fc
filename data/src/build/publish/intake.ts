import { copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataClass, DatasetContract, Intake, IntakeFile } from '@bada/shared';
import { hashFile, moveAtomically } from '../files.ts';
import type { BroughtTable } from './brought.ts';
import { publishedPersonal } from './personal-gate.ts';

const PARTS = [
  ['report', 'json'],
  ['quarantine', 'parquet'],
  ['totals', 'parquet'],
  ['duplicates', 'parquet'],
  ['flags', 'parquet'],
] as const;

/** Where a file of an intake lies, relative to the folder of extracts. It carries the class of its dataset. */
export function intakePath(dataClass: DataClass, { hash, format }: IntakeFile): string {
  return join('intake', dataClass, `${hash}.${format}`);
}

/** Keeps what became of the rows of one table beside the extracts, under the hash of its content. */
export async function storeIntake(
  { folder, report, mapping }: BroughtTable,
  { extracts, contract }: { extracts: string; contract: DatasetContract },
): Promise<Intake> {
  const files: IntakeFile[] = [];
  await mkdir(join(extracts, 'intake'), { recursive: true });
  const scratch = await mkdtemp(join(extracts, 'intake', '.partial-'));
  try {
    // Rows split off would tell the counts that a rule hides.
    for (const [part, format] of contract.smallCells ? [] : PARTS) {
      const copy = join(scratch, part);
      await copyFile(join(folder, `${part}.${format}`), copy);
      const file = { part, format, hash: await hashFile(copy), bytes: (await stat(copy)).size };
      await moveAtomically(copy, join(extracts, intakePath(contract.class, file)));
      files.push(file);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const { file, table, bytes, sha256 } = report.input;
  const personal = publishedPersonal(contract, { mapping, report });
  return {
    input: { file, table, bytes, sha256 },
    mapping: report.mapping,
    account: report.account,
    flags: report.flags.reduce((sum, { count }) => sum + count, 0),
    files,
    ...(personal.length > 0 ? { personal } : {}),
  };
}
