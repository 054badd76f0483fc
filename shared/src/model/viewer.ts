import { z } from 'zod';
import { KebabId } from './ids.ts';

/** Named cut of an extract that a viewer may read. */
export const DataClass = z.enum(['open', 'internal', 'restricted']);
export type DataClass = z.infer<typeof DataClass>;

/** What a person may be in the product; the rights behind each are in `access/can.ts`. */
export const Role = z.enum([
  'viewer',
  'executive',
  'manager',
  'analyst',
  'steward',
  'administrator',
]);
export type Role = z.infer<typeof Role>;

/** Who is asking. An argument of every store, engine and cache call. */
export const Viewer = z.strictObject({
  id: z.string().min(1),
  roles: z.array(Role),
  departments: z.array(KebabId),
  class: DataClass,
  /** Whose turns are taken where several people share an id: the address of one who has no account. */
  asker: z.string().min(1).optional(),
});
export type Viewer = z.infer<typeof Viewer>;

/** The one local person with all rights, until accounts exist. */
export const LOCAL_VIEWER: Viewer = Object.freeze({
  id: 'local',
  roles: ['administrator' as const],
  departments: [],
  class: 'restricted' as const,
});

/** Who asks without having said who they are: may reach what signing in needs, and nothing else. */
export const ANONYMOUS: Viewer = Object.freeze({
  id: 'anonymous',
  roles: [],
  departments: [],
  class: 'open' as const,
});
