import type { ColumnGuess } from './mapping-propose-column.ts';
import { SUFFIX } from './mapping-propose-suffix.ts';

/** A figure of a sample as its cell stands: undefined where there is none or its sign is not known.
 * `decimals` is the number of digits after the point. */
export function figureOf(
  cell: string,
  { missing }: Pick<ColumnGuess, 'missing'>,
): { value: number; decimals: number } | undefined {
  if (cell.trim() === '' || missing[cell.trim()] !== undefined) return undefined;
  const bare = cell.normalize('NFKC').trim().replace(SUFFIX, '').replaceAll(',', '').trim();
  const value = Number(bare.replace(/[−–]/g, '-'));
  if (bare === '' || !Number.isFinite(value)) return undefined;
  return { value, decimals: /\.(\d+)$/.exec(bare)?.[1]?.replace(/0+$/, '').length ?? 0 };
}
