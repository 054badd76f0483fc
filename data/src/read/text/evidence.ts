import { cp949Code } from './cp949.ts';

/** What the lines of a text say about its encoding; lines of ASCII only say nothing. */
export interface Evidence {
  /** Lines that are valid UTF-8 and hold Korean or other wide characters. */
  utf8: number;
  /** Lines that are no UTF-8 but valid CP949. */
  cp949: number;
  /** Lines that are neither. */
  neither: number;
  /** Byte pairs of Korean text as KS X 1001 orders it, in lines that are no UTF-8. */
  commonPairs: number;
  /** Other pairs, in lines that are no UTF-8. */
  rarePairs: number;
  /** Bytes that stand for nothing in CP949, in lines that are no UTF-8. */
  brokenBytes: number;
  /** 1-based line within what was weighed; 0 when there is none. */
  firstUtf8: number;
  firstCp949: number;
  lines: number;
}

/** No evidence yet. */
export function noEvidence(): Evidence {
  const counts = { utf8: 0, cp949: 0, neither: 0, commonPairs: 0, rarePairs: 0, brokenBytes: 0 };
  return { ...counts, firstUtf8: 0, firstCp949: 0, lines: 0 };
}

/** Weighs each whole line of a piece of text. */
export function weigh(bytes: Uint8Array, evidence: Evidence): void {
  let start = 0;
  let wide = false;
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at] ?? 0x0a;
    if (byte >= 0x80) wide = true;
    if (byte !== 0x0a) continue;
    evidence.lines += 1;
    if (wide) weighLine(bytes, start, at, evidence);
    start = at + 1;
    wide = false;
  }
}

function weighLine(bytes: Uint8Array, start: number, end: number, evidence: Evidence): void {
  const utf8 = utf8Length(bytes, start, end);
  if (utf8 !== 'invalid') {
    if (utf8 === 'wide') {
      evidence.utf8 += 1;
      evidence.firstUtf8 ||= evidence.lines;
    }
    return;
  }
  const { common, rare, broken } = weighPairs(bytes, start, end);
  evidence.commonPairs += common;
  evidence.rarePairs += rare;
  evidence.brokenBytes += broken;
  if (broken > 0) {
    evidence.neither += 1;
  } else {
    evidence.cp949 += 1;
    evidence.firstCp949 ||= evidence.lines;
  }
}

/** Strict UTF-8: no overlong forms, surrogates or values above U+10FFFF. */
function utf8Length(bytes: Uint8Array, start: number, end: number): 'invalid' | 'narrow' | 'wide' {
  let widest: 'narrow' | 'wide' = 'narrow';
  let at = start;
  while (at < end) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : sequenceLength(lead, bytes[at + 1] ?? 0);
    if (length === 0 || at + length > end) return 'invalid';
    for (let next = at + 1; next < at + length; next += 1) {
      if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 'invalid';
    }
    if (length > 2) widest = 'wide';
    at += length;
  }
  return widest;
}

function sequenceLength(lead: number, second: number): 0 | 2 | 3 | 4 {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead === 0xe0) return second >= 0xa0 ? 3 : 0;
  if (lead === 0xed) return second <= 0x9f ? 3 : 0;
  if (lead >= 0xe1 && lead <= 0xef) return 3;
  if (lead === 0xf0) return second >= 0x90 ? 4 : 0;
  if (lead === 0xf4) return second <= 0x8f ? 4 : 0;
  return lead >= 0xf1 && lead <= 0xf3 ? 4 : 0;
}

function weighPairs(bytes: Uint8Array, start: number, end: number) {
  const found = { common: 0, rare: 0, broken: 0 };
  for (let at = start; at < end; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = at + 1 < end ? (bytes[at + 1] ?? 0) : 0;
    if (cp949Code(lead, trail) === 0) {
      found.broken += 1;
      continue;
    }
    at += 1;
    const isHangul = lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1;
    const isSymbol = lead >= 0xa1 && lead <= 0xac && trail >= 0xa1;
    if (isHangul || isSymbol) found.common += 1;
    else found.rare += 1;
  }
  return found;
}
