import { expect, test } from 'vitest';
import { usersUnderKill } from '../drills/users-under-kill.ts';
import { type DatabaseKind, placeOn } from '../support/database.ts';

/** The short form of what `pnpm drill` does with 200 people for a minute. */
const SHORT = { users: 24, seconds: 4, kills: 1, least: 15, pauseMs: 150 };

test.each<[DatabaseKind, number]>([
  ['sqlite', 1],
  ['postgres', 2],
])(
  'people work on %s while one of %i servers is killed: nothing promised is lost, nothing foreign seen',
  async (kind, processes) => {
    const placeOf = (home: string) => placeOn(kind, home);
    const report = await usersUnderKill({ ...SHORT, processes, placeOf });
    expect(report.odd).toEqual([]);
    expect(report.lost).toEqual([]);
    expect(report.foreign).toEqual([]);
    expect(report.brokenRecord).toBe(0);
    // A kill that nobody noticed would have proved nothing.
    expect(report.unanswered).toBeGreaterThan(0);
  },
  120_000,
);
