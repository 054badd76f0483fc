import type { DataClass, Role, Viewer } from '../model/viewer.ts';

/** What a request wants to do with a resource. */
export type Action = 'read' | 'create' | 'update' | 'delete';

/** What is asked for, with what decides about it. */
export type Resource =
  | { readonly kind: 'health' | 'manifest' | 'indicator' | 'query' | 'api-description' | 'app' }
  | { readonly kind: 'extract'; readonly class: DataClass }
  | { readonly kind: 'board'; readonly owner?: string };

const CLASS_RANK: Readonly<Record<DataClass, number>> = { open: 0, internal: 1, restricted: 2 };
const WRITERS: readonly Role[] = ['executive', 'manager', 'analyst', 'steward', 'administrator'];

function hasRole(viewer: Viewer, roles: readonly Role[]): boolean {
  return viewer.roles.some((role) => roles.includes(role));
}

function canUseBoard(viewer: Viewer, action: Action, owner: string | undefined): boolean {
  if (hasRole(viewer, ['administrator'])) return true;
  if (action === 'create') return hasRole(viewer, WRITERS);
  return owner === undefined ? action === 'read' : owner === viewer.id;
}

/** Whether a viewer may do something: the one answer that every route asks for. Pure. */
export function can(viewer: Viewer, action: Action, resource: Resource): boolean {
  switch (resource.kind) {
    case 'extract':
      return action === 'read' && CLASS_RANK[resource.class] <= CLASS_RANK[viewer.class];
    case 'board':
      return canUseBoard(viewer, action, resource.owner);
    case 'health':
    case 'manifest':
    case 'indicator':
    case 'query':
    case 'api-description':
    case 'app':
      return action === 'read';
  }
}
