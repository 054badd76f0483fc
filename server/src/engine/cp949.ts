import iconv from 'iconv-lite';

const known = new Map<string, boolean>();

function isKept(character: string): boolean {
  const answer = known.get(character);
  if (answer !== undefined) return answer;
  const kept = iconv.decode(iconv.encode(character, 'cp949'), 'cp949') === character;
  known.set(character, kept);
  return kept;
}

/** Text in CP949; what it has no code for becomes a question mark. */
export function encodeCp949(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(iconv.encode(text, 'cp949'));
}

/** The characters of a text that CP949 has no code for, as often as they occur. */
export function lostIn(text: string): string[] {
  return [...text].filter((character) => character > '\u007f' && !isKept(character));
}
