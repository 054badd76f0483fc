import {
  type Action,
  can,
  DataClass,
  LOCAL_VIEWER,
  type Resource,
  Role,
  Viewer,
} from '@bada/shared';
import { describe, expect, test } from 'vitest';

const ACTIONS: readonly Action[] = ['read', 'create', 'update', 'delete'];
const WRITING: readonly Action[] = ['create', 'update', 'delete'];
const SHARED: readonly Resource[] = [
  { kind: 'health' },
  { kind: 'manifest' },
  { kind: 'indicator' },
  { kind: 'query' },
  { kind: 'api-description' },
  { kind: 'app' },
];

function viewer(roles: Role[], dataClass: DataClass = 'open', id = 'kim'): Viewer {
  return Viewer.parse({ id, roles, departments: [], class: dataClass });
}

function allowed(who: Viewer, resource: Resource): Action[] {
  return ACTIONS.filter((action) => can(who, action, resource));
}

test.each(SHARED)('$kind is read by everyone and written by nobody', (resource) => {
  expect(allowed(viewer([]), resource)).toEqual(['read']);
  expect(allowed(LOCAL_VIEWER, resource)).toEqual(['read']);
});

describe('extracts', () => {
  const readable: Record<DataClass, DataClass[]> = {
    open: ['open'],
    internal: ['open', 'internal'],
    restricted: ['open', 'internal', 'restricted'],
  };

  test.each(DataClass.options)('a viewer of class %s reads that class and lower ones', (own) => {
    const read = DataClass.options.filter((wanted) =>
      can(viewer([], own), 'read', { kind: 'extract', class: wanted }),
    );
    expect(read).toEqual(readable[own]);
  });

  test('not even an administrator writes them, and a role opens no class', () => {
    expect(allowed(LOCAL_VIEWER, { kind: 'extract', class: 'open' })).toEqual(['read']);
    const administrator = viewer(['administrator'], 'open');
    expect(allowed(administrator, { kind: 'extract', class: 'internal' })).toEqual([]);
  });
});

describe('saved views', () => {
  test.each(Role.options)('%s: own, foreign and the list of them', (role) => {
    const who = viewer([role]);
    const creates: Action[] = role === 'viewer' ? [] : ['create'];
    const all = role === 'administrator';
    const own = allowed(who, { kind: 'board', owner: 'kim' });
    const foreign = allowed(who, { kind: 'board', owner: 'lee' });
    expect(own.filter((action) => action !== 'create')).toEqual(['read', 'update', 'delete']);
    expect(foreign).toEqual(all ? ACTIONS : creates);
    expect(allowed(who, { kind: 'board' })).toEqual(all ? ACTIONS : ['read', ...creates]);
  });

  test('one role of several is enough, none creates nothing', () => {
    expect(can(viewer(['viewer', 'analyst']), 'create', { kind: 'board' })).toBe(true);
    expect(WRITING.filter((action) => can(viewer([]), action, { kind: 'board' }))).toEqual([]);
  });

  test('the one local person may do everything', () => {
    expect(allowed(LOCAL_VIEWER, { kind: 'board', owner: 'lee' })).toEqual(ACTIONS);
  });
});
