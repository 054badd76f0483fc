/** How many jamo a Hangul block shifts by vowel and final consonant. */
const FINALS = 28;
const VOWELS = 21;
const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;

/** Initial consonants in the order of Hangul blocks (초성). */
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];

const ONLY_INITIALS = /^[ㄱ-ㅎ]{2,}$/;

/** Text as it is compared: full-width forms folded, lower case, one blank between words. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Words of a folded text. */
export function wordsOf(folded: string): string[] {
  return folded === '' ? [] : folded.split(' ');
}

/** The words of a query as it was typed; lone consonants stay what they are, which NFKC would change. */
export function queryWords(query: string): string[] {
  return query
    .trim()
    .split(/\s+/)
    .flatMap((word) => (ONLY_INITIALS.test(word) ? [word] : wordsOf(foldText(word))));
}

function isBlock(code: number): boolean {
  return code >= HANGUL_FIRST && code <= HANGUL_LAST;
}

/** Whether a word consists of initial consonants only, as in `ㄱㄹㅇㄱ`. */
export function isInitials(word: string): boolean {
  return ONLY_INITIALS.test(word);
}

/** A text with each Hangul block replaced by its initial consonant: `고령인구` → `ㄱㄹㅇㄱ`. */
export function initialsOf(text: string): string {
  return text.replace(/[가-힣]/g, (letter) => {
    const at = Math.floor((letter.charCodeAt(0) - HANGUL_FIRST) / (VOWELS * FINALS));
    return INITIALS[at] ?? letter;
  });
}

/** A word as the sequence of its sounds, so that a slip in one vowel counts as one slip. */
export function soundsOf(word: string): number[] {
  const sounds: number[] = [];
  for (const letter of word) {
    const code = letter.codePointAt(0) ?? 0;
    if (!isBlock(code)) {
      sounds.push(code);
      continue;
    }
    const at = code - HANGUL_FIRST;
    sounds.push(0x1100 + Math.floor(at / (VOWELS * FINALS)));
    sounds.push(0x1161 + Math.floor((at % (VOWELS * FINALS)) / FINALS));
    if (at % FINALS > 0) sounds.push(0x11a7 + (at % FINALS));
  }
  return sounds;
}
