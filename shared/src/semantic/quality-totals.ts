import { daysBetween, type PeriodStart } from '../model/period.ts';

/** A total of one group (a place, or any key but the period) in one period. */
export interface GroupTotal {
  readonly group: string;
  readonly period: PeriodStart;
  readonly value: number;
}

/** Something about totals that a steward has to look at. */
export type TotalAnomaly =
  | {
      /** Present in an earlier and a later period and absent between. */
      readonly kind: 'missing';
      readonly group: string;
      readonly period: PeriodStart;
      readonly before: PeriodStart;
      readonly after: PeriodStart;
      /** The group that takes over later, where a code was replaced by another. */
      readonly successor?: string;
    }
  | {
      /** Too far from what the neighbouring periods lead to expect. */
      readonly kind: 'departs';
      readonly group: string;
      readonly period: PeriodStart;
      readonly value: number;
      readonly expected: number;
      /** Distance in robust standard deviations. */
      readonly distance: number;
    };

/** Robust standard deviations beyond which a total is reported. */
const BOUND = 5;
/** The same against what is usual in the group itself, which may be a volatile one. */
const OWN_BOUND = 3;
/** From so many groups on, what all of them do in a period counts as common and not as an anomaly. */
const COMMON_FROM = 5;
/** Fewer residuals say nothing about what is usual. */
const LEAST_RESIDUALS = 8;
/** MAD of a normal distribution in standard deviations. */
const MAD_TO_SIGMA = 1.4826;
/** Keeps tables of nearly constant figures (areas) from reporting their rounding. */
const LEAST_SIGMA = 0.002;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

type Series = readonly GroupTotal[];

function seriesOf(totals: readonly GroupTotal[]): Map<string, Series> {
  const groups = Map.groupBy(totals, ({ group }) => group);
  for (const series of groups.values()) series.sort((a, b) => (a.period < b.period ? -1 : 1));
  return groups;
}

interface Residual {
  readonly total: GroupTotal;
  /** Logarithm of what the neighbours lead to expect. */
  readonly expected: number;
  readonly residual: number;
  /** The newest has one neighbour only, so it is held against the other newest ones. */
  readonly isNewest: boolean;
}

/** Zero becomes half a unit, so that a figure that drops to nothing stands out. */
function log(value: number): number {
  return Math.log(Math.max(value, 0.5));
}

/** What the neighbours lead to expect: the line between two of them, or the only one there is. */
function expectedAt(
  before: GroupTotal | undefined,
  after: GroupTotal | undefined,
  at: PeriodStart,
) {
  if (!before || !after) return log(before?.value ?? 0);
  const share = daysBetween(before.period, at) / daysBetween(before.period, after.period);
  return log(before.value) + share * (log(after.value) - log(before.value));
}

function residualsOf(series: Series): Residual[] {
  if (series.length < 2) return [];
  return series.slice(1).map((total, at) => {
    const after = series[at + 2];
    const expected = expectedAt(series[at], after, total.period);
    const residual = log(total.value) - expected;
    return { total, expected, residual, isNewest: after === undefined };
  });
}

function withoutCommon(residuals: readonly Residual[]): Residual[] {
  const periods = Map.groupBy(residuals, ({ total, isNewest }) => `${total.period} ${isNewest}`);
  return [...periods.values()].flatMap((same) => {
    const common = same.length < COMMON_FROM ? 0 : median(same.map(({ residual }) => residual));
    return same.map((one) => ({
      ...one,
      residual: one.residual - common,
      expected: one.expected + common,
    }));
  });
}

function sigmaOf(residuals: readonly Residual[]): number {
  const spread = median(residuals.map(({ residual }) => Math.abs(residual)));
  return Math.max(spread * MAD_TO_SIGMA, LEAST_SIGMA);
}

interface Judged extends Residual {
  readonly distance: number;
}

function judgeAlike(residuals: readonly Residual[], isCount: boolean): Judged[] {
  if (residuals.length < LEAST_RESIDUALS) return [];
  const sigma = sigmaOf(residuals);
  return residuals.map((one) => {
    // Counts scatter by their square root, small ones visibly; 1.5 for the mean of two neighbours.
    const counting = isCount ? 1.5 / Math.max(Math.exp(one.expected), 1) : 0;
    return { ...one, distance: Math.abs(one.residual) / Math.sqrt(sigma ** 2 + counting) };
  });
}

