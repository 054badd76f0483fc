import { z } from 'zod';
import { Localized } from '../model/localized.ts';
import type { IsoDate } from '../model/period.ts';
import type { QualitySeverity } from './quality-criteria.ts';

const Days = z.number().int().positive();

/** How long a department has to mend a failure, as versioned data. */
export const TaskPolicy = z.strictObject({
  v: z.literal(1),
  version: z.string().min(1),
  source: Localized,
  /** Days from the day a failure is found, by severity of the rule. */
  days: z.strictObject({ critical: Days, major: Days, minor: Days }),
});
export type TaskPolicy = z.infer<typeof TaskPolicy>;

const MS_PER_DAY = 86_400_000;

/** Last day to mend a failure that is found today. */
export function dueOn(
  { days }: TaskPolicy,
  { severity, today }: { severity: QualitySeverity; today: IsoDate },
): IsoDate {
  const found = Date.parse(`${today}T00:00:00Z`);
  return new Date(found + days[severity] * MS_PER_DAY).toISOString().slice(0, 10);
}
