import { z } from 'zod';

/** Stable kebab-case English id of an indicator, dataset, department or caveat, e.g. `ageing-share`. */
export const KebabId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a kebab-case id such as `ageing-share`');

/** Lower-case hexadecimal SHA-256 of a file's bytes or of a canonical document. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
