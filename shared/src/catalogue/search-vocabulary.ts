import { soundsOf } from './search-text.ts';

interface Entry {
  readonly word: string;
  readonly sounds: readonly number[];
  /** Which sounds occur, folded into 32 bits: rules most words out without comparing them. */
  readonly mask: number;
}

/** A known word that a typed one was probably meant to be. */
export interface Neighbour {
  readonly word: string;
  /** Slips between the typed word and the nearest part of this one. */
  readonly slips: number;
}

const MAX_NEIGHBOURS = 40;

function maskOf(sounds: readonly number[]): number {
  return sounds.reduce((mask, sound) => mask | (1 << (sound & 31)), 0);
}

function bitsIn(mask: number): number {
  let rest = mask;
  let count = 0;
  for (; rest !== 0; count++) rest &= rest - 1;
  return count;
}

/** Slips that a word of so many sounds may hold: one from three sounds on, two from eight on. */
function slipsAllowed(sounds: number): number {
  if (sounds < 3) return 0;
  return sounds < 8 ? 1 : 2;
}

/** Three rows of the distance table, used again for every word. */
interface Rows {
  last: Uint8Array;
  before: Uint8Array;
  row: Uint8Array;
}

function fillRow(
  { last, before, row }: Rows,
  needle: readonly number[],
  sound: number,
  previous: number,
): void {
  row[0] = 0;
  for (let at = 1; at <= needle.length; at++) {
    const same = needle[at - 1] === sound;
    let least = Math.min(
      (before[at - 1] ?? 0) + (same ? 0 : 1),
      (before[at] ?? 0) + 1,
      (row[at - 1] ?? 0) + 1,
    );
    const swapped = at > 1 && needle[at - 2] === sound && needle[at - 1] === previous;
    if (swapped) least = Math.min(least, (last[at - 2] ?? 0) + 1);
    row[at] = least;
  }
}

/** Least slips between `needle` and any part of `hay`, or more than `limit`: Sellers' table (1980)
 * in which two neighbours that changed places count as one slip. */
function slipsWithin(
  needle: readonly number[],
  hay: readonly number[],
  { rows, limit }: { rows: Rows; limit: number },
): number {
  for (let at = 0; at <= needle.length; at++) {
    rows.before[at] = at;
    rows.last[at] = at;
  }
  let best = limit + 1;
  let previous = -1;
  for (const sound of hay) {
    fillRow(rows, needle, sound, previous);
    best = Math.min(best, rows.row[needle.length] ?? best);
    const { last, before, row } = rows;
    rows.last = before;
    rows.before = row;
    rows.row = last;
    previous = sound;
  }
  return best;
}

/** All words of an index, to find what a mistyped word was meant to be. */
export class Vocabulary {
  readonly #entries: readonly Entry[];

  constructor(words: Iterable<string>) {
    this.#entries = [...words].map((word) => {
      const sounds = soundsOf(word);
      return { word, sounds, mask: maskOf(sounds) };
    });
  }

  /** Known words that hold something very like the typed one, the nearest and shortest first. */
  near(typed: string): Neighbour[] {
    const sounds = soundsOf(typed);
    const allowed = slipsAllowed(sounds.length);
    if (allowed === 0) return [];
    const mask = maskOf(sounds);
    const length = sounds.length + 1;
    const rows = {
      last: new Uint8Array(length),
      before: new Uint8Array(length),
      row: new Uint8Array(length),
    };
    const found: Neighbour[] = [];
    for (const entry of this.#entries) {
      if (bitsIn(mask & ~entry.mask) > allowed) continue;
      const slips = slipsWithin(sounds, entry.sounds, { rows, limit: allowed });
      if (slips <= allowed) found.push({ word: entry.word, slips });
    }
    found.sort((a, b) => a.slips - b.slips || a.word.length - b.word.length);
    return found.slice(0, MAX_NEIGHBOURS);
  }
}
