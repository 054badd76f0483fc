import { BadaError, LOCAL_VIEWER, type Viewer } from '@bada/shared';
import type { NamedPerson } from '@bada/shared/definitions';

/** Whether people say their names themselves: where nobody signs in, all are the one local viewer. */
export function asksNames(viewer: Viewer): boolean {
  return viewer.id === LOCAL_VIEWER.id;
}

/** Who acts, by name. Accounts tell the name; without them it is the one that was given.
 * @throws BadaError `definition.name` */
export function personOf(
  { viewer, personName }: { viewer: Viewer; personName: string },
  given: string | undefined,
): NamedPerson {
  if (!asksNames(viewer)) return { id: viewer.id, name: personName };
  if (given === undefined || given === '') throw new BadaError('definition.name');
  return { id: viewer.id, name: given };
}
