/** What the figures of the bench `memory` mean. */
export const MEMORY_NOTES: readonly string[] = [];
