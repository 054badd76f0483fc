import { expect, test } from 'vitest';
import { killIngests } from '../drills/kill-ingests.ts';
import { randomFrom } from '../drills/random.ts';

const ROUNDS = Number(process.env.BADA_KILL_ROUNDS ?? 5);

test('a server killed in the middle of uploads, runs and publishing goes on, and its readers see a whole version', async () => {
  const rounds = await killIngests({ rounds: ROUNDS, random: randomFrom(20260406) });
  expect(rounds).toHaveLength(ROUNDS);
  expect(rounds.flatMap(({ broken }) => broken)).toEqual([]);
}, 240_000);
