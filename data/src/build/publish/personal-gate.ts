import type { Column, DatasetContract, PersonalPublished } from '@bada/shared';
import { headersBehind, type PersonalOutcome, refusePersonalUnder } from '@bada/shared/intake';
import type { BroughtDataset, BroughtTable } from './brought.ts';
import { isNarrower } from './column-class.ts';

/** Columns of the contract that a column of the source fills. */
function columnsFrom(
  { contract, mapping }: { contract: DatasetContract; mapping: BroughtTable['mapping'] },
  header: string,
): Column[] {
  return contract.columns.filter(({ name }) => headersBehind(mapping, name)(header));
}

function fateOf(columns: readonly Column[], contract: DatasetContract): PersonalOutcome['fate'] {
  if (columns.length === 0) return 'left-out';
  return columns.every((column) => isNarrower(column, contract)) ? 'hidden' : 'published';
}

/** What becomes of the personal data of the tables brought, column of the source by column. */
export function personalOutcomes({ contract, tables }: BroughtDataset): PersonalOutcome[] {
  const outcomes = tables.flatMap(({ mapping, report }) => {
    const found = (report.personal ?? []).map((one): PersonalOutcome => {
      const columns = columnsFrom({ contract, mapping }, one.column);
      return { ...one, fate: fateOf(columns, contract) };
    });
    const treated = Object.entries(mapping.personal).flatMap(([column, decision]) =>
      decision === 'keep'
        ? []
        : ({
            column,
            kind: null,
            count: null,
            decision,
            fate: decision === 'mask' ? 'masked' : 'left-out',
          } as const),
    );
    return [...found, ...treated];
  });
  return [...new Map(outcomes.map((one) => [`${one.kind} ${one.column}`, one])).values()];
}

/** Personal data that goes out in the clear, for the version to keep. */
export function publishedPersonal(
  contract: DatasetContract,
  { mapping, report }: Pick<BroughtTable, 'mapping' | 'report'>,
): PersonalPublished[] {
  return (report.personal ?? []).flatMap(({ column, kind, decision }) => {
    const columns = columnsFrom({ contract, mapping }, column);
    return fateOf(columns, contract) === 'published' ? [{ column, kind, decision }] : [];
  });
}

/** Refuses personal data in the clear where the class of its dataset is too wide for it.
 * @throws BadaError `ingest.personal-open` */
export function refuseOpenPersonal({ contract, tables }: BroughtDataset): void {
  const published = tables.flatMap((table) => publishedPersonal(contract, table));
  refusePersonalUnder(contract.class, { dataset: contract.id, published });
}
