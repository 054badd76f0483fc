import { type Proposal, proposeMapping } from '@bada/shared/intake';
import { readFile } from '../../read/index.ts';
import { nodeSource } from '../node-source.ts';
import { headOf } from './load.ts';

/** Proposes a mapping for each table of a file.
 * @throws BadaError `read.*` */
export async function proposeForFile(
  path: string,
): Promise<{ readonly table: string; readonly proposal: Proposal }[]> {
  const source = await nodeSource(path);
  const read = await readFile(source, {});
  const proposals: { table: string; proposal: Proposal }[] = [];
  for (const table of read.tables) {
    const rows = await headOf(table, 300);
    const file = source.name.normalize('NFC');
    const sample = { file, table: table.name.normalize('NFC'), rows, columns: table.columns };
    proposals.push({ table: table.name, proposal: proposeMapping(sample) });
  }
  return proposals;
}
