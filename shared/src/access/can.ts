import { ANONYMOUS, type DataClass, type Role, type Viewer } from '../model/viewer.ts';

/** What a request wants to do with a resource. */
export type Action = 'read' | 'create' | 'update' | 'delete';

/** What is asked for, with what decides about it. */
export type Resource =
  | {
      readonly kind:
        | 'health'
        | 'session'
        | 'manifest'
        | 'indicator'
        | 'query'
        | 'api-description'
        | 'app';
    }
  /** What is fetched from other systems, and its runs. */
  | { readonly kind: 'collection' }
  | { readonly kind: 'extract'; readonly class: DataClass }
  /** A task about data of a class; without a department it is about tasks in general. */
  | { readonly kind: 'task'; readonly class: DataClass; readonly department?: string }
  /** What is said of a dataset and which version of it readers get, by its owner department. */
  | { readonly kind: 'dataset'; readonly department: string | null }
  /** What an indicator means and should be, with its drafts, by its owner department. */
  | { readonly kind: 'definition'; readonly department?: string | null }
  /** The agreement of a second person to a change of a definition. */
  | { readonly kind: 'approval'; readonly department: string | null }
  /** Numbers of persons that a mapping keeps as they stand. */
  | { readonly kind: 'personal-data' }
  /** Small counts of a dataset, which only its department sees. */
  | { readonly kind: 'small-counts'; readonly department: string }
  /** The data class that a dataset is in. */
  | { readonly kind: 'classification' }
  | { readonly kind: 'board'; readonly owner?: string }
  | { readonly kind: 'ingest'; readonly owner?: string; readonly department?: string | null }
  /** A new version of a dataset, in sight of all its readers. */
  | { readonly kind: 'publication' }
  /** People who may sign in; the record of what was done. */
  | { readonly kind: 'account' | 'audit' }
  /** Tokens with which one's own scripts come. */
  | { readonly kind: 'token' };

/** What signing in itself needs. */
const BEFORE_SIGN_IN: readonly Resource['kind'][] = ['health', 'session', 'app'];

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

const TASK_CREATORS: readonly Role[] = ['steward', 'administrator'];

/** People of the house read tasks on data that they may read; stewards see to all of them, managers
 * and analysts to those of their department. Nothing is deleted. */
function canUseTask(
  viewer: Viewer,
  action: Action,
  { class: dataClass, department }: Extract<Resource, { kind: 'task' }>,
): boolean {
  if (action === 'delete' || !seesClass(viewer, dataClass)) return false;
  if (hasRole(viewer, TASK_CREATORS)) return true;
  if (action === 'read') return hasRole(viewer, WRITERS);
  if (action === 'create' || department === undefined) return false;
  return hasRole(viewer, ['manager', 'analyst']) && viewer.departments.includes(department);
}

/** Whether a viewer may see values that are classified: of a column narrower than its dataset, too. */
export function seesClass(viewer: Viewer, dataClass: DataClass): boolean {
  return CLASS_RANK[dataClass] <= CLASS_RANK[viewer.class];
}

/** The class of several that the fewest may see.
 * @throws Error when there is none */
export function strictestClass(classes: readonly DataClass[]): DataClass {
  const [first, ...others] = classes;
  if (!first) throw new Error('no class to choose from');
  return others.reduce((one, other) => (CLASS_RANK[other] > CLASS_RANK[one] ? other : one), first);
}

/** Stewards keep all datasets, a department's managers their own. */
function keepsDataset({ roles, departments }: Viewer, department: string | null): boolean {
  if (roles.includes('steward') || roles.includes('administrator')) return true;
  return roles.includes('manager') && department !== null && departments.includes(department);
}

/** People of the house read drafts; stewards keep all definitions, a department's managers their own. */
function canUseDefinition(
  viewer: Viewer,
  action: Action,
  { department = null }: { readonly department?: string | null },
): boolean {
  if (action === 'read') return hasRole(viewer, WRITERS);
  return action !== 'delete' && keepsDataset(viewer, department);
}

/** Whoever keeps a definition may agree to another one's change of it, and so may its executives. */
function canApprove(viewer: Viewer, department: string | null): boolean {
  if (keepsDataset(viewer, department)) return true;
  const isOwn = department !== null && viewer.departments.includes(department);
  return isOwn && hasRole(viewer, ['executive']);
}

const BRINGERS: readonly Role[] = ['manager', 'analyst', 'steward', 'administrator'];
const STEWARDS: readonly Role[] = ['steward', 'administrator'];

/** A file is its sender's and its department's business; stewards look after all of them. */
function canUseIngest(
  viewer: Viewer,
  action: Action,
  { owner, department }: { readonly owner?: string; readonly department?: string | null },
): boolean {
  if (!hasRole(viewer, BRINGERS)) return false;
  if (hasRole(viewer, STEWARDS) || action === 'create') return true;
  if (owner === undefined) return action === 'read';
  if (owner === viewer.id) return true;
  const isColleague = typeof department === 'string' && viewer.departments.includes(department);
  return isColleague && action !== 'delete';
}

/** Whether a viewer may do something: the one answer that every route asks for. Pure. */
export function can(viewer: Viewer, action: Action, resource: Resource): boolean {
  if (viewer.id === ANONYMOUS.id && !BEFORE_SIGN_IN.includes(resource.kind)) return false;
  switch (resource.kind) {
    case 'extract':
      return action === 'read' && seesClass(viewer, resource.class);
    case 'dataset':
      return action === 'update' && keepsDataset(viewer, resource.department);
    case 'small-counts':
      return (
        action === 'read' &&
        (hasRole(viewer, ['steward', 'administrator']) ||
          viewer.departments.includes(resource.department))
      );
    case 'classification':
    case 'personal-data':
      return action === 'update' && hasRole(viewer, ['steward', 'administrator']);
    case 'definition':
      return canUseDefinition(viewer, action, resource);
    case 'approval':
      return action === 'create' && canApprove(viewer, resource.department);
    case 'board':
      return canUseBoard(viewer, action, resource.owner);
    case 'task':
      return canUseTask(viewer, action, resource);
    case 'collection':
      return hasRole(viewer, ['steward', 'administrator']);
    case 'ingest':
      return canUseIngest(viewer, action, resource);
    case 'publication':
      return action === 'create' && hasRole(viewer, STEWARDS);
    case 'session':
    case 'token':
      return true;
    case 'account':
      return hasRole(viewer, ['administrator']);
    case 'audit':
      return action === 'read' && hasRole(viewer, ['administrator']);
    case 'health':
    case 'manifest':
    case 'indicator':
    case 'query':
    case 'api-description':
    case 'app':
      return action === 'read';
  }
}
