import { BadaError, type ErrorCode } from '@bada/shared';
import type { Expected } from '../store/boards.ts';
import { matchTags } from './conditional.ts';

/** Tag of a version. */
export function versionTag(version: number): string {
  return `"${version}"`;
}

/** Versions that a writer holds.
 * @throws BadaError of the code given when the header is missing */
export function expectedVersions(header: string | undefined, missing: ErrorCode): Expected {
  if (header === undefined) throw new BadaError(missing);
  const tags = matchTags(header);
  return tags === 'any' ? 'any' : tags.filter((one) => /^\d{1,15}$/.test(one)).map(Number);
}
