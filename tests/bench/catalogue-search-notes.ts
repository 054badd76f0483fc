/** What was learnt from the numbers; rewritten by hand when they change. */
export const CATALOGUE_SEARCH_NOTES: readonly string[] = [
  'The goal is an answer within 50 ms, facets included. What bounds it is not finding but ordering and counting: a word that half of the catalogue holds costs as much as no word at all.',
  'Initial consonants and single letters have no bigrams and are looked for in all texts joined into one; a slip is looked for in the vocabulary, of which a fold of the sounds into 32 bits rules most words out before any is compared.',
];
