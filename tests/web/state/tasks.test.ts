import { TaskFilter } from '@bada/shared/intake';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCatalog } from '../../../web/src/state/catalog.ts';
import { decodeTasks, encodeTasks } from '../../../web/src/state/tasks.ts';

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const id = fc.stringMatching(/^[a-z]{1,6}(-[a-z]{1,6})?$/);
const filter = fc
  .record({
    dataset: optional(id),
    department: optional(id),
    owner: optional(fc.string({ minLength: 1, maxLength: 80 })),
    status: optional(
      fc.constantFrom('pending', 'overdue', 'open', 'accepted', 'done', 'withdrawn'),
    ),
    due: optional(fc.constantFrom('2024-02-29', '2025-12-31')),
  })
  .map((values) =>
    TaskFilter.parse(
      Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
    ),
  );

describe('the address of the task list', () => {
  test('holds everything that was chosen, and stays in the section of tasks', () => {
    const views = fc.record({ filter, task: fc.oneof(fc.constant(''), fc.uuid()) });
    fc.assert(
      fc.property(views, (view) => {
        const search = encodeTasks(view);
        expect(decodeTasks(search)).toEqual(view);
        expect(decodeCatalog(search).part).toBe('tasks');
      }),
    );
  });

  test('shows what is under way unless told, and leaves out what it does not understand', () => {
    expect(decodeTasks('?part=tasks')).toEqual({ filter: { status: 'pending' }, task: '' });
    expect(decodeTasks('?status=all&due=tomorrow&department=A B')).toEqual({
      filter: {},
      task: '',
    });
  });
});
