/** What was learnt from the numbers; rewritten by hand when they change. */
export const ANALYTIC_NOTES: readonly string[] = [
  '**What bounds it.** Both run the same kind of code over the same columns on one thread; what WebAssembly lacks are 64-bit multiplications of 128 bits for hashing, wide vector instructions and cheap calls through tables, so hashing of many keys suffers most and plain sums least. The search of texts is the outlier at three times: comparing bytes is where native code uses the widest instructions, and at 20 ms against 61 it is also the shortest of the twelve. Handing over the answer costs nothing that can be seen: no answer has more than a hundred rows.',
  '**What would move it.** Threads: the bundle with threads damaged what it read of attached files in every run and is not shipped. Rollups: whatever the planner answers from a smaller table saves more than any engine could.',
];
