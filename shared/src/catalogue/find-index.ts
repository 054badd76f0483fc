import { z } from 'zod';
import { Localized } from '../model/localized.ts';
import { findAsTyped, findForgiving, type WordsFound } from './search-find.ts';
import { foldText, queryWords } from './search-text.ts';
import { WordFinder } from './search-words.ts';

/** Kinds of things that are found from anywhere, in the order in which they are shown. */
export const FindKind = z.enum([
  'indicator',
  'dataset',
  'elsewhere',
  'column',
  'term',
  'board',
  'department',
  'page',
]);
export type FindKind = z.infer<typeof FindKind>;

/** One thing that was found and where it is. */
export const Find = z.strictObject({
  kind: FindKind,
  id: z.string(),
  title: Localized,
  /** What tells it from others of the same name. */
  detail: Localized.nullable(),
  /** Address inside the app. */
  href: z.string(),
});
export type Find = z.infer<typeof Find>;

/** What was found by kind, the best of each first. */
export const Finds = z.strictObject({
  groups: z.array(
    z.strictObject({ kind: FindKind, total: z.number().int().min(1), finds: z.array(Find) }),
  ),
  /** Whether nothing held the words as typed, so that likely slips were forgiven. */
  forgiving: z.boolean(),
});
export type Finds = z.infer<typeof Finds>;

/** A thing with all that it may be found by. */
export interface FindEntry extends Find {
  /** Further names. */
  readonly words: readonly string[];
  /** Running text about it. */
  readonly text: string;
}

interface Scored {
  readonly find: Find;
  readonly points: number;
}

function textsOf({ title, words, text }: FindEntry): string[] {
  const titles = [title.ko, title.en].map(foldText);
  const joined = titles.map((one) => one.replaceAll(' ', ''));
  // Title, further names, two fields that stay empty, running text: as the points are laid out.
  return [[...titles, ...joined].join(' '), foldText(words.join(' ')), '', '', foldText(text)];
}

/** Full-text index over things of several kinds. */
export class FindIndex {
  readonly #entries: readonly FindEntry[];
  readonly #words: WordFinder;

  constructor(entries: readonly FindEntry[]) {
    this.#entries = entries;
    this.#words = new WordFinder(entries.map(textsOf));
  }

  /** Everything that holds all words as typed. */
  asTyped(text: string): Scored[] {
    return this.#scored(findAsTyped(this.#words, text, this.#entries.length));
  }

  /** Everything that holds all words with likely slips forgiven. */
  forgiving(text: string): Scored[] {
    return this.#scored(findForgiving(this.#words, text, this.#entries.length));
  }

  #scored({ documents, points }: WordsFound): Scored[] {
    return [...documents].flatMap((at) => {
      const entry = this.#entries[at];
      return entry ? [{ find: Find.strip().parse(entry), points: points[at] ?? 0 }] : [];
    });
  }
}

function grouped(scored: readonly Scored[], most: number): Finds['groups'] {
  const byKind = Map.groupBy(scored, ({ find }) => find.kind);
  return FindKind.options.flatMap((kind) => {
    const found = byKind.get(kind) ?? [];
    if (found.length === 0) return [];
    const best = found.toSorted((a, b) => b.points - a.points).slice(0, most);
    return [{ kind, total: found.length, finds: best.map(({ find }) => find) }];
  });
}

/** Finds things of every kind in several indexes; slips are forgiven where none holds the words.
 * Without a word only pages are shown.
 * @param most number of things of one kind */
export function findEverywhere(indexes: readonly FindIndex[], text: string, most: number): Finds {
  if (queryWords(text).length === 0) {
    const pages = indexes
      .flatMap((index) => index.asTyped(''))
      .filter(({ find }) => find.kind === 'page');
    return { groups: grouped(pages, pages.length), forgiving: false };
  }
  const exact = indexes.flatMap((index) => index.asTyped(text));
  if (exact.length > 0) return { groups: grouped(exact, most), forgiving: false };
  const meant = indexes.flatMap((index) => index.forgiving(text));
  return { groups: grouped(meant, most), forgiving: meant.length > 0 };
}
