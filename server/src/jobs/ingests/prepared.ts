import type { BroughtDataset, BroughtTable } from '@bada/data/build';
import { BadaError, parseDatasetContract, refuseTimelessMeasures, type Viewer } from '@bada/shared';
import {
  contractFactsOf,
  contractMeasures,
  contractQuestions,
  type OdcsDocument,
} from '@bada/shared/catalogue';
import { type IngestContracts, mappingOf, resultOf } from './contracts.ts';
import type { IngestFolders } from './folders.ts';
import type { IngestRecord } from './ports.ts';

/** A dataset of an ingest that can be published as it stands. */
export interface Prepared {
  readonly tables: readonly string[];
  readonly document: OdcsDocument;
  readonly brought: BroughtDataset;
}

/** Tables by the dataset that they lead to. */
export function datasetGroups(
  record: IngestRecord,
  tables: Iterable<string>,
): Map<string, string[]> {
  return Map.groupBy(new Set(tables), (table) => mappingOf(record, table).dataset);
}

/** Fields of a contract that only a person can fill and nobody has. */
export function openFields(document: OdcsDocument): string[] {
  const facts = contractFactsOf(document);
  const timeless = contractMeasures(document).filter(({ time }) => time === null);
  return [
    ...contractQuestions(facts, { confirmed: true }).map(({ field }) => field),
    ...timeless.map(({ name }) => `${name}.time`),
  ];
}

function broughtTable(record: IngestRecord, folders: IngestFolders, table: string): BroughtTable {
  const { report } = resultOf(record, table);
  const folder = folders.result(record.ingest.id, table);
  return { folder, report, mapping: mappingOf(record, table) };
}

/** The tables of one dataset under its contract.
 * @throws BadaError `ingest.contract-open`, `contract.invalid`, `ingest.state`, `ingest.table-unknown` */
export async function prepareDataset(
  { folders, contracts }: { folders: IngestFolders; contracts: IngestContracts },
  { viewer, record }: { viewer: Viewer; record: IngestRecord },
  [dataset, tables]: readonly [string, readonly string[]],
): Promise<Prepared> {
  const { document } = await contracts.find(viewer, record, tables[0] ?? '');
  const open = openFields(document);
  if (open.length > 0) {
    throw new BadaError('ingest.contract-open', { dataset, fields: open.join(', ') });
  }
  const contract = parseDatasetContract(JSON.stringify(document), dataset);
  refuseTimelessMeasures(contract);
  const brought = tables.map((table) => broughtTable(record, folders, table));
  return { tables, document, brought: { contract, tables: brought } };
}
