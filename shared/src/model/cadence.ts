import { z } from 'zod';
import { addMonths, type IsoDate } from './period.ts';

const MS_PER_DAY = 86_400_000;

/** How often figures come, from the most to the least often; `irregular` and `once` promise nothing. */
export const Cadence = z.enum([
  'realtime',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'half-yearly',
  'yearly',
  'irregular',
  'once',
]);
export type Cadence = z.infer<typeof Cadence>;

/** A length of time in days or calendar months. */
export type Cycle = { readonly days: number } | { readonly months: number };

const CYCLES: Readonly<Record<Cadence, Cycle | undefined>> = {
  // Figures of any moment are kept by days.
  realtime: { days: 1 },
  daily: { days: 1 },
  weekly: { days: 7 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  'half-yearly': { months: 6 },
  yearly: { months: 12 },
  irregular: undefined,
  once: undefined,
};

const LONGEST_MONTHS: Readonly<Record<number, number>> = { 1: 31, 3: 92, 6: 184, 12: 366 };

/** Time between two figures; `undefined` where none is promised. */
export function cycleOf(cadence: Cadence): Cycle | undefined {
  return CYCLES[cadence];
}

/** Most days between two figures; `undefined` where no cadence promises any. */
export function cycleDays(cadence: Cadence): number | undefined {
  const cycle = CYCLES[cadence];
  if (!cycle) return undefined;
  return 'days' in cycle ? cycle.days : LONGEST_MONTHS[cycle.months];
}

/** A date so many cycles later. */
export function afterCycles(date: IsoDate, cycle: Cycle, count: number): IsoDate {
  if ('months' in cycle) return addMonths(date, cycle.months * count);
  const later = Date.parse(`${date}T00:00:00Z`) + cycle.days * count * MS_PER_DAY;
  return new Date(later).toISOString().slice(0, 10);
}
