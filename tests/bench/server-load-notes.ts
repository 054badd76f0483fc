/** What was learnt from the numbers; rewritten by hand when they change. */
export const SERVER_LOAD_NOTES: readonly string[] = [
  '**What bounds it.** The server is one process of Node: parsing, permission, compiling the query, the proof and the answer’s JSON share one thread, and the loader needs the other core. Questions that were asked before never reach the engine; for new ones the engine’s statements run in its own threads, at most four at once, one of them kept free for somebody else than the busiest asker. Everybody here is one viewer, as anonymous readers are, so the fair queue lets three statements run.',
  '**Files.** nginx hands a file to the kernel (`sendfile`); Node reads it into memory piece by piece and writes it out again, after the manifest said that the file exists and the viewer may read its class. More processes behind one address would move both.',
];
