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

describe('datasets', () => {
  const keeps = (who: Viewer, department: string | null) =>
    allowed(who, { kind: 'dataset', department });

  test.each(Role.options)('%s: own department, another one, none', (role) => {
    const who = { ...viewer([role]), departments: ['transport'] };
    const all = ['steward', 'administrator'].includes(role) ? ['update'] : [];
    expect(keeps(who, 'transport')).toEqual(role === 'manager' ? ['update'] : all);
    expect(keeps(who, 'budget')).toEqual(all);
    expect(keeps(who, null)).toEqual(all);
    expect(allowed(who, { kind: 'classification' })).toEqual(all);
    expect(allowed(who, { kind: 'personal-data' })).toEqual(all);
  });
});

describe('definitions of indicators', () => {
  test.each(Role.options)('%s: own department, another one, none', (role) => {
    const who = { ...viewer([role]), departments: ['transport'] };
    const ofHouse: Action[] = role === 'viewer' ? [] : ['read'];
    const keeps: Action[] = ['create', 'update'];
    const all = ['steward', 'administrator'].includes(role);
    const own = all || role === 'manager';
    const may = (department: string | null) => allowed(who, { kind: 'definition', department });
    expect(may('transport')).toEqual([...ofHouse, ...(own ? keeps : [])]);
    expect(may('budget')).toEqual([...ofHouse, ...(all ? keeps : [])]);
    expect(may(null)).toEqual([...ofHouse, ...(all ? keeps : [])]);
    const approves = (department: string | null) => allowed(who, { kind: 'approval', department });
    expect(approves('transport')).toEqual(own || role === 'executive' ? ['create'] : []);
    expect(approves('budget')).toEqual(all ? ['create'] : []);
    expect(approves(null)).toEqual(all ? ['create'] : []);
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

describe('tasks', () => {
  const own: Resource = { kind: 'task', class: 'open', department: 'statistics' };
  const foreign: Resource = { ...own, department: 'tourism' };

  function of(role: Role, resource: Resource): Action[] {
    return allowed({ ...viewer([role], 'internal'), departments: ['statistics'] }, resource);
  }

  test('stewards see to all, managers and analysts to those of their department', () => {
    expect(of('steward', foreign)).toEqual(['read', 'create', 'update']);
    for (const role of ['manager', 'analyst'] as const) {
      expect(of(role, own)).toEqual(['read', 'update']);
      expect(of(role, foreign)).toEqual(['read']);
    }
    expect(of('executive', own)).toEqual(['read']);
    expect(of('viewer', own)).toEqual([]);
  });

  test('nobody has to do with tasks on data above the own class, or deletes one', () => {
    const above: Resource = { ...own, class: 'restricted' };
    for (const role of Role.options) {
      expect(of(role, above)).toEqual([]);
      expect(of(role, own)).not.toContain('delete');
    }
  });
});

describe('files that are brought', () => {
  const owner = { kind: 'ingest', owner: 'kim', department: 'roads' } as const;
  const colleague = { kind: 'ingest', owner: 'lee', department: 'roads' } as const;
  const foreign = { kind: 'ingest', owner: 'lee', department: 'parks' } as const;
  const list = { kind: 'ingest' } as const;
  const few: Action[] = ['read', 'create'];
  const most: Action[] = ['read', 'create', 'update'];
  test.each([
    ['viewer', [], [], [], [], []],
    ['executive', [], [], [], [], []],
    ['manager', ACTIONS, most, ['create'], few, []],
    ['analyst', ACTIONS, most, ['create'], few, []],
    ['steward', ACTIONS, ACTIONS, ACTIONS, ACTIONS, ['create']],
    ['administrator', ACTIONS, ACTIONS, ACTIONS, ACTIONS, ['create']],
  ] as const)(
    '%s: own, colleague’s, foreign, the list; publishing',
    (role, own, near, far, all, publishing) => {
      const who = { ...viewer([role]), departments: ['roads'] };
      expect(allowed(who, owner)).toEqual(own);
      expect(allowed(who, colleague)).toEqual(near);
      expect(allowed(who, foreign)).toEqual(far);
      expect(allowed(who, list)).toEqual(all);
      expect(allowed(who, { kind: 'publication' })).toEqual(publishing);
    },
  );

  test('a file of no department is its sender’s alone', () => {
    const who = { ...viewer(['analyst']), departments: ['roads'] };
    expect(allowed(who, { ...foreign, department: null })).toEqual(['create']);
  });
});
