/** What was learnt from the numbers; rewritten by hand when they change. */
export const AGGREGATION_NOTES: readonly string[] = [];
