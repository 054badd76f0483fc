import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key by which a deployment signs what its record held at a moment (Ed25519, RFC 8032). */
export interface RecordKey {
  /** Fingerprint of the public key. */
  readonly id: string;
  sign(text: string): string;
  isSigned(text: string, signature: string): boolean;
}

function keyOf(key: KeyObject): RecordKey {
  const open = createPublicKey(key);
  const der = open.export({ type: 'spki', format: 'der' });
  return {
    id: createHash('sha256').update(der).digest('hex'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
    isSigned: (text, signature) =>
      verify(null, Buffer.from(text), open, Buffer.from(signature, 'base64url')),
  };
}

/** Of several processes that start at once one makes the key: the whole file gets its name at once. */
function makeKey(path: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  const own = `${path}.${process.pid}`;
  writeFileSync(own, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  try {
    linkSync(own, path);
  } catch (error) {
    if (!isThere(error)) throw error;
  } finally {
    rmSync(own);
  }
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** The key of a home; made when there is none. */
export function openRecordKey(home: string): RecordKey {
  const path = join(home, 'record-key.pem');
  for (;;) {
    try {
      return keyOf(createPrivateKey(readFileSync(path, 'utf8')));
    } catch (error) {
      if (!isMissing(error)) throw error;
      mkdirSync(home, { recursive: true });
      makeKey(path);
    }
  }
}
