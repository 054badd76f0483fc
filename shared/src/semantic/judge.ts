import { cycleDays } from '../model/cadence.ts';
import { daysBetween, type IsoDate, periodEnd } from '../model/period.ts';
import type { Indicator, Target } from './indicator.ts';

/** Verdict on a value against its target; `undecided` says why. */
export type Judgement =
  | { readonly status: 'good' | 'caution' | 'warning'; readonly target: Target }
  | {
      readonly status: 'undecided';
      readonly reason: 'no-target' | 'no-value' | 'too-old';
      readonly target: Target | undefined;
    };

/** The target of the year a period starts in; made-up ones only when samples are shown. */
export function targetFor(
  indicator: Indicator,
  { period, samples }: { period: IsoDate; samples: boolean },
): Target | undefined {
  const year = Number(period.slice(0, 4));
  return indicator.targets.find((target) => target.year === year && (samples || !target.sample));
}

/** How far a value falls short of its target, as a share of the target; negative when beyond it. */
function shortfall(value: number, target: number, direction: Indicator['direction']): number {
  const short = direction === 'down' ? value - target : target - value;
  return target === 0 ? Math.sign(short) : short / Math.abs(target);
}

/** Judges a value of a period at an evaluation date. Neutral indicators are never judged. */
export function judge(
  indicator: Indicator,
  {
    value,
    period,
    evaluationDate,
    samples,
  }: { value: number | null; period: IsoDate; evaluationDate: IsoDate; samples: boolean },
): Judgement {
  const target = targetFor(indicator, { period, samples });
  if (value === null) return { status: 'undecided', reason: 'no-value', target };
  if (!target || indicator.direction === 'neutral') {
    return { status: 'undecided', reason: 'no-target', target };
  }
  const end = periodEnd({ start: period, grain: indicator.reportGrain });
  if (daysBetween(end, evaluationDate) > indicator.bands.undecidedAfterDays) {
    return { status: 'undecided', reason: 'too-old', target };
  }
  const short = shortfall(value, target.value, indicator.direction);
  if (short <= indicator.bands.caution) return { status: 'good', target };
  return { status: short <= indicator.bands.warning ? 'caution' : 'warning', target };
}

/** Days a figure may come after its period's end: one further cadence for collecting and publishing. */
function allowance(cadence: Indicator['cadence']): number | undefined {
  const days = cycleDays(cadence);
  return days === undefined ? undefined : days * 2;
}

/** Whether the latest figure is as new as its cadence promises; no promise is `unscheduled`. */
export function freshness(
  indicator: Indicator,
  { period, evaluationDate }: { period: IsoDate; evaluationDate: IsoDate },
): 'on-time' | 'late' | 'unscheduled' {
  const allowed = allowance(indicator.cadence);
  if (allowed === undefined) return 'unscheduled';
  const end = periodEnd({ start: period, grain: indicator.reportGrain });
  return daysBetween(end, evaluationDate) > allowed ? 'late' : 'on-time';
}
