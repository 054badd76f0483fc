/** What was learnt from the numbers; rewritten by hand when they change. */
export const FIRST_SCREEN_NOTES: readonly string[] = [];
