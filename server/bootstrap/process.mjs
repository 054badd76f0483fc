import { spawn } from 'node:child_process';

const ORPHAN_POLL_MS = 500;

/**
 * @typedef {object} RunOptions
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * Runs a program to its end and keeps what it printed. No shell: paths may hold spaces.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {RunOptions & { timeout?: number }} options `timeout` in ms
 * @returns {Promise<{ code: number, output: string }>} code 127 when it could not be started
 */
export function runCaptured(file, args, options) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/**
 * Calls back once the process that started this one is gone. npm runs scripts through `sh`, which
 * dies of a SIGTERM without passing it on: the server would stay behind and hold its port.
 * @param {() => void} onOrphaned
 * @returns {() => void} ends the watch
 */
function watchLauncher(onOrphaned) {
  // Started by hand, outliving the shell is meant.
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const launcher = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(timer);
    onOrphaned();
  }, ORPHAN_POLL_MS);
  return () => clearInterval(timer);
}

/**
 * Passes signals of this process on to a child.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} ends it
 */
function passSignals(child) {
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    // A terminal sends Ctrl-C to the whole group: the child has already got it.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
  };
}

/**
 * Starts a program on this terminal; it ends with this process.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {{ ended: Promise<number>, stop: () => void }} `ended` resolves to the exit code
 */
export function startForeground(file, args, options) {
  const child = spawn(file, args, { ...options, stdio: 'inherit' });
  const stop = () => void child.kill('SIGTERM');
  const release = [passSignals(child), watchLauncher(stop)];
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
  const settled = ended.finally(() => {
    for (const end of release) end();
  });
  return { ended: settled, stop };
}

/**
 * @param {string} file
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<number>} exit code
 */
export function runForeground(file, args, options) {
  return startForeground(file, args, options).ended;
}
