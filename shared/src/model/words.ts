import { z } from 'zod';
import type { Locale, Localized } from './localized.ts';

/** A text in both languages while it is being written: either may still be empty, and both say nothing. */
export const Words = z.strictObject({ ko: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

/** The language that a text is in: Korean where it holds Hangul. */
export function languageOf(text: string): Locale {
  return /[가-힣ㄱ-ㅎㅏ-ㅣ]/.test(text) ? 'ko' : 'en';
}

/** A text of one language, the other still to be written. */
export function wordsOf(text: string): Words {
  const none = { ko: '', en: '' };
  return text === '' ? none : { ...none, [languageOf(text)]: text };
}

/** What readers of each language get: where one is not written, the other. Undefined where nothing is said. */
export function readable({ ko, en }: Words): Localized | undefined {
  const [korean, english] = [ko || en, en || ko];
  return korean === '' ? undefined : { ko: korean, en: english };
}

/** The texts by the language they are in: one where both readers get the same. */
export function byLanguage({ ko, en }: Localized): { text: string; language: Locale }[] {
  if (ko === en) return [{ text: ko, language: languageOf(ko) }];
  return [
    { text: ko, language: 'ko' },
    { text: en, language: 'en' },
  ];
}
