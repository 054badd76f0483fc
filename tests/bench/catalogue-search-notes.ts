/** What was learnt from the numbers; rewritten by hand when they change. */
export const CATALOGUE_SEARCH_NOTES: readonly string[] = [
  'The goal is an answer within 50 ms, facets included. Ordering and counting cost as much as half of the catalogue holds a word: answers are put in order by one walk over all places with a list per grade, not by a sort, and facets without a choice are counted over one and the same list. In processor time on a busy machine that took the search for nothing from 11 to 4 ms and that for two common words from 13 to 6 ms at p50.',
  'What is left is finding: initial consonants and single letters have no bigrams and are looked for in all texts joined into one (12 to 14 ms of processor time); a slip is looked for in the vocabulary, of which a fold of the sounds into 32 bits rules most words out before any is compared.',
];
