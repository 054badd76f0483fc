import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { BadaError } from '@bada/shared';

/** OWASP's scrypt parameters for 32 MiB (Password Storage Cheat Sheet, 2025). */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Hashes under way at once: what keeps a flood of sign-ins within memory. */
const AT_ONCE = 2;

let free = AT_ONCE;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free--;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}

function derive(password: string, salt: Buffer, { N, r, p }: typeof COST): Promise<Buffer> {
  const options = { N, r, p, maxmem: 256 * N * r };
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
}

/** Hash of a password with its salt and cost, `scrypt$N$r$p$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

const NOBODYS: Promise<string> = hashPassword(randomBytes(SALT_BYTES).toString('hex'));

/** Whether a password is the one of a hash. Without a hash it takes as long, and is wrong. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = (hash ?? (await NOBODYS)).split('$');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const given = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(given, Buffer.from(key, 'base64url')) && hash !== null;
}

/** Refuses a password that holds who it belongs to.
 * @throws BadaError `account.password` */
export function refuseTelling(password: string, { id, name }: { id: string; name: string }): void {
  const lower = password.toLowerCase();
  const telling = [id, name.toLowerCase()].some((part) => part.length > 2 && lower.includes(part));
  if (telling) throw new BadaError('account.password');
}
