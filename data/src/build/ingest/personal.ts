import { BadaError, type BoundMapping } from '@bada/shared';
import { PersonalDataScan, type PersonalFinding } from '../../read/personal-data.ts';
import type { RawTable } from '../../read/raw-table.ts';
import { literal } from '../duckdb.ts';
import { flagRows } from './flags.ts';
import type { Session } from './session.ts';

/** Cells that are looked at: enough to meet what a column holds, few enough not to slow large files down. */
const SAMPLE_CELLS = 300_000;

/** Kinds that may stand in official files (an office's telephone, a candidate's name): a flag, no stop. */
export const MILD: readonly PersonalFinding['kind'][] = [
  'name',
  'email',
  'mobile',
  'phone',
  'account',
];

/** Looks at the first rows of a table for personal data, before anything of it is stored.
 * @throws BadaError `ingest.personal-data` for numbers of persons that the mapping has no word on */
export async function findPersonalData(
  table: RawTable,
  { header, mapping }: BoundMapping,
): Promise<PersonalFinding[]> {
  const scan = new PersonalDataScan(header.names);
  let cells = 0;
  for await (const batch of table.batches()) {
    const rows = batch.filter(({ number }) => number > header.lastRow);
    scan.add(rows);
    cells += rows.length * header.names.length;
    if (cells >= SAMPLE_CELLS) break;
  }
  const open = scan.findings().filter(({ column }) => {
    return mapping.personal[header.names[column] ?? ''] === undefined;
  });
  const grave = open.filter(({ kind }) => !MILD.includes(kind));
  if (grave.length === 0) return open;
  const columns = grave.map(({ column, kind }) => `${header.names[column]} (${kind})`).join(', ');
  throw new BadaError('ingest.personal-data', { columns });
}

/** Flags what was found, with masked examples only. */
export async function flagPersonalData(
  session: Session,
  { header }: BoundMapping,
  findings: readonly PersonalFinding[],
): Promise<void> {
  for (const { column, kind, examples, rows } of findings) {
    await flagRows(
      session,
      'personal-data',
      `select ${rows[0] ?? 'null'} as row_number, ${literal(header.names[column] ?? '')} as "column", ${literal(`${kind}: ${examples.join(', ')}`)} as "value"`,
      0.7,
    );
  }
}
