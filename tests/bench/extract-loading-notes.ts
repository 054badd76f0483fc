/** What was learnt from the numbers; rewritten by hand when they change. */
export const EXTRACT_LOADING_NOTES: readonly string[] = [
  '**What bounds it.** For Parquet, inserting: the decoded columns cross to the engine’s worker as an Arrow stream and are copied into its table, texts one by one. The stream over the wire is that same stream ten times as large, so it saves the decoding and pays for it in bytes. The twin is the engine’s own pages: nothing is decoded or copied but what a question reads, which is why it is there first and takes least memory; compressed by brotli it is even the smaller file. hyparquet makes a JavaScript value of every cell, of which the Arrow stream has to be built again.',
  '**What would move it.** The twin for whatever is large: it has to be written at each build by an engine whose storage the browser’s can read, and to be proved equal to the Parquet, which stays the truth. For Parquet, texts that stay dictionary-coded through the insert.',
];
