import { nextRun, Schedule } from '@bada/shared/catalogue';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** Seoul is nine hours ahead: 15:00 UTC is midnight there. */
describe('the next run in Seoul', () => {
  test.each([
    [
      'daily later today',
      { kind: 'daily', at: '03:30' },
      '2024-05-01T15:00:00Z',
      '2024-05-01T18:30:00Z',
    ],
    [
      'daily tomorrow',
      { kind: 'daily', at: '03:30' },
      '2024-05-01T18:30:00Z',
      '2024-05-02T18:30:00Z',
    ],
    [
      'weekly on Monday',
      { kind: 'weekly', day: 1, at: '00:00' },
      '2024-05-01T00:00:00Z',
      '2024-05-05T15:00:00Z',
    ],
    [
      'weekly on Sunday',
      { kind: 'weekly', day: 7, at: '23:00' },
      '2024-05-05T13:59:00Z',
      '2024-05-05T14:00:00Z',
    ],
    [
      'monthly on a day that February lacks',
      { kind: 'monthly', day: 31, at: '09:00' },
      '2024-02-01T00:00:00Z',
      '2024-02-29T00:00:00Z',
    ],
    [
      'monthly over the year',
      { kind: 'monthly', day: 5, at: '09:00' },
      '2024-12-05T00:00:00Z',
      '2025-01-05T00:00:00Z',
    ],
    [
      'every six hours',
      { kind: 'hours', every: 6 },
      '2024-05-01T01:23:00Z',
      '2024-05-01T07:23:00Z',
    ],
  ] as const)('%s', (_, schedule, after, expected) => {
    expect(nextRun(schedule, new Date(after)).toISOString()).toBe(new Date(expected).toISOString());
  });

  test('always comes, at its time of day, and never later than a month and a day', () => {
    const at = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const schedule = fc.oneof(
      fc.record({ kind: fc.constant('daily' as const), at }),
      fc.record({ kind: fc.constant('weekly' as const), day: fc.integer({ min: 1, max: 7 }), at }),
      fc.record({
        kind: fc.constant('monthly' as const),
        day: fc.integer({ min: 1, max: 31 }),
        at,
      }),
    );
    const moment = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2050-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(schedule, moment, (one, after) => {
        expect(Schedule.parse(one)).toEqual(one);
        const next = nextRun(one, after);
        const days = (next.getTime() - after.getTime()) / 86_400_000;
        expect(days).toBeGreaterThan(0);
        expect(days).toBeLessThanOrEqual(one.kind === 'daily' ? 1 : one.kind === 'weekly' ? 7 : 32);
        const local = new Date(next.getTime() + 9 * 3_600_000).toISOString();
        expect(local.slice(11, 16)).toBe(one.at);
      }),
    );
  });
});
