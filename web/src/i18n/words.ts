import type { Locale } from './locale.ts';

const KO_UNITS = ['', '한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉'] as const;
const KO_TENS = ['', '열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔'] as const;
const EN_ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
] as const;

function koreanOrdinal(n: number): string {
  if (n === 1) return '첫 번째';
  if (n === 20) return '스무 번째';
  const tens = KO_TENS[Math.floor(n / 10)];
  const units = KO_UNITS[n % 10];
  return tens === undefined ? `${n}번째` : `${tens}${units} 번째`;
}

function englishOrdinal(n: number): string {
  const word = EN_ORDINALS[n - 1];
  if (word !== undefined) return word;
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${suffix}`;
}

/** `네 번째` / `fourth`; `n` counts from 1. */
export function ordinal(n: number, locale: Locale): string {
  return locale === 'ko' ? koreanOrdinal(n) : englishOrdinal(n);
}
