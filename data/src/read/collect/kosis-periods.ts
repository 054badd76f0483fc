import type { KosisSource } from '@bada/shared/catalogue';

/** A span of periods in a table's own form, ends inclusive. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Periods in a year by cadence; others count whole years, days count themselves. */
const PER_YEAR: Readonly<Record<KosisSource['cadence'], number>> = {
  D: 0,
  M: 12,
  Q: 4,
  H: 2,
  Y: 1,
  F: 1,
  IR: 1,
};

const DAY = 86_400_000;

/** Numbers periods so that the next one is one more; `width` is that of the part behind the year. */
function codecOf(cadence: KosisSource['cadence'], width: number) {
  const perYear = PER_YEAR[cadence];
  if (perYear === 0) {
    return {
      number: (text: string) =>
        Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6, 8))) /
        DAY,
      text: (number: number) =>
        new Date(number * DAY).toISOString().slice(0, 10).replaceAll('-', ''),
    };
  }
  return {
    number: (text: string) =>
      Number(text.slice(0, 4)) * perYear + (width === 0 ? 0 : Number(text.slice(4)) - 1),
    text(number: number) {
      const year = String(Math.floor(number / perYear)).padStart(4, '0');
      const part = String((number % perYear) + 1).padStart(width, '0');
      return width === 0 ? year : `${year}${part}`;
    },
  };
}

/** The two halves of a span; undefined for a single period or a form that is not understood. */
export function splitPeriods(
  { from, to }: Span,
  cadence: KosisSource['cadence'],
): [Span, Span] | undefined {
  const width = from.length - 4;
  const needs = { D: [4], M: [2], Q: [1, 2], H: [1, 2], Y: [0], F: [0], IR: [0] }[cadence];
  if (to.length !== from.length || !needs.includes(width)) return undefined;
  const { number, text } = codecOf(cadence, width);
  const [first, last] = [number(from), number(to)];
  if (!(last > first)) return undefined;
  const middle = Math.floor((first + last) / 2);
  return [
    { from, to: text(middle) },
    { from: text(middle + 1), to },
  ];
}
