/** Dataset that a mapping leads to before a person has named one. */
export const UNNAMED_DATASET = 'new-source';

/** Ids that mean something else: the placeholder above, and pages of the catalogue that stand where a dataset would. */
const RESERVED: ReadonlySet<string> = new Set([UNNAMED_DATASET, 'listing', 'new', 'edit', 'tasks']);

/** Whether no dataset may be called so. */
export function isReservedDataset(id: string): boolean {
  return RESERVED.has(id);
}
