/** What was learnt from the numbers; rewritten by hand when they change. */
export const TILES_NOTES: readonly string[] = [
  '**What bounds it.** Reading the extract: a tile’s statement reads the columns that it needs of the Parquet file and groups them; compiling, proof and answer cost about a millisecond each. One request for a page saves what requests cost, not what scans cost; the scans are saved where tiles of one request share them.',
];
