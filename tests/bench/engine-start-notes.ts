/** What was learnt from the numbers; rewritten by hand when they change. */
export const ENGINE_START_NOTES: readonly string[] = [];
