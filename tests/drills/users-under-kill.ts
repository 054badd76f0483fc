import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Board, LOCAL_VIEWER, type Role } from '@bada/shared';
import { newSecret } from '../../server/src/auth/secret.ts';
import type { DatabasePlace } from '../../server/src/store/database.ts';
import { openStore } from '../../server/src/store/store.ts';
import { copyExtractsTo } from '../support/prepare.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { DrillUser } from './drill-user.ts';

const POLL_MS = 50;

/** How many, for how long, on what. */
export interface UsersDrill {
  readonly users: number;
  readonly seconds: number;
  /** Saves and changes that are acknowledged at least before, between and after the kills, however long it takes. */
  readonly least: number;
  /** Times that a server is killed and started again. */
  readonly kills: number;
  /** Server processes side by side on one store. */
  readonly processes: number;
  /** Milliseconds that a person waits between two requests. */
  readonly pauseMs: number;
  /** Where the store of a home is. */
  readonly placeOf: (home: string) => Promise<DatabasePlace> | DatabasePlace;
}

/** What came of it. */
export interface UsersReport {
  /** Requests that were answered as they should be. */
  readonly answered: number;
  /** Saves and changes among them. */
  readonly acknowledged: number;
  /** Requests without an answer, because the server was killed or not back yet. */
  readonly unanswered: number;
  /** Saves and changes that were acknowledged and are not there. */
  readonly lost: readonly string[];
  /** Times that somebody saw what is another's. */
  readonly foreign: readonly string[];
  /** Any other answer than expected. */
  readonly odd: readonly string[];
  /** Places where the record of what was done does not hold. */
  readonly brokenRecord: number;
  /** Milliseconds of answered requests. */
  readonly p50: number;
  readonly p99: number;
}

async function enrol(place: DatabasePlace, count: number): Promise<DrillUser[]> {
  const store = await openStore(place);
  const users: DrillUser[] = [];
  const add = async (id: string, role: Role) => {
    const rights = { roles: [role], departments: [], class: 'internal' as const };
    const how = { password: 'no hash at all' };
    await store.accounts.create(LOCAL_VIEWER, { id, name: id, ...rights }, how);
  };
  await add('admin', 'administrator');
  for (let at = 0; at < count; at += 1) {
    const id = `user.${at}`;
    await add(id, 'analyst');
    const { secret, hash } = newSecret();
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    await store.sessions.open(hash, { account: id, failures: 0, expiresAt });
    users.push(new DrillUser(id, secret, at));
  }
  await store.close();
  return users;
}

async function killAndRestart(
  servers: TestServer[],
  start: () => Promise<TestServer>,
  { kills, pass }: Pick<UsersDrill, 'kills'> & { pass: () => Promise<void> },
): Promise<void> {
  await pass();
  for (let at = 0; at < kills; at += 1) {
    const which = at % servers.length;
    await servers[which]?.kill('SIGKILL');
    servers[which] = await start();
    await pass();
  }
}

/** Lets time pass, and something be saved. */
async function letWork(
  users: readonly DrillUser[],
  { seconds, kills, least }: UsersDrill,
): Promise<void> {
  const acknowledged = () => users.reduce((total, user) => total + user.acknowledged, 0);
  const before = acknowledged();
  await wait((seconds * 1000) / (kills + 1));
  while (acknowledged() < before + least) await wait(POLL_MS);
}

function quantile(sorted: readonly number[], part: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}

async function reportOf(users: readonly DrillUser[], place: DatabasePlace): Promise<UsersReport> {
  const store = await openStore(place);
  const lost: string[] = [];
  for (const user of users) {
    lost.push(
      ...(await user.lost(async (id): Promise<Board | undefined> => {
        const viewer = { ...LOCAL_VIEWER, id: user.id, roles: ['analyst' as const] };
        return store.boards.find(viewer, id);
      })),
    );
  }
  const { broken } = await store.audit.verify();
  await store.close();
  const times = users.flatMap((user) => user.times).sort((one, other) => one - other);
  const sum = (of: (user: DrillUser) => number) =>
    users.reduce((total, user) => total + of(user), 0);
  return {
    answered: times.length,
    acknowledged: sum((user) => user.acknowledged),
    unanswered: sum((user) => user.unanswered),
    lost,
    foreign: users.flatMap((user) => user.foreign),
    odd: users.flatMap((user) => user.odd),
    brokenRecord: broken.length,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

/** Lets people who have signed in read and save while servers are killed and started again, then looks for everything
 * that was acknowledged and for everything that anybody saw of others. */
export async function usersUnderKill(drill: UsersDrill): Promise<UsersReport> {
  const home = mkdtempSync(join(tmpdir(), 'bada-users-'));
  await copyExtractsTo(home);
  const place = await drill.placeOf(home);
  const env = { LOG_LEVEL: 'error', DATABASE_URL: 'url' in place ? place.url : '' };
  const start = () => startServer({ home, env });
  const servers: TestServer[] = [];
  try {
    const users = await enrol(place, drill.users);
    for (let at = 0; at < drill.processes; at += 1) servers.push(await start());
    let isOver = false;
    const working = users.map((user, at) =>
      user.work({
        url: () => servers[at % servers.length]?.url ?? '',
        neighbour: () => users[(at + 1) % users.length]?.newest(),
        pauseMs: drill.pauseMs,
        isOver: () => isOver,
      }),
    );
    await killAndRestart(servers, start, { ...drill, pass: () => letWork(users, drill) });
    isOver = true;
    await Promise.all(working);
    return await reportOf(users, place);
  } finally {
    for (const server of servers) await server.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
