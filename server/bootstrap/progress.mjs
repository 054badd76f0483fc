import { say, UserError } from './messages.mjs';
import { runCaptured } from './process.mjs';

const HEARTBEAT_MS = 5000;

/** @param {number} since `performance.now()` of the start @returns {string} */
function elapsed(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Shows that a piece of work began, goes on and ended, with its time.
 * @template T
 * @param {string} title in both languages
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(title, work) {
  const since = performance.now();
  say(`· ${title} …`);
  const heartbeat = setInterval(() => say(`  ${title} … ${elapsed(since)}`), HEARTBEAT_MS);
  try {
    const result = await work();
    say(`✓ ${title} (${elapsed(since)})`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

/**
 * Runs one program as a shown step; its output appears only when it fails.
 * @param {string} title
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('./process.mjs').RunOptions} options
 * @returns {Promise<void>}
 */
export async function runStep(title, file, args, options) {
  await withProgress(title, async () => {
    const { code, output } = await runCaptured(file, args, options);
    if (code === 0) return;
    say(output.trimEnd());
    throw new UserError('stepFailed', { title, code });
  });
}
