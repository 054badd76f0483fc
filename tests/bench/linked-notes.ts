/** What was learnt from the numbers; rewritten by hand when they change. */
export const LINKED_NOTES: readonly string[] = [];
