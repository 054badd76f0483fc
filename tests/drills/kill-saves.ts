import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Board, BoardPage } from '@bada/shared';
import type { DatabasePlace } from '../../server/src/store/database.ts';
import { databaseAt } from '../support/database.ts';
import { copyExtractsTo } from '../support/prepare.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { randomFrom } from './random.ts';

const SAVES = 200;
const PAGE = 200;

/** What one round came to. */
export interface KillRound {
  /** Saves that the client saw answered with 201 before or while the server died. */
  readonly acknowledged: number;
  /** Saves that ended without an answer. */
  readonly unanswered: number;
  /** Acknowledged saves that the restarted server does not hold as they were sent. */
  readonly lost: readonly string[];
}

async function save(url: string, title: string): Promise<Board> {
  const search = `?title=${encodeURIComponent(title)}`;
  const response = await fetch(`${url}/api/boards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title, tiles: [{ kind: 'view', path: '/', search }] }),
  });
  if (response.status !== 201) throw new Error(`a save was answered with ${response.status}`);
  return Board.parse(await response.json());
}

/** Sends all saves at once and kills the server as soon as `killAfter` of them were answered. */
async function saveUntilKilled(server: TestServer, prefix: string, killAfter: number) {
  const acknowledged: Board[] = [];
  const saves = Array.from({ length: SAVES }, async (_, index) => {
    acknowledged.push(await save(server.url, `${prefix}-${index}`));
    if (acknowledged.length === killAfter) await server.kill('SIGKILL');
  });
  const results = await Promise.allSettled(saves);
  return { acknowledged, unanswered: results.filter(({ status }) => status === 'rejected').length };
}

async function allBoards(url: string): Promise<Map<string, Board>> {
  const found = new Map<string, Board>();
  for (let next: string | null = ''; next !== null; ) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`;
    const response = await fetch(`${url}/api/boards?limit=${PAGE}${cursor}`);
    const page = BoardPage.parse(await response.json());
    for (const board of page.boards) found.set(board.id, board);
    next = page.next;
  }
  return found;
}

function lostOf(sent: readonly Board[], held: ReadonlyMap<string, Board>): string[] {
  return sent
    .filter((board) => JSON.stringify(held.get(board.id)) !== JSON.stringify(board))
    .map(({ id }) => id);
}

/**
 * Kills a real server in the middle of 200 concurrent saves, starts it again on the same home, and
 * looks for every save that it had acknowledged; again and again on a store that grows.
 * @param options.rounds how many kills
 * @param options.seed decides after how many answers each kill comes
 */
export async function killSaves({
  rounds,
  seed,
  placeOf = databaseAt,
  onRound,
}: {
  rounds: number;
  seed: number;
  /** Where the store of a home is. */
  placeOf?: (home: string) => Promise<DatabasePlace>;
  onRound?: (round: KillRound, index: number) => void;
}): Promise<KillRound[]> {
  const home = mkdtempSync(join(tmpdir(), 'bada-kill-'));
  const random = randomFrom(seed);
  const done: KillRound[] = [];
  await copyExtractsTo(home);
  const place = await placeOf(home);
  const env = { LOG_LEVEL: 'warn', DATABASE_URL: 'url' in place ? place.url : '' };
  let server = await startServer({ home, env });
  try {
    for (let index = 0; index < rounds; index += 1) {
      const killAfter = 1 + Math.floor(random() * (SAVES - 20));
      const round = await saveUntilKilled(server, `round-${index}`, killAfter);
      server = await startServer({ home, env });
      const lost = lostOf(round.acknowledged, await allBoards(server.url));
      done.push({ ...round, acknowledged: round.acknowledged.length, lost });
      onRound?.({ ...round, acknowledged: round.acknowledged.length, lost }, index);
    }
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
  return done;
}
