import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** A secret that cannot be guessed, and the hash by which the store knows it. */
export function newSecret(prefix = ''): { secret: string; hash: string } {
  const secret = `${prefix}${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { secret, hash: hashSecret(secret) };
}

/** Hash of a secret. It needs no salt: there is nothing to try out in 256 random bits. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
