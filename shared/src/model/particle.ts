/** Korean particles that change with the sound before them. */
export type Particle = '은/는' | '이/가' | '을/를' | '으로/로' | '와/과';

/** Per particle its form after a consonant and after a vowel. */
const FORMS: Readonly<Record<Particle, readonly [closed: string, open: string]>> = {
  '은/는': ['은', '는'],
  '이/가': ['이', '가'],
  '을/를': ['을', '를'],
  '으로/로': ['으로', '로'],
  '와/과': ['과', '와'],
};

const DIGITS = '영일이삼사오육칠팔구';
/** Signs and letters with the syllable that they end with when they are read aloud. */
const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [/%p$/, '트'],
  [/[%‰]$/, '트'],
  [/(?:m[²³]|[㎡㎥㎢])$/, '터'],
  // Capitals and single letters are spelt out: 엘, 엠, 엔, 알.
  [/(?:^|[^a-zA-Z])[lr]$|(?:^|[^a-z])[LR]$/, '알'],
  [/(?:^|[^a-zA-Z])[mn]$|(?:^|[^a-z])[MN]$/, '엠'],
  [/(?:^|[^a-zA-Z])[a-z]$|[A-Z]$/, '이'],
  // Words are read: table 테이블, column 칼럼, name 네임, limit 리밋.
  [/le?$/i, '블'],
  [/(?:ng|[mn]e?)$/i, '럼'],
  [/(?:^|[^aeiou])[aeiou](?:[bkpt]|ck)$/i, '밋'],
];

/** The Hangul syllable that the word ends with when it is read aloud; an open one where nobody can tell. */
function lastSound(word: string): string {
  // What stands in brackets is not read, nor are quotation marks and spaces.
  const read = word.replace(/\s*[([][^)\]]*[)\]]\s*$/, '').replace(/[\s'"’”」』]+$/, '');
  const last = read.at(-1) ?? '';
  if (/[가-힣]/.test(last)) return last;
  if (/\d/.test(last)) return DIGITS[Number(last)] ?? '이';
  return SPOKEN.find(([pattern]) => pattern.test(read))?.[1] ?? '이';
}

/** The final consonant of a syllable by its place among the 28 of Unicode: 0 none, 8 ㄹ. */
function finalOf(syllable: string): number {
  return ((syllable.codePointAt(0) ?? 0) - 0xac00) % 28;
}

/** The right form of a particle after a word: `는` after `해운대구`, `로` after `21.6%`, `은` after `PM10`. */
function particleOf(word: string, particle: Particle): string {
  const final = finalOf(lastSound(word));
  const [closed, open] = FORMS[particle];
  const isOpen = final === 0 || (particle === '으로/로' && final === 8);
  return isOpen ? open : closed;
}

/** The word with the right particle: `해운대구는`, `21.6%로`, `중구(26110)가`, `PM10은`. */
export function withParticle(word: string, particle: Particle): string {
  return `${word}${particleOf(word, particle)}`;
}

/** Both forms, as a text has them whose words are not known yet. */
const BOTH: Readonly<Record<string, Particle>> = {
  '은(는)': '은/는',
  '이(가)': '이/가',
  '을(를)': '을/를',
  '(으)로': '으로/로',
  '와(과)': '와/과',
};

const PLACEHOLDER = /\{(\w+)\}([’”」]?)(은\(는\)|이\(가\)|을\(를\)|\(으\)로|와\(과\))?/g;

/** A text whose `{name}` are filled; `{name}을(를)` gets the particle that fits. Names without a value stay. */
export function fillText(text: string, wordOf: (name: string) => string | undefined): string {
  return text.replace(PLACEHOLDER, (whole, name: string, quote: string, both = '') => {
    const value = wordOf(name);
    if (value === undefined) return whole;
    const particle = BOTH[both];
    return `${value}${quote}${particle ? particleOf(value, particle) : ''}`;
  });
}
