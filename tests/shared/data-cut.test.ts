import { type AccessRules, permissionClass, type Role, type Viewer } from '@bada/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

function viewer(
  roles: Role[],
  departments: string[] = [],
  dataClass: Viewer['class'] = 'internal',
) {
  return { id: roles.join() || 'nobody', roles, departments, class: dataClass };
}

const ACCESS: AccessRules = {
  rows: [
    {
      column: 'place',
      by: 'place',
      grants: [
        { to: { departments: ['haeundae'] }, values: ['26350'] },
        { to: { departments: ['coast'] }, values: ['26500', '26350', '2650010100'] },
        { to: { roles: ['executive'] }, values: 'all' },
        { to: { roles: ['manager'], departments: ['audit'] }, values: 'all' },
      ],
    },
  ],
  columns: [
    { column: 'name', how: 'masked', clear: [{ roles: ['executive'] }] },
    { column: 'phone', how: 'absent', clear: [{ departments: ['audit'] }] },
  ],
};
const DATASET = {
  ownerDepartment: 'welfare',
  access: ACCESS,
  columns: [{ name: 'income', classification: 'restricted' as const }, { name: 'persons' }],
};
const rows = (...values: string[]) => [{ column: 'place', by: 'place' as const, values }];

interface Case {
  readonly who: string;
  readonly viewer: Viewer;
  readonly sees: ReturnType<typeof permissionClass>;
}

/** Who sees what of the dataset above; `undefined` is all of it. */
const TABLE: Case[] = [
  {
    who: 'an analyst of one district',
    viewer: viewer(['analyst'], ['haeundae']),
    sees: { rows: rows('26350'), masked: ['name'], classified: ['income'], absent: ['phone'] },
  },
  {
    who: 'a manager of two districts, of which one was named twice',
    viewer: viewer(['manager'], ['coast', 'haeundae']),
    sees: {
      rows: rows('26350', '26500'),
      masked: ['name'],
      classified: ['income'],
      absent: ['phone'],
    },
  },
  {
    who: 'somebody whom no rule names',
    viewer: viewer(['viewer'], ['budget'], 'restricted'),
    sees: { rows: rows(), masked: ['name'], classified: [], absent: ['phone'] },
  },
  {
    who: 'somebody without a department',
    viewer: viewer([], [], 'restricted'),
    sees: { rows: rows(), masked: ['name'], classified: [], absent: ['phone'] },
  },
  {
    who: 'an executive',
    viewer: viewer(['executive'], [], 'restricted'),
    sees: { rows: [], masked: [], classified: [], absent: ['phone'] },
  },
  {
    who: 'an analyst of the audit, where managers alone were named',
    viewer: viewer(['analyst'], ['audit'], 'restricted'),
    sees: { rows: rows(), masked: ['name'], classified: [], absent: [] },
  },
  {
    who: 'a manager of the audit',
    viewer: viewer(['manager'], ['audit'], 'restricted'),
    sees: { rows: [], masked: ['name'], classified: [], absent: [] },
  },
  {
    who: 'the owner department, whose class is below a column',
    viewer: viewer(['viewer'], ['welfare']),
    sees: { rows: [], masked: [], classified: ['income'], absent: [] },
  },
  {
    who: 'the owner department',
    viewer: viewer(['viewer'], ['welfare'], 'restricted'),
    sees: undefined,
  },
  { who: 'a steward', viewer: viewer(['steward'], [], 'restricted'), sees: undefined },
  {
    who: 'a steward whose class is below a column',
    viewer: viewer(['steward']),
    sees: { rows: [], masked: [], classified: ['income'], absent: [] },
  },
  { who: 'an administrator', viewer: viewer(['administrator'], [], 'restricted'), sees: undefined },
];

describe('what a viewer sees of a dataset', () => {
  test.each(TABLE)('$who', ({ viewer: one, sees }) => {
    expect(permissionClass(one, DATASET)).toEqual(sees);
  });

  test('rows of departments are seen by each of them without being named', () => {
    const access: AccessRules = {
      rows: [
        {
          column: 'team',
          by: 'department',
          grants: [{ to: { departments: ['budget'] }, values: ['audit'] }],
        },
      ],
    };
    const seen = (departments: string[]) =>
      permissionClass(viewer(['analyst'], departments), { ownerDepartment: 'welfare', access })
        ?.rows[0]?.values;
    expect(seen(['road'])).toEqual(['road']);
    expect(seen(['road', 'budget'])).toEqual(['audit', 'budget', 'road']);
    expect(seen([])).toEqual([]);
  });

  test('a dataset without rules is seen whole', () => {
    expect(permissionClass(viewer([]), { ownerDepartment: 'welfare' })).toBeUndefined();
  });

  test('neither the order of departments nor what they are named for beyond it makes another class', () => {
    const departments = fc.uniqueArray(
      fc.constantFrom('haeundae', 'coast', 'audit', 'budget', 'road'),
    );
    fc.assert(
      fc.property(departments, (all) => {
        const one = permissionClass(viewer(['analyst'], all), DATASET);
        const other = permissionClass(viewer(['analyst'], [...all].reverse()), DATASET);
        expect(one).toEqual(other);
      }),
    );
  });

  test('one department more never takes anything away', () => {
    const departments = fc.uniqueArray(fc.constantFrom('haeundae', 'coast', 'audit', 'budget'));
    fc.assert(
      fc.property(departments, fc.constantFrom('haeundae', 'coast', 'audit'), (all, more) => {
        const before = permissionClass(viewer(['analyst'], all), DATASET);
        const after = permissionClass(viewer(['analyst'], [...all, more]), DATASET);
        const values = (cut: typeof before) => cut?.rows[0]?.values ?? ['26'];
        for (const place of values(before)) {
          expect(values(after).some((one) => place.startsWith(one))).toBe(true);
        }
        for (const name of after?.absent ?? []) expect(before?.absent).toContain(name);
      }),
    );
  });
});
