import { daysBetween, type IsoDate } from '../model/period.ts';
import type { ManifestDataset } from './manifest.ts';
import type { ScoreFormula } from './quality-score.ts';

/** Whether a dataset is as new as its cadence promises. */
export type DatasetFreshness =
  | { readonly state: 'unscheduled' }
  | {
      readonly state: 'on-time' | 'late';
      /** Last day on which the dataset is not late. */
      readonly due: IsoDate;
      readonly daysLate: number;
    };

const MS_PER_DAY = 86_400_000;

function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Freshness of a dataset on a day, by the cycle and grace of the score's formula. */
export function datasetFreshness(
  { cadence, asOf }: Pick<ManifestDataset, 'cadence' | 'asOf'>,
  { evaluationDate, formula }: { evaluationDate: IsoDate; formula: ScoreFormula },
): DatasetFreshness {
  const cycles: Readonly<Record<string, number>> = formula.timeliness.cycleDays;
  const cycle = cycles[cadence];
  if (cycle === undefined) return { state: 'unscheduled' };
  const due = addDays(asOf, Math.round(cycle * (1 + formula.timeliness.graceCycles)));
  const daysLate = Math.max(0, daysBetween(due, evaluationDate));
  return { state: daysLate > 0 ? 'late' : 'on-time', due, daysLate };
}
