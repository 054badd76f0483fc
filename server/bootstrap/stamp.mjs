import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IGNORED = new Set(['node_modules', 'dist', '.bada', '.git', '.cache']);

/**
 * @param {string} root
 * @param {string} path relative to root, `/` between parts
 * @returns {string[]} files at or under it, in a stable order; empty when there is nothing
 */
function filesUnder(root, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .filter((name) => !IGNORED.has(name))
    .sort()
    .flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/**
 * A digest of names and bytes: the same inputs give the same stamp on every machine.
 * @param {string} root
 * @param {readonly string[]} inputs files or folders relative to root
 * @param {readonly string[]} [facts] anything else the result depends on
 * @returns {string} hex SHA-256
 */
export function stampOf(root, inputs, facts = []) {
  const hash = createHash('sha256');
  for (const fact of facts) hash.update(`${fact}\0`);
  for (const file of inputs.flatMap((input) => filesUnder(root, input))) {
    const bytes = readFileSync(join(root, file));
    // The length keeps a moved boundary between two files from giving the same digest.
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** @param {string} file @returns {string | undefined} */
function readStamp(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} file @param {string} stamp */
function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
}

/**
 * Does the work only when its stamp differs. The old stamp goes first, so that work cut off in the
 * middle is never taken for done.
 * @param {{ file: string, stamp: () => string, present: () => boolean, work: () => Promise<void> }} options
 * @returns {Promise<boolean>} whether work was done
 */
export async function onceFor({ file, stamp, present, work }) {
  const wanted = stamp();
  if (readStamp(file) === wanted && present()) return false;
  rmSync(file, { force: true });
  await work();
  writeStamp(file, wanted);
  return true;
}
