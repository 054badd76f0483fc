import type { Locale } from './locale.ts';
import { formatNumber, formatQuantity, MINUS, MISSING } from './number.ts';

export interface ChangeOptions {
  locale: Locale;
  decimals?: number;
  /** Unit of the value itself; a change of `%` is told in points (`%p`, en `pp`). */
  unit?: string;
}

function signed(value: number, decimals: number): string {
  const size = formatNumber(Math.abs(value), decimals);
  // What rounds to zero has no direction to show.
  if (Number(size.replaceAll(',', '')) === 0) return size;
  return value < 0 ? `${MINUS}${size}` : `+${size}`;
}

/** The unit in which a difference of two values is told: `%p` (en `pp`) for rates. */
function changeUnit(unit: string, locale: Locale): string {
  if (unit !== '%') return unit;
  return locale === 'ko' ? '%p' : 'pp';
}

/** A difference with its sign: `+2.6%p`, `−1,204명`, `+0.4 pp`; `-` when there is nothing to compare. */
export function formatChange(delta: number | null, options: ChangeOptions): string {
  const { locale, decimals = 0, unit = '' } = options;
  if (delta === null || !Number.isFinite(delta)) return MISSING;
  const shownUnit = changeUnit(unit, locale);
  const sized = formatQuantity(Math.abs(delta), { locale, decimals, unit: shownUnit });
  return sized.text.replace(sized.number, signed(delta, decimals));
}

/** A relative change in per cent with its sign; `ratio` is a fraction: −0.049 is `−4.9%`. */
export function formatRelativeChange(ratio: number | null, decimals = 1): string {
  if (ratio === null || !Number.isFinite(ratio)) return MISSING;
  return `${signed(ratio * 100, decimals)}%`;
}
