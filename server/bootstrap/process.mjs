import { spawn } from 'node:child_process';

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
 * Starts a program on this terminal and passes signals on to it.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {{ ended: Promise<number>, stop: () => void }} `ended` resolves to the exit code
 */
export function startForeground(file, args, options) {
  const child = spawn(file, args, { ...options, stdio: 'inherit' });
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    // A terminal sends Ctrl-C to the whole group: the child has already got it.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
  return {
    ended: ended.finally(() => {
      for (const signal of signals) process.off(signal, pass);
    }),
    stop: () => void child.kill('SIGTERM'),
  };
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
