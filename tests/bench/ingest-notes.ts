/** What bounds the numbers of the bench `ingest`, and what was tried. */
export const INGEST_NOTES: readonly string[] = [];
