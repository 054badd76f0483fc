import { expect, test } from 'vitest';
import { killSaves } from '../drills/kill-saves.ts';

const ROUNDS = Number(process.env.BADA_KILL_ROUNDS ?? 10);

test('a server killed in the middle of 200 saves has lost none that it acknowledged', async () => {
  const rounds = await killSaves({ rounds: ROUNDS, seed: 20260406 });
  expect(rounds).toHaveLength(ROUNDS);
  expect(rounds.flatMap(({ lost }) => lost)).toEqual([]);
  // A kill that came before the first or after the last save would have proved nothing.
  expect(rounds.every(({ acknowledged }) => acknowledged > 0)).toBe(true);
  expect(rounds.every(({ unanswered }) => unanswered > 0)).toBe(true);
}, 180_000);
