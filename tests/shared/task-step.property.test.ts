import {
  afterEvent,
  isOverdue,
  isPending,
  Task,
  type TaskEvent,
  type TaskMeasure,
  type TaskOutcome,
} from '@bada/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const HASHES = ['a', 'b', 'c'].map((one) => one.repeat(64));
const instant = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2025-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const hash = fc.constantFrom(...HASHES);
const measure: fc.Arbitrary<TaskMeasure> = fc
  .record({ at: instant, manifest: hash, extract: hash, evaluated: fc.nat(5), wrong: fc.nat(5) })
  .map(({ wrong, ...rest }) => ({
    ...rest,
    version: '1',
    errors: Math.min(wrong, rest.evaluated),
  }));
const day = instant.map((one) => one.slice(0, 10));
const event: fc.Arbitrary<TaskEvent> = fc.oneof(
  fc.record({ kind: fc.constant('assign' as const), owner: fc.constantFrom('kim', 'lee', null) }),
  fc.record({ kind: fc.constant('due' as const), due: day }),
  fc.record({ kind: fc.constant('note' as const), text: fc.constantFrom('가', '나') }),
  fc.record({ kind: fc.constant('accept' as const), reason: fc.constant('예외') }),
  fc.constant({ kind: 'reopen' as const }),
  fc.constant({ kind: 'withdraw' as const }),
  fc.record({ kind: fc.constant('measured' as const), measure }),
);

function opened(first: TaskMeasure): Task {
  return Task.parse({
    v: 1,
    id: '1f0c61f4-0000-4000-8000-000000000000',
    subject: {
      kind: 'quality',
      dataset: 'people',
      rule: 'within',
      criterion: 'logic',
      columns: ['persons'],
      severity: 'major',
    },
    class: 'open',
    department: 'statistics',
    owner: null,
    due: '2024-06-01',
    status: { kind: 'open' },
    before: first,
    after: first,
    evidence: [],
    version: 1,
    createdAt: first.at,
    updatedAt: first.at,
  });
}

const STEP = { at: '2024-07-01T00:00:00.000Z', by: 'kim' };

/** Every step of a random life, with what it led to. */
function live(first: TaskMeasure, events: readonly TaskEvent[]) {
  const steps: { before: Task; event: TaskEvent; outcome: TaskOutcome; after: Task }[] = [];
  let task = opened(first);
  for (const one of events) {
    const outcome = afterEvent(task, one, STEP);
    const after = outcome.kind === 'changed' ? outcome.task : task;
    steps.push({ before: task, event: one, outcome, after });
    task = after;
  }
  return steps;
}

function everyLife(check: (step: ReturnType<typeof live>[number]) => void): void {
  const lives = fc.tuple(measure, fc.array(event, { maxLength: 20 }));
  fc.assert(fc.property(lives, ([first, events]) => live(first, events).forEach(check)));
}

test('every step leaves a valid task, one version further or untouched', () => {
  everyLife(({ before, outcome, after }) => {
    expect(Task.parse(after)).toEqual(after);
    expect(after.version).toBe(before.version + (outcome.kind === 'changed' ? 1 : 0));
  });
});

test('what was found first and what was written is never lost', () => {
  everyLife(({ before, after }) => {
    expect(after.before).toEqual(before.before);
    expect(after.evidence.slice(0, before.evidence.length)).toEqual(before.evidence);
    expect([after.id, after.subject, after.department]).toEqual([
      before.id,
      before.subject,
      before.department,
    ]);
  });
});

test('a finished task stays as it is; it only takes notes', () => {
  everyLife(({ before, event: done, outcome }) => {
    if (isPending(before)) return;
    expect(outcome.kind).toBe(done.kind === 'note' ? 'changed' : 'refused');
  });
});

test('only a check that looked at something and found nothing makes it done', () => {
  everyLife(({ before, event: done, after }) => {
    if (before.status.kind === 'done' || after.status.kind !== 'done') return;
    expect(done).toMatchObject({ kind: 'measured', measure: { errors: 0 } });
    expect(after.after.evaluated).toBeGreaterThan(0);
  });
});

test('an acceptance ends by a person, by the end of the failure, or by a worse rate', () => {
  everyLife(({ before, event: done, after }) => {
    if (before.status.kind !== 'accepted' || after.status.kind !== 'open') return;
    if (done.kind === 'reopen') return;
    const { errors, evaluated } = after.after;
    expect(errors / evaluated).toBeGreaterThan(before.status.errors / before.status.evaluated);
  });
});

test('the same event twice changes nothing the second time, but for notes and acceptances', () => {
  everyLife(({ event: done, after }) => {
    if (done.kind === 'note' || done.kind === 'accept') return;
    expect(afterEvent(after, done, STEP).kind).not.toBe('changed');
  });
});

test('only open tasks are overdue, from the day after the last one', () => {
  everyLife(({ after }) => {
    expect(isOverdue(after, after.due)).toBe(false);
    expect(isOverdue(after, '9999-12-31')).toBe(after.status.kind === 'open');
  });
});
