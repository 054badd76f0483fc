import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseEnv } from './database.ts';
import { copyExtractsTo, prepareWeb } from './prepare.ts';
import { projectRoot } from './project.ts';

const READY = /^BADA is ready: (\S+)$/m;
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

/** How a test wants its server. */
export interface ServerOptions {
  /** `BADA_HOME`; else a new temporary one, removed by `stop`. */
  home?: string;
  /** Added to the environment, e.g. `{ BADA_NOW: '2023-01-31' }`. */
  env?: Record<string, string>;
  /** Copy the prepared extracts into a new home. Default true. */
  extracts?: boolean;
  /** Make sure that `web/dist` is built first. Default false: API tests do not need it. */
  web?: boolean;
  /** Another program than the BADA server, for tests of this helper: arguments of `node`. */
  args?: readonly string[];
}

/** A real server process; nothing of it is shared with other tests but the built files. */
export interface TestServer {
  /** Origin without a slash at its end, e.g. `http://localhost:41234`. */
  url: string;
  home: string;
  pid: number;
  /** What it wrote so far, stdout and stderr. */
  output(): string;
  /** Sends a signal and waits for the end; the home stays, to start again on it. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** Graceful end (SIGKILL after 10 s); removes the home when it was made here. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A port that was free a moment ago. */
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

/**
 * Starts `server/src/main.ts` on a free port and waits for its ready line.
 * @throws Error with the server's output when it ends or stays silent for 60 s
 */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'bada-test-'));
  if (options.home === undefined && (options.extracts ?? true)) await copyExtractsTo(home);
  if (options.web === true) await prepareWeb();
  const child = await launch(home, options);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const output = collectOutput(child);
  const url = await readyUrl(child, output);

  async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    child.kill(signal);
    return ended;
  }

  async function stop(): Promise<void> {
    const hard = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await kill('SIGTERM');
    clearTimeout(hard);
    if (options.home === undefined) rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }

  const pid = child.pid ?? 0;
  return { url, home, pid, output, kill, stop, [Symbol.asyncDispose]: stop };
}

async function launch(home: string, { args, env }: ServerOptions): Promise<ChildProcess> {
  const port = String(await freePort());
  const database = await databaseEnv(home);
  const own = { NODE_ENV: 'production', PORT: port, BADA_HOME: home, ...database };
  const program = args ?? ['--disable-warning=ExperimentalWarning', 'server/src/main.ts'];
  return spawn(process.execPath, [...program], {
    cwd: projectRoot,
    env: { ...process.env, ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collectOutput(child: ChildProcess): () => string {
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

function readyUrl(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The server was not ready in time:\n${output()}`));
    }, READY_WITHIN_MS);
    child.stdout?.on('data', () => {
      const url = READY.exec(output())?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The server ended with ${code}:\n${output()}`));
    });
  });
}
