import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startPostgres, urlOf } from '../support/postgres.ts';
import { table } from './table.ts';
import { type UsersReport, usersUnderKill } from './users-under-kill.ts';

const LONG = {
  users: Number(process.env.BADA_DRILL_USERS ?? 200),
  seconds: Number(process.env.BADA_DRILL_SECONDS ?? 60),
  kills: 3,
  least: 50,
  pauseMs: 1000,
};

function isWhole({ lost, foreign, odd, brokenRecord }: UsersReport): boolean {
  return lost.length + foreign.length + odd.length + brokenRecord === 0;
}

function rowsOf(name: string, report: UsersReport): string {
  for (const text of report.odd.slice(0, 10)) process.stdout.write(`odd: ${text}\n`);
  return `${name}\n\n${table([
    ['answered', report.answered],
    ['of these saves and changes', report.acknowledged],
    ['without an answer', report.unanswered],
    ['acknowledged and lost', `**${report.lost.length}**`],
    ['seen of others', `**${report.foreign.length}**`],
    ['other answers', `**${report.odd.length}**`],
    ['breaks of the record', `**${report.brokenRecord}**`],
    ['p50 ms', report.p50],
    ['p99 ms', report.p99],
  ])}`;
}

/** The drill on both databases. */
export async function runUserDrills(): Promise<{ section: string; isWhole: boolean }> {
  const placeOf = (home: string) => ({ file: join(home, 'bada.sqlite') });
  const sqlite = await usersUnderKill({ ...LONG, processes: 1, placeOf });
  const server = await startPostgres({ isKorean: true, isSynced: true });
  const place = { url: urlOf(server) };
  const two = { ...LONG, processes: 2, placeOf: () => place };
  const postgres = await usersUnderKill(two).finally(() => server.close());
  const section = `## ${LONG.users} people who have signed in, for ${LONG.seconds} s

They list, save and change their own views and try those of others, a second apart, while a server is killed and started
again ${LONG.kills} times; then every save and change that was acknowledged is looked for.

${rowsOf('One server on SQLite.', sqlite)}

${rowsOf('Two servers on one PostgreSQL, killed in turn.', postgres)}
`;
  return { section, isWhole: isWhole(sqlite) && isWhole(postgres) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { section, isWhole: whole } = await runUserDrills();
  process.stdout.write(section);
  process.exitCode = whole ? 0 : 1;
}
