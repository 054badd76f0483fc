/** What the figures of the bench `memory` mean. */
export const MEMORY_NOTES: readonly string[] = [
  '**What bounds it.** The budget of 512 MB, of which two tables of 204 MB fit at a time; the third drops the longest unused. WebAssembly’s memory never shrinks, so the tab’s peak is that of its fullest moment and not of the twentieth extract: tables, the portion of half a million rows that is being decoded and inserted, the decoder’s heap, the code of both engines, the page. Bytes of extracts lie in Cache Storage and not in memory. The server reads row groups as it needs them and keeps no tables; its three engines at most share 1,536 MiB.',
  '**What would move it.** A smaller budget, at the price of loading again; texts that stay dictionary-coded in the engine’s tables, which would take a good part of them.',
];
