import type { Viewer } from '@bada/shared';

/** Who sends a request, and by what. */
export interface Identity {
  readonly viewer: Viewer;
  /** What the person is called; the id where nobody gave a name. */
  readonly name: string;
  /** `machine`: the one local person of a server that nobody has taken over yet. */
  readonly by: 'machine' | 'session' | 'token' | 'nothing';
  /** Whether it may do more than read. */
  readonly writes: boolean;
}

/** Says who sends a request. */
export type IdentityOf = (request: Request) => Identity | Promise<Identity>;

/** The server itself, as the owner of what it imports. */
export const SYSTEM_VIEWER: Viewer = Object.freeze({
  id: 'system',
  roles: ['administrator' as const],
  departments: [],
  class: 'restricted' as const,
});
