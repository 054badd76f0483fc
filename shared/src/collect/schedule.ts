import { z } from 'zod';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected HH:MM');

/** When something runs again; times of day are those of Asia/Seoul. */
export const Schedule = z.discriminatedUnion('kind', [
  /** Every n hours from the last run. */
  z.strictObject({ kind: z.literal('hours'), every: z.number().int().min(1).max(168) }),
  z.strictObject({ kind: z.literal('daily'), at: TimeOfDay }),
  /** 1 is Monday, 7 is Sunday. */
  z.strictObject({
    kind: z.literal('weekly'),
    day: z.number().int().min(1).max(7),
    at: TimeOfDay,
  }),
  /** The last day of a month that has no such day. */
  z.strictObject({
    kind: z.literal('monthly'),
    day: z.number().int().min(1).max(31),
    at: TimeOfDay,
  }),
]);
export type Schedule = z.infer<typeof Schedule>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Seoul has been nine hours ahead, without summer time, since 1988. */
const SEOUL = 9 * HOUR;

function millisOf(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return hours * HOUR + minutes * 60_000;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

/** Seoul's midnight on a day of a month counted from the local time's own. */
function monthly(local: Date, day: number, ahead: number): number {
  const first = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + ahead, 1));
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
  return Date.UTC(year, month, Math.min(day, daysIn(year, month)));
}

/** The first time after a moment at which a schedule is due. Pure. */
export function nextRun(schedule: Schedule, after: Date): Date {
  if (schedule.kind === 'hours') return new Date(after.getTime() + schedule.every * HOUR);
  const now = after.getTime() + SEOUL;
  const local = new Date(now);
  const midnight = now - (now % DAY);
  const at = millisOf(schedule.at);
  const candidates = () => {
    switch (schedule.kind) {
      case 'daily':
        return [midnight, midnight + DAY];
      case 'weekly': {
        const ahead = (schedule.day - (local.getUTCDay() || 7) + 7) % 7;
        return [midnight + ahead * DAY, midnight + (ahead + 7) * DAY];
      }
      case 'monthly':
        return [0, 1, 2].map((months) => monthly(local, schedule.day, months));
    }
  };
  const due = candidates().find((day) => day + at > now);
  if (due === undefined) throw new Error('a schedule has no next run');
  return new Date(due + at - SEOUL);
}
