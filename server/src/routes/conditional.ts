import { createHash } from 'node:crypto';

const ANY_TAG = /(?:W\/)?"[^"]*"/g;

function opaque(tag: string): string {
  return tag.replace(/^W\//, '');
}

/** Strong tag of a text by its content. */
export function tagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url')}"`;
}

/** Whether an If-None-Match header names the tag: weak comparison (RFC 9110, 13.1.2). */
export function noneMatchHits(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return (header.match(ANY_TAG) ?? []).some((one) => opaque(one) === opaque(tag));
}

/** Tags of an If-Match header without quotes, or `any` for `*`. A weak mark is ignored, because
 * compression on the way adds one and our tags are version numbers. */
export function matchTags(header: string): 'any' | string[] {
  if (header.trim() === '*') return 'any';
  return (header.match(ANY_TAG) ?? []).map((tag) => opaque(tag).slice(1, -1));
}
