import { josa } from 'es-hangul';
import type { Locale } from './locale.ts';

/** Particles that change with the sound before them. */
export type Particle = '은/는' | '이/가' | '을/를' | '으로/로' | '와/과';

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

const DIGIT_SOUNDS = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'] as const;
const SIGN_SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/%p$/, '포인트'],
  [/[%‰]$/, '퍼센트'],
  [/(km|m)²$/, '미터'],
  [/[㎡㎥㎢]$/, '미터'],
  [/m³$/, '미터'],
  [/[lmnrLMNR]$/, '엘'],
];

/** The Hangul syllable with which the word ends when it is read aloud. */
function lastSound(word: string): string {
  // What stands in brackets is not read, nor are quotation marks and spaces.
  const read = word.replace(/\s*[([][^)\]]*[)\]]\s*$/, '').replace(/[\s'"’”」』]+$/, '');
  for (const [pattern, sound] of SIGN_SOUNDS) {
    if (pattern.test(read)) return sound;
  }
  const last = read.at(-1) ?? '';
  return /\d/.test(last) ? (DIGIT_SOUNDS[Number(last)] ?? last) : last;
}

/** The word with the right particle: `해운대구는`, `21.6%로`, `중구(26110)가`, `PM10은`. */
export function withParticle(word: string, particle: Particle): string {
  const sound = lastSound(word);
  const spoken = /[가-힣]/.test(sound) ? sound : '이';
  return `${word}${josa.pick(spoken, particle)}`;
}
