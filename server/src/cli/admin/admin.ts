import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../../config.ts';
import type { TableSum } from '../../store/copy/checksum.ts';
import { moveStore } from '../../store/copy/move.ts';
import { type DatabasePlace, placeName } from '../../store/database.ts';
import { openStore } from '../../store/store.ts';
import type { Sums } from './archive.ts';
import { backUp } from './backup.ts';
import { verifyArchive } from './read-archive.ts';
import { restore } from './restore.ts';
import { verifyAll } from './verify.ts';

/** Help of the commands below. */
export const ADMIN_HELP = `  admin migrate
             저장소를 이 판의 구조로 바꿉니다. 서버도 시작할 때 같은 일을 합니다.
             Brings the database to this version's tables, as a server does at its start.
  admin backup <파일 file>
             저장소와 추출본을 파일 하나에 담습니다. 서버를 멈추지 않아도 됩니다.
             Writes database and extracts into one file, while servers run.
  admin restore <파일 file> [--replace]
             백업을 되살립니다. 먼저 서버를 멈추십시오. 비어 있지 않으면 --replace가 있어야 합니다.
             Restores a backup; stop the servers first. What is not empty is replaced with --replace only.
  admin verify [파일 file]
             저장소·기록·추출본, 또는 백업 파일이 온전한지 확인하고 표마다 행 수와 검사합을 보입니다.
             Checks database, record and extracts, or a backup; prints rows and checksum of each table.
  admin move --to <postgres://… | file.sqlite> [--replace]
             저장소를 다른 데이터베이스로 옮깁니다. 먼저 서버를 멈추십시오. 원본은 그대로 남습니다.
             Copies the database to another one and compares both; stop the servers first. The source stays.
`;

const SUM_DIGITS = 16;

function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function sumLines(sums: readonly TableSum[]): string[] {
  const width = Math.max(...sums.map(({ table }) => table.length));
  return sums.map(({ table, rows, sum }) => {
    const count = String(rows).padStart(9);
    return `  ${table.padEnd(width)} ${count}  ${sum.slice(0, SUM_DIGITS)}`;
  });
}

function archiveLines(path: string, { tables, files }: Sums): string[] {
  const bytes = files.reduce((total, file) => total + file.bytes, 0);
  const rows = tables.reduce((total, table) => total + table.rows, 0);
  return [...sumLines(tables), `${path}: ${rows} rows, ${files.length} files, ${bytes} bytes`];
}

/** A target as people write it. @throws BadaError `server.config` */
function targetOf(to: string): DatabasePlace {
  if (!to.includes('://')) return { file: resolve(to) };
  return readConfig({ DATABASE_URL: to }).database;
}

async function migrateNow({ database }: Config): Promise<number> {
  const store = await openStore(database);
  await store.close();
  print(`구조가 이 판과 같습니다 · up to date: ${placeName(database)}`);
  return 0;
}

async function move(config: Config, to: string, replace: boolean): Promise<number> {
  const target = targetOf(to);
  const { source, moved } = await moveStore(config.database, target, { replace });
  print(...sumLines(moved));
  print(`${placeName(config.database)} → ${placeName(target)}`);
  print(`표 ${source.length}개의 행 수와 검사합이 같습니다 · ${source.length} tables are equal`);
  return 0;
}

async function verify(config: Config, path: string | undefined): Promise<number> {
  if (path !== undefined) {
    const { sums } = await verifyArchive(path);
    print(...archiveLines(path, sums));
    return 0;
  }
  const { sums, complaints } = await verifyAll(config);
  print(...sumLines(sums), ...complaints.map((complaint) => `  ! ${complaint}`));
  print(`어긋난 곳 ${complaints.length}건 · ${complaints.length} complaints`);
  return complaints.length === 0 ? 0 : 1;
}

function usage(): number {
  print(ADMIN_HELP);
  return 1;
}

async function admin(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { to: { type: 'string' }, replace: { type: 'boolean', default: false } },
  });
  const [command, file] = positionals;
  const path = file === undefined ? undefined : resolve(file);
  const config = readConfig(process.env);
  const { replace } = values;
  if (command === 'migrate') return migrateNow(config);
  if (command === 'verify') return verify(config, path);
  if (command === 'move' && values.to !== undefined) return move(config, values.to, replace);
  if (command === 'backup' && path !== undefined) {
    print(...archiveLines(path, await backUp(config, path)));
    return 0;
  }
  if (command === 'restore' && path !== undefined) {
    print(...archiveLines(path, await restore(config, path, { replace })));
    return 0;
  }
  return usage();
}

/** Commands for whoever runs the server: their arguments in, the exit code out. */
export const ADMIN_COMMANDS: Readonly<
  Record<string, (args: readonly string[]) => Promise<number>>
> = { admin };
