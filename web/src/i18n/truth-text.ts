import type { Locale } from './locale.ts';

const WORDS: Readonly<Record<Locale, { yes: string; no: string }>> = {
  ko: { yes: '예', no: '아니요' },
  en: { yes: 'yes', no: 'no' },
};

/** A truth value in words. */
export function truthText(value: boolean, locale: Locale): string {
  return value ? WORDS[locale].yes : WORDS[locale].no;
}
