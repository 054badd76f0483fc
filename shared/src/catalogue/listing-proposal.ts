import { z } from 'zod';
import type { Department } from '../model/department.ts';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { FieldChange } from './contract-changes.ts';
import type { ContractMetadata } from './contract-metadata.ts';
import type { DatasetNode } from './dataset-node.ts';
import type { ListedDataset } from './listing-read.ts';
import { OdcsDocument } from './odcs-document.ts';
import { foldText } from './search-text.ts';

/** A file with rows of a portal's listing; 600 kB at most. */
export const ListingUpload = z.strictObject({
  /** Name with its ending, which tells the format. */
  name: z.string().min(1).max(200),
  /** Its bytes in base64. */
  content: z.base64().max(800_000),
});

/** What the rows of a listing would change of the datasets that they name. */
export const ListingProposals = z.strictObject({
  rows: z.array(
    z.strictObject({
      title: z.string(),
      /** The dataset that the row is about; null where none was found. */
      dataset: z.strictObject({ id: KebabId, title: Localized }).nullable(),
      changes: z.array(FieldChange),
      /** The contract as it would stand; null where nothing differs or the viewer may not change it. */
      document: OdcsDocument.nullable(),
      /** Tag by which it is saved. */
      tag: z.string(),
      mayEdit: z.boolean(),
    }),
  ),
  /** Cells that were not understood; `row` counts from 1 under the header. */
  problems: z.array(
    z.strictObject({ row: z.number().int().min(1), column: z.string(), value: z.string() }),
  ),
});
export type ListingProposals = z.infer<typeof ListingProposals>;

function plain(text: string): string {
  return foldText(text).replaceAll(' ', '');
}

/** The dataset that a row of a listing is about: by the address of its page, else by its name. */
export function listedDataset(
  { title, address = '' }: Pick<ListedDataset, 'title' | 'address'>,
  nodes: readonly DatasetNode[],
): DatasetNode | undefined {
  const id = /\/catalog\/([a-z0-9-]+)\/?$/.exec(address)?.[1] ?? title;
  const named = plain(title);
  const byName = nodes.filter((node) => plain(node.title.ko) === named);
  // A name that several datasets bear tells nothing.
  return nodes.find((node) => node.id === id) ?? (byName.length === 1 ? byName[0] : undefined);
}

function inKorean(before: Localized, ko: string | undefined): Localized {
  return ko === undefined || ko === '' || ko === before.ko ? before : { ...before, ko };
}

/** The metadata with what a row of a listing says; what it leaves open stays. The English of a text
 * that changes stays as it was, for a person to see to. */
export function metadataFromListing(
  listed: ListedDataset,
  before: ContractMetadata,
  departments: readonly Department[],
): ContractMetadata {
  const owner = departments.find(
    ({ name, to }) => to === undefined && name.ko === listed.department,
  );
  const { legalBasis, cadence = before.cadence, licence } = listed;
  const basis = before.legalBasis ?? { ko: '', en: legalBasis ?? '' };
  const isStated = licence !== 'unstated' && licence !== before.licence.id;
  return {
    ...before,
    title: inKorean(before.title, listed.title),
    summary: inKorean(before.summary, listed.description),
    ownerDepartment: owner?.code ?? before.ownerDepartment,
    cadence,
    legalBasis: legalBasis === undefined ? before.legalBasis : inKorean(basis, legalBasis),
    licence: isStated ? { id: licence, note: null } : before.licence,
  };
}
