/** What was learnt from the numbers; rewritten by hand when they change. */
export const TILES_NOTES: readonly string[] = [
  '**What bounds it.** Reading the extract: a tile’s statement reads the columns that it needs of the Parquet file and groups them; compiling, proof and answer cost about a millisecond each. One request for a page saves what requests cost, not what scans cost; the scans are saved where tiles of one request share them. What is shared is a table with the sums by every column that any of the tiles needs: the more different tiles, the finer it is, and each tile then groups that table. From 20 to 60 tiles the page takes ten times as long at the same single scan; how much of that is the finer table and how much the 60 statements was not taken apart.',
];
