import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres, urlOf } from '../support/postgres.ts';
import { runFuzz } from './fuzz-section.ts';
import { type BuildKill, killBuilds } from './kill-builds.ts';
import { type IngestKill, killIngests } from './kill-ingests.ts';
import { type KillRound, killSaves } from './kill-saves.ts';
import { randomFrom } from './random.ts';
import { type SyncReport, traceSyncs } from './sync-before-answer.ts';
import { table } from './table.ts';
import { runUserDrills } from './users-section.ts';

const ROUNDS = Number(process.env.BADA_KILL_ROUNDS ?? 100);
const SEED = 26;

function killSection(name: string, rounds: readonly KillRound[], seconds: number): string {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const acknowledged = sum(rounds.map((round) => round.acknowledged));
  const unanswered = sum(rounds.map((round) => round.unanswered));
  const lost = sum(rounds.map((round) => round.lost.length));
  return `## Killed in the middle of 200 concurrent saves on ${name}

A real server process, SIGKILL after a random number of answers, restart on the same store, every
acknowledged board read back and compared.

${table([
  ['rounds', rounds.length],
  ['acknowledged', acknowledged],
  ['without an answer', unanswered],
  ['acknowledged and lost', `**${lost}**`],
  ['seconds', Math.round(seconds)],
])}
`;
}

function buildSection(rounds: readonly BuildKill[], seconds: number): string {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return `## Killed in the middle of building and publishing

A process that builds two states of the same sources in turn, SIGKILL at a random moment, while a
reader asks for the current version again and again and compares every file with its hash.

${table([
  ['kills', rounds.length],
  ['versions published before', sum(rounds.map(({ published }) => published))],
  ['whole versions read', sum(rounds.map(({ read }) => read))],
  ['anything else read', `**${sum(rounds.map(({ broken }) => broken.length))}**`],
  ['seconds', Math.round(seconds)],
])}
`;
}

function ingestSection(rounds: readonly IngestKill[], seconds: number): string {
  const left = (kind: string) => rounds.filter((round) => round.left === kind).length;
  return `## Killed in the middle of bringing a file

A real server, SIGKILL at a random moment of a run and of publishing what it made, restart on the same home: it goes
on by itself, every row is accounted for, and the manifest names whole files of one version.

${table([
  ['kills', rounds.length * 2 + 1],
  ['killed before the swap was told', left('done')],
  ['killed after it', left('published')],
  [
    'anything broken or left over',
    `**${rounds.reduce((sum, { broken }) => sum + broken.length, 0)}**`,
  ],
  ['seconds', Math.round(seconds)],
])}
`;
}

function syncSection(report: SyncReport): string {
  const title = '## Synced before the answer';
  if (report.kind === 'skipped') return `${title}\n\nSkipped: ${report.reason}.\n`;
  return `${title}

The server under strace: before the answer of a save is written to the socket, the write-ahead log
that holds it was synced.

${table([
  ['saves answered with 201', report.saves],
  ['of these synced before', `**${report.syncedBefore}**`],
])}

\`\`\`
${report.excerpt.join('\n')}
\`\`\`
`;
}

/** Again with the store in a PostgreSQL that waits for the disk; the server alone is killed. */
async function runPostgresKills(): Promise<{ onPostgres: KillRound[]; postgresSeconds: number }> {
  const server = await startPostgres({ isSynced: true });
  const started = performance.now();
  const placeOf = async () => ({ url: urlOf(server) });
  const rounds = Math.ceil(ROUNDS / 5);
  const onPostgres = await killSaves({ rounds, seed: SEED, placeOf }).finally(() => server.close());
  return { onPostgres, postgresSeconds: (performance.now() - started) / 1000 };
}

async function runBuildKills(): Promise<{ builds: BuildKill[]; seconds: number }> {
  const started = performance.now();
  const builds = await killBuilds({
    rounds: ROUNDS,
    seed: SEED,
    onRound: ({ after, read, broken }, index) =>
      process.stdout.write(
        `build ${index + 1}: ${after} ms, ${read} read, ${broken.length} broken\n`,
      ),
  });
  return { builds, seconds: (performance.now() - started) / 1000 };
}

async function runIngestKills(): Promise<{ ingests: IngestKill[]; ingestSeconds: number }> {
  const started = performance.now();
  const ingests = await killIngests({
    rounds: Math.ceil(ROUNDS / 2),
    random: randomFrom(SEED),
    onRound: ({ left, broken }, index) =>
      process.stdout.write(`bring ${index + 1}: left ${left}, ${broken.length} broken\n`),
  });
  return { ingests, ingestSeconds: (performance.now() - started) / 1000 };
}

async function main(): Promise<number> {
  const fuzz = await runFuzz(SEED);
  const { ingests, ingestSeconds } = await runIngestKills();
  const { builds, seconds: buildSeconds } = await runBuildKills();
  const started = performance.now();
  const rounds = await killSaves({
    rounds: ROUNDS,
    seed: SEED,
    onRound: ({ acknowledged, lost }, index) =>
      process.stdout.write(`kill ${index + 1}: ${acknowledged} saved, ${lost.length} lost\n`),
  });
  const seconds = (performance.now() - started) / 1000;
  const report = await traceSyncs();
  const { onPostgres, postgresSeconds } = await runPostgresKills();
  const users = await runUserDrills();
  const head = `# Drills\n\nWritten by \`pnpm drill\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${process.platform}.\n`;
  const sections = [
    killSection('SQLite', rounds, seconds),
    killSection('PostgreSQL', onPostgres, postgresSeconds),
    syncSection(report),
    buildSection(builds, buildSeconds),
    ingestSection(ingests, ingestSeconds),
    users.section,
    fuzz.section,
  ];
  const text = [head, ...sections].join('\n');
  writeFileSync(join(import.meta.dirname, 'RESULTS.md'), text);
  process.stdout.write(text);
  const lost = [...rounds, ...onPostgres].some((round) => round.lost.length > 0);
  const late = report.kind === 'traced' && report.syncedBefore < report.saves;
  const broken = builds.some((round) => round.broken.length > 0);
  const torn = ingests.some((round) => round.broken.length > 0);
  return lost || late || broken || torn || !users.isWhole || !fuzz.isClean ? 1 : 0;
}

process.exitCode = await main();
