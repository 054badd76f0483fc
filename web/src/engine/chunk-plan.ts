import type { ExtractFile } from '@bada/shared';

/** Bytes of a file from `start` up to and without `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Bytes that are fetched by themselves. */
export interface Chunk extends ByteRange {
  /** What their SHA-256 must be, where the manifest tells it. */
  readonly hash?: string | undefined;
}

/** Row groups of which a worker decodes at most so many rows at a time: what is not yet in the
 * engine's table is held three times over. */
const ROWS_AT_ONCE = 500_000;

/** Where the chosen columns of the chosen row groups lie in a Parquet file, one range for each, and
 * last the file's footer. The builder writes the columns of a group one after another in the order
 * in which the manifest lists them. */
export function chunksOf(
  file: ExtractFile,
  columns: readonly string[],
  rowGroups: readonly number[],
): Chunk[] {
  const wanted = new Set(columns);
  const chunks = rowGroups.flatMap((index) => {
    const group = file.rowGroups[index];
    let at = group?.offset ?? 0;
    return Object.entries(group?.columns ?? {}).flatMap(([name, { bytes, hash }]): Chunk[] => {
      const start = at;
      at += bytes;
      return wanted.has(name) ? [{ start, end: at, hash }] : [];
    });
  });
  const last = file.rowGroups.at(-1);
  const start = last ? last.offset + last.bytes : 0;
  return [...chunks, { start, end: file.bytes, hash: file.footerHash }];
}

/** Row groups in the portions in which they are decoded. */
export function portionsOf(file: ExtractFile, rowGroups: readonly number[]): number[][] {
  const portions: number[][] = [];
  let rows = Number.POSITIVE_INFINITY;
  for (const index of rowGroups) {
    const own = file.rowGroups[index]?.rows ?? 0;
    if (rows + own > ROWS_AT_ONCE) {
      portions.push([]);
      rows = 0;
    }
    portions.at(-1)?.push(index);
    rows += own;
  }
  return portions;
}

/** Ranges in order, those that touch or nearly touch as one: a gap is read where asking again would
 * take longer. */
export function merged(ranges: readonly ByteRange[], gap = 0): ByteRange[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end + gap) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
