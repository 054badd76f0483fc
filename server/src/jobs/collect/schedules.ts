import { type Collection, type JobKind, nextRun } from '@bada/shared/catalogue';

/** What keeping schedules needs. */
export interface SchedulePorts {
  readonly collections: () => Promise<readonly Collection[]>;
  readonly ensure: (wanted: { kind: JobKind; subject: string; runAt: Date }) => Promise<boolean>;
  readonly clock: () => Date;
}

/** Sees to it that every collection with a schedule has a run to come: after a start, a restore or a cancelled run. */
export async function queueScheduled({ collections, ensure, clock }: SchedulePorts): Promise<void> {
  for (const { id: subject, schedule } of await collections()) {
    if (schedule === null) continue;
    await ensure({ kind: 'collection', subject, runAt: nextRun(schedule, clock()) });
  }
}
