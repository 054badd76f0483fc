import { z } from 'zod';
import { LOCAL_VIEWER } from './viewer.ts';

/** Someone who did something under their name. */
export const NamedPerson = z.strictObject({
  /** Id of the viewer. */
  id: z.string().min(1),
  name: z.string().trim().min(1).max(80),
});
export type NamedPerson = z.infer<typeof NamedPerson>;

/** A name without what people write differently. */
function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
}

/** Whether two are one person. Where nobody signs in all have one id, and only names tell them apart. */
export function isSamePerson(a: NamedPerson, b: NamedPerson): boolean {
  if (a.id !== b.id) return false;
  return a.id !== LOCAL_VIEWER.id || plainName(a.name) === plainName(b.name);
}
