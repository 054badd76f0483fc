import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '../support/project.ts';

const FOLDER = join(projectRoot, '.bada', 'bench', 'nginx');
const INSTALLED = '/usr/sbin/nginx';
const UNPACKED = join(FOLDER, 'package', INSTALLED);

/** nginx as Debian packages it: the one that is installed, else the package unpacked beside the benches.
 * @returns its path; undefined where there is none to be had */
function findNginx(): string | undefined {
  if (existsSync(INSTALLED)) return INSTALLED;
  if (existsSync(UNPACKED)) return UNPACKED;
  mkdirSync(FOLDER, { recursive: true });
  try {
    execFileSync('apt-get', ['download', 'nginx'], { cwd: FOLDER, stdio: 'ignore' });
    const [file = ''] = readdirSync(FOLDER).filter((name) => name.endsWith('.deb'));
    execFileSync('dpkg', ['-x', join(FOLDER, file), join(FOLDER, 'package')]);
  } catch {
    return undefined;
  }
  return existsSync(UNPACKED) ? UNPACKED : undefined;
}

/** Debian's settings, as far as they bear on serving files. */
function settings(root: string, port: number, workers: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${FOLDER}/temp;`,
  );
  return `
    user ${userInfo().username};
    daemon off;
    worker_processes ${workers};
    pid ${FOLDER}/nginx.pid;
    error_log stderr;
    events { worker_connections 768; }
    http {
      sendfile on;
      tcp_nopush on;
      types_hash_max_size 2048;
      default_type application/octet-stream;
      access_log off;
      ${temporary.join('\n')}
      server { listen 127.0.0.1:${port}; root ${root}; }
    }`;
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    probe.close(() => resolve(port));
  });
  return promise;
}

async function isUp(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

/** A file server to be measured against. */
export interface Nginx {
  readonly url: string;
  readonly version: string;
  close(): Promise<void>;
}

/** Serves a folder by nginx with so many workers (`auto`: one per core); undefined where there is none. */
export async function openNginx(root: string, workers: string): Promise<Nginx | undefined> {
  const program = findNginx();
  if (program === undefined) return undefined;
  const port = await freePort();
  const file = join(FOLDER, `nginx-${port}.conf`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, settings(root, port, workers));
  const child = spawn(program, ['-p', FOLDER, '-c', file, '-e', 'stderr'], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await isUp(url)); tries++) {
    if (tries === 100 || child.exitCode !== null) throw new Error('nginx did not start');
    await wait(50);
  }
  const { stderr } = spawnSync(program, ['-v', '-e', 'stderr'], { encoding: 'utf8' });
  return {
    url,
    version: /nginx\/\S+/.exec(stderr)?.[0] ?? 'nginx',
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