/** Whether a group is calm once the suspect is left out; a volatile group is not held to others. */
function isOdd({ total, residual, isNewest }: Judged, series: Series): boolean {
  const rest = residualsOf(series.filter((one) => one !== total));
  const alike = rest.filter((one) => isNewest || !one.isNewest);
  if (alike.length < 2) return false;
  return Math.abs(residual) > OWN_BOUND * sigmaOf(alike);
}

function oddest(groups: ReadonlyMap<string, Series>, isCount: boolean): Judged | undefined {
  const common = withoutCommon([...groups.values()].flatMap(residualsOf));
  const inner = common.filter(({ isNewest }) => !isNewest);
  const newest = Map.groupBy(
    common.filter(({ isNewest }) => isNewest),
    ({ total }) => total.period,
  );
  const judged = [inner, ...newest.values()].flatMap((alike) => judgeAlike(alike, isCount));
  return judged
    .filter(({ distance }) => distance > BOUND)
    .sort((a, b) => b.distance - a.distance)
    .find((one) => isOdd(one, groups.get(one.total.group) ?? []));
}

/** Finds totals that depart from their neighbours in time by more than five robust standard
 * deviations: on logarithms, after what all groups have in common in a period is taken off,
 * by the median absolute deviation over all groups, and by that of the group itself. */
export function findDepartures(
  totals: readonly GroupTotal[],
  { isCount }: { isCount: boolean },
): TotalAnomaly[] {
  const groups = seriesOf(totals);
  const most = Math.ceil(totals.length / 10);
  const found: TotalAnomaly[] = [];
  while (found.length < most) {
    const odd = oddest(groups, isCount);
    if (!odd) break;
    const { total, expected, distance } = odd;
    found.push({ kind: 'departs', ...total, expected: Math.exp(expected), distance });
    // Set aside, so that it does not cast suspicion on its neighbours.
    const series = groups.get(total.group) ?? [];
    groups.set(
      total.group,
      series.filter((one) => one !== total),
    );
  }
  return found;
}

function gapsWithin(series: Series, periods: readonly PeriodStart[]): TotalAnomaly[] {
  const held = series.map(({ period }) => period);
  const first = held[0] ?? '';
  const last = held.at(-1) ?? '';
  const has = new Set(held);
  return periods
    .filter((period) => period > first && period < last && !has.has(period))
    .map((period) => ({
      kind: 'missing' as const,
      group: series[0]?.group ?? '',
      period,
      before: held.findLast((one) => one < period) ?? first,
      after: held.find((one) => one > period) ?? last,
    }));
}

/** A code that takes over from another has about its size. */
const ALIKE = Math.log(1.5);

function gapsInSuccession(
  groups: readonly Series[],
  periods: readonly PeriodStart[],
): TotalAnomaly[] {
  const ended = groups.map((series) => series.at(-1)).filter((one) => one !== undefined);
  const begun = groups.map((series) => series[0]).filter((one) => one !== undefined);
  return ended.flatMap((last) => {
    const heirs = begun.filter(
      ({ period, value }) => period > last.period && Math.abs(log(value) - log(last.value)) < ALIKE,
    );
    const heir = heirs.sort((a, b) => (a.period < b.period ? -1 : 1))[0];
    if (!heir) return [];
    const absent = periods.filter((period) => period > last.period && period < heir.period);
    const { group, period: before } = last;
    return absent.map((period) => {
      const between = { before, after: heir.period, successor: heir.group };
      return { kind: 'missing' as const, group, period, ...between };
    });
  });
}

/** Finds groups that are absent from a period between periods that have them. Codes are replaced
 * by others (merged dong), so a group that ends, and an alike one of the same parent that begins
 * periods later, are read as one with a gap between.
 * @param parentOf the whole a group is part of, e.g. the district of a dong */
export function findMissing(
  totals: readonly GroupTotal[],
  parentOf: (group: string) => string,
): TotalAnomaly[] {
  const periods = [...new Set(totals.map(({ period }) => period))].sort();
  const groups = seriesOf(totals);
  const families = Map.groupBy(groups.entries(), ([group]) => parentOf(group));
  return [
    ...[...groups.values()].flatMap((series) => gapsWithin(series, periods)),
    ...[...families.values()].flatMap((family) =>
      gapsInSuccession(
        family.map(([, series]) => series),
        periods,
      ),
    ),
  ];
}
