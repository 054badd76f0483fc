import { expect, test } from 'vitest';
import { killBuilds } from '../../drills/kill-builds.ts';

const ROUNDS = Number(process.env.BADA_KILL_ROUNDS ?? 6);

test('whenever a build is killed, readers see one whole version, old or new', async () => {
  const rounds = await killBuilds({ rounds: ROUNDS, seed: 20260406 });
  expect(rounds).toHaveLength(ROUNDS);
  expect(rounds.flatMap(({ broken }) => broken)).toEqual([]);
  expect(rounds.every(({ read }) => read > 0)).toBe(true);
  // Kills that all came before the first publication would have proved nothing.
  expect(rounds.some(({ published }) => published > 0)).toBe(true);
}, 120_000);
