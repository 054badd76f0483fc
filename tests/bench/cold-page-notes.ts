/** What was learnt from the numbers; rewritten by hand when they change. */
export const COLD_PAGE_NOTES: readonly string[] = [
  '**What bounds it.** The peers cannot show a figure before the engine’s 6 MB are there and compiled; BADA’s first figures are the server’s answers, and its engine starts when the page is idle. So BADA is ahead with the first figure; chart and map, which wait for MapLibre’s and the app’s own script there and for the engine here, come at about the same time; its engine is ready later than theirs, because it waits for the pictures and shares the line with fonts and the code of the app. Its page does more: all cards with targets and states, a map with labels and keyboard, and the proof of each figure.',
  '**What would move it.** For the map, what the first screen’s notes say; for the engine, nothing should: it is not waited for.',
];
