/** A span of bytes, both ends inclusive, within its file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a Range header asks for. */
export type RangeRequest =
  | { readonly kind: 'whole' }
  | { readonly kind: 'unsatisfiable' }
  | { readonly kind: 'ranges'; readonly ranges: readonly ByteRange[] };

/** More ranges than this are an attack or a mistake, not a reader (RFC 9110, 17.15). */
export const MAX_RANGES = 64;

const WHOLE: RangeRequest = { kind: 'whole' };
const UNSATISFIABLE: RangeRequest = { kind: 'unsatisfiable' };

/** @returns `invalid` for a text that is no range, `outside` for one that holds no byte */
function parseOne(text: string, size: number): ByteRange | 'invalid' | 'outside' {
  const suffix = /^-(\d+)$/.exec(text)?.[1];
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size);
    return length === 0 ? 'outside' : { start: size - length, end: size - 1 };
  }
  const [, from, to] = /^(\d+)-(\d*)$/.exec(text) ?? [];
  if (from === undefined) return 'invalid';
  const start = Number(from);
  const end = to ? Number(to) : size - 1;
  if (to && end < start) return 'invalid';
  return start >= size ? 'outside' : { start, end: Math.min(end, size - 1) };
}

/** Ranges that touch or overlap become one; ranges apart keep the order they were asked in. */
function coalesce(ranges: readonly ByteRange[]): ByteRange[] {
  const merged: ByteRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end + 1) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    } else {
      merged.push(range);
    }
  }
  return merged.length === ranges.length ? [...ranges] : merged;
}

/** Reads a Range header against a file of `size` bytes. One that cannot be read is ignored, as
 * RFC 9110, 14.2 wants. */
export function parseRanges(header: string | undefined, size: number): RangeRequest {
  const list = /^\s*bytes\s*=(.*)$/i.exec(header ?? '')?.[1];
  if (list === undefined) return WHOLE;
  const items = list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (items.length === 0) return WHOLE;
  if (items.length > MAX_RANGES) return UNSATISFIABLE;
  const parsed = items.map((item) => parseOne(item, size));
  if (parsed.includes('invalid')) return WHOLE;
  const ranges = parsed.filter((range) => typeof range === 'object');
  return ranges.length === 0 ? UNSATISFIABLE : { kind: 'ranges', ranges: coalesce(ranges) };
}
