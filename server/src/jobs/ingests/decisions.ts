import { BadaError, type Viewer } from '@bada/shared';
import {
  checkMapping,
  type Ingest,
  type IngestTable,
  isGraveKind,
  isReservedDataset,
  type Mapping,
  type MappingChange,
  personalColumnsText,
  type TableMapping,
} from '@bada/shared/intake';
import { stringify } from 'yaml';
import type { DocumentSource } from './ports.ts';

type KnownMappings = Pick<DocumentSource, 'mappings'>;

/** One id is one mapping: another dataset's is not to be overwritten. */
async function refuseTaken(
  documents: KnownMappings,
  viewer: Viewer,
  { id, dataset }: Mapping,
): Promise<void> {
  const known = await documents.mappings(viewer);
  const other = known.find((one) => one.id === id && one.dataset !== dataset);
  if (!other) return;
  const what = {
    ko: `자료 ${other.dataset}의 매핑입니다`,
    en: `it is ${other.dataset}'s mapping`,
  };
  const suggestion = { ko: '다른 id를 정하십시오.', en: 'Choose another id.' };
  throw new BadaError('mapping.invalid', { line: 1, where: 'id', what, suggestion });
}

async function wantedMapping(
  documents: KnownMappings,
  viewer: Viewer,
  change: MappingChange,
): Promise<TableMapping | undefined> {
  if (change.skip) return { kind: 'skipped' };
  const text =
    change.yaml ?? (change.mapping === undefined ? undefined : stringify(change.mapping));
  if (text === undefined) return undefined;
  const mapping = checkMapping(text);
  const reserved = [mapping.dataset, mapping.id].find(isReservedDataset);
  if (reserved !== undefined) throw new BadaError('ingest.id-reserved', { id: reserved });
  await refuseTaken(documents, viewer, mapping);
  return { kind: 'edited', mapping };
}

/** The tables of an ingest with a person's change of one of them.
 * @throws BadaError `mapping.invalid`, `ingest.id-reserved`, `ingest.table-unknown` */
export async function decidedTables(
  documents: KnownMappings,
  {
    viewer,
    ingest: { tables },
    table,
    change,
  }: { viewer: Viewer; ingest: Ingest; table: string; change: MappingChange },
): Promise<IngestTable[]> {
  const mapping = await wantedMapping(documents, viewer, change);
  if (!mapping) return [...tables];
  if (!tables.some(({ id }) => id === table)) {
    throw new BadaError('ingest.table-unknown', { table });
  }
  return tables.map((one) => (one.id === table ? { ...one, mapping } : one));
}

/** Columns with numbers of persons that the tables' mappings keep as they stand. */
function keptPersonal(tables: readonly IngestTable[]) {
  return tables.flatMap(({ id, mapping, personal }) =>
    'mapping' in mapping
      ? personal
          .filter(({ kind, decision }) => decision === 'keep' && isGraveKind(kind))
          .map(({ column, kind }) => ({ column, kind, place: `${id} ${kind} ${column}` }))
      : [],
  );
}

/** Refuses what keeps numbers of persons and did not before.
 * @throws BadaError `ingest.keep-denied` */
export function refuseKept(tables: readonly IngestTable[], before: readonly IngestTable[]): void {
  const known = new Set(keptPersonal(before).map(({ place }) => place));
  const fresh = keptPersonal(tables).filter(({ place }) => !known.has(place));
  if (fresh.length === 0) return;
  throw new BadaError('ingest.keep-denied', { columns: personalColumnsText(fresh) });
}
