import { LOCAL_VIEWER, type Viewer } from '@bada/shared';

/** Says who sends a request. */
export type ViewerOf = (request: Request) => Viewer | Promise<Viewer>;

/** Until accounts exist, everyone at this machine is the one local person. */
export function localViewer(): Viewer {
  return LOCAL_VIEWER;
}

/** The server itself, as the owner of what it imports. */
export const SYSTEM_VIEWER: Viewer = Object.freeze({
  id: 'system',
  roles: ['administrator' as const],
  departments: [],
  class: 'restricted' as const,
});
