import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A PostgreSQL of the test's own. */
export interface TestPostgres extends PostgresAddress {
  /** Ends it as `kill -9` would, without a goodbye to anybody. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/** Where a PostgreSQL listens, and who may come in. */
export interface PostgresAddress {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly database: 'postgres';
  readonly user: 'bada';
  readonly password: string;
}

/** The address of one of its databases, as `DATABASE_URL` has it. */
export function urlOf(
  { host, port, user, password }: PostgresAddress,
  database = 'postgres',
): string {
  return `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
}

const PASSWORD = 'p@ss/w0rd';
const DEBIAN = '/usr/lib/postgresql/*/bin/initdb';
/** Where the person of the database runs when the tests run as root, whom PostgreSQL refuses. */
const NOBODY = 65_534;

function findPrograms(): string | undefined {
  const inPath = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'initdb'));
  const found = [...globSync(DEBIAN).sort().reverse(), ...inPath].find((path) => existsSync(path));
  return found === undefined ? undefined : dirname(found);
}

/** Debian's own package, where this may be installed. */
function install(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], options);
}

let programs: string | undefined;

/** Whether a PostgreSQL can be started here; in CI its absence is an error.
 * @throws Error in CI, where nothing may be skipped */
export function hasPostgres(): boolean {
  programs ??= findPrograms();
  if (programs === undefined) {
    install();
    programs = findPrograms();
  }
  if (programs === undefined && process.env.CI === 'true') {
    throw new Error('PostgreSQL is missing: install the package "postgresql"');
  }
  return programs !== undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no port was given'));
      });
    });
  });
}

function identity(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  chownSync(folder, NOBODY, NOBODY);
  chmodSync(folder, 0o700);
  return { uid: NOBODY, gid: NOBODY };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('database system is ready to accept connections')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${output}`)));
  });
}

/** How a test wants its PostgreSQL. */
export interface PostgresOptions {
  /** Sorts as Korean does, so that whoever relies on the order of bytes is found out. */
  readonly isKorean?: boolean;
  /** Waits for the disk. Default false: tests of durability alone need it. */
  readonly isSynced?: boolean;
}

/** Starts a PostgreSQL in a temporary folder; ask `hasPostgres` first. */
export async function startPostgres({
  isKorean = false,
  isSynced = false,
}: PostgresOptions = {}): Promise<TestPostgres> {
  if (!hasPostgres() || programs === undefined) throw new Error('PostgreSQL is missing');
  const folder = mkdtempSync(join(tmpdir(), 'bada-postgres-'));
  const as = identity(folder);
  const data = join(folder, 'data');
  const setup = ['-D', data, '-U', 'bada', '-A', 'scram-sha-256', '-E', 'UTF8', '--no-sync'];
  if (isKorean) setup.push('--locale-provider=icu', '--icu-locale=ko-KR');
  const made = spawnSync(
    '/bin/sh',
    [
      '-c',
      `"$0" "$@" --locale=C --pwfile=/dev/fd/3 3<<END\n${PASSWORD}\nEND\n`,
      join(programs, 'initdb'),
      ...setup,
    ],
    { ...as, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const where = ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1'];
  if (!isSynced) where.push('-F', '-c', 'full_page_writes=off');
  async function start() {
    const child = spawn(join(programs ?? '', 'postgres'), where, {
      ...as,
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    await ready(child);
    return { child, ended };
  }
  let running = await start();
  async function end(signal: NodeJS.Signals): Promise<void> {
    running.child.kill(signal);
    await running.ended;
  }
  return {
    host: '127.0.0.1',
    port,
    database: 'postgres',
    user: 'bada',
    password: PASSWORD,
    kill: () => end('SIGQUIT'),
    async restart() {
      running = await start();
    },
    async close() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
