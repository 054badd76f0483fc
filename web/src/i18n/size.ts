import { formatNumber } from './format.ts';

const STEP = 1024;
const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** Bytes as people say them: `1.4 MB`. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let at = 0;
  while (value >= STEP && at < UNITS.length - 1) {
    value /= STEP;
    at += 1;
  }
  const decimals = at === 0 || value >= 100 ? 0 : 1;
  return `${formatNumber(value, decimals)} ${UNITS[at] ?? ''}`;
}
