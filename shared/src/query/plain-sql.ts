import { sql } from 'kysely';
import type { Grain } from '../model/period.ts';
import { asRatio, type PlainFormula, type RatioFormula } from '../semantic/formula.ts';
import { datasetOf } from '../semantic/manifest.ts';
import { crossesBreak, lastDay } from './break-sql.ts';
import {
  type Bundling,
  type ComponentOf,
  component,
  hasPlaces,
  hidesCells,
  mayBeIncomplete,
  ownDimensions,
} from './component.ts';
import { interval } from './dialect.ts';
import { columnOf, keysOf, type PlainContext, sameKeys } from './formula-context.ts';
import type { IndicatorPlan } from './plan.ts';
import { denominatorOf, numeratorOf, type Reading, timeRule } from './reading.ts';
import {
  refuseCoarserFigures,
  refuseForeignWords,
  refuseMisleadingSums,
  refuseMixedSeries,
} from './refuse-sums.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';

/** Every place × period of the numerator, so that a gap is a row; with dimensions, only what exists. */
function spine(plan: IndicatorPlan): Fragment {
  if (plan.dimensions.length > 0) return sql`select ${keysOf('n', plan)} from n`;
  return sql`select p.place, t.period from (select distinct place from n) as p cross join (select distinct period from n) as t`;
}

function bundlingOf({ plan, dates }: PlainContext): Bundling {
  return { grain: plan.grain, time: dates };
}

function componentOf(context: PlainContext, reading: Reading, bundling: Bundling): ComponentOf {
  const { manifest, dialect, plan } = context;
  return { manifest, dialect, plan, reading, bundling };
}

/** Whether the city has no value of its own. */
function isWithoutCityValue({ plan }: PlainContext): boolean {
  return plan.level === 'city' && plan.indicator.cityRule === 'none';
}

/** The branches of a status for figures that a rule on small counts hides: the row's own, and what it is set against. */
function hiddenBranches({ manifest, formula }: PlainContext): [own: Fragment, other: Fragment] {
  const branch = (table: string, { measure }: Reading) =>
    hidesCells(manifest, measure)
      ? sql`when ${columnOf(table, 'suppressed')} then 'suppressed' `
      : sql``;
  const upper = numeratorOf(formula);
  const lower = denominatorOf(formula);
  const other = formula.type === 'change' ? branch('b', upper) : lower && branch('d', lower);
  return [branch('n', upper), other ?? sql``];
}

/** The branch of a status for values of which a place or a period is not known. */
function incompleteBranch(context: PlainContext): Fragment {
  const upper = componentOf(context, numeratorOf(context.formula), bundlingOf(context));
  return mayBeIncomplete(upper) ? sql`when n.incomplete then 'not-computable' ` : sql``;
}

/** Value and status of a row from its parts. `computed` is null where it cannot be computed and absent where the value
 * is the numerator itself; `marks` are tables whose marks go into the status. */
function judged(
  computed: Fragment | undefined,
  context: PlainContext,
  marks: readonly string[],
): Fragment {
  const value = isWithoutCityValue(context) ? sql`cast(null as double)` : computed;
  const [own, other] = hiddenBranches(context);
  const fails = value ? sql`when ${value} is null then 'not-computable' ` : sql``;
  const says = (mark: number) =>
    joinSql(
      marks.map((table) => sql`${columnOf(table, 'mark')} = ${sql.lit(mark)}`),
      ' or ',
    );
  return sql`${value ?? sql`n.value`} as value, case ${own}${incompleteBranch(context)}when n.value is null then 'missing' ${other}${fails}when ${says(2)} then 'provisional' when ${says(1)} then 'revised' else 'final' end as status`;
}

/** What a row's value was computed from, for formulas over several rows. */
function parts(denominator: Fragment): Fragment {
  return sql`, n.last_at as last_at, n.value as upper_value, ${denominator} as lower_value`;
}

function simple(context: PlainContext, withParts: boolean): Fragment {
  const { plan } = context;
  const own = ['place', 'period', ...plan.dimensions];
  const more = withParts ? parts(sql`case when n.value is not null then 1 end`) : sql``;
  return sql`select ${keysOf('s', plan)}, ${judged(undefined, context, ['n'])}${more} from s left join n on ${sameKeys('s', 'n', own)}`;
}

type ChangeFormula = Extract<PlainFormula, { type: 'change' }>;

function change(formula: ChangeFormula, context: PlainContext, withParts: boolean): Fragment {
  const { plan } = context;
  const others = ['place', ...plan.dimensions];
  const rate = sql`(n.value - b.value) / nullif(b.value, 0) * ${formula.scale}`;
  const crossed = crossesBreak(plan, { from: sql`b.period`, to: sql`s.period` });
  const value = crossed ? sql`case when not ${crossed} then ${rate} end` : rate;
  const months = interval(formula.overMonths, 'month');
  const more = withParts ? parts(sql`b.value`) : sql``;
  return sql`select ${keysOf('s', plan)}, ${judged(value, context, ['n', 'b'])}${more} from s left join n on ${sameKeys('s', 'n', ['period', ...others])} left join n as b on ${sameKeys('s', 'b', others)} and b.period = s.period - ${months}`;
}

/** Distance of the ends of two periods in hours. */
function hoursBetween(over: Fragment, under: Fragment, grains: { over: Grain; under: Grain }) {
  const end = (start: Fragment, grain: Grain) =>
    sql`cast(${start} + ${interval(1, grain)} as timestamp)`;
  return sql`abs(date_diff('hour', ${end(over, grains.over)}, ${end(under, grains.under)}))`;
}

/** Pairs each numerator date with the nearest denominator date within the allowed gap, earlier first. */
function nearestDates(formula: RatioFormula, { manifest }: PlainContext): Fragment {
  const grains = {
    over: datasetOf(manifest, formula.numerator.dataset).grain,
    under: datasetOf(manifest, formula.denominator.dataset).grain,
  };
  const [over, under] = [sql`n.last_at`, sql`d.period`];
  const gap = sql`abs(date_diff('day', ${lastDay(over, grains.over)}, ${lastDay(under, grains.under)}))`;
  // The hours of a day are equally far in days.
  const order = grains.under === 'hour' ? hoursBetween(over, under, grains) : gap;
  const nearness = sql`row_number() over (partition by n.last_at order by ${order}, d.period)`;
  return sql`select last_at, period from (select n.last_at, d.period, ${nearness} as nearness from (select distinct last_at from n) as n cross join (select distinct period from d) as d where ${gap} <= ${formula.maxGapDays}) where nearness = 1`;
}

function joinsByDate(formula: RatioFormula, { manifest }: PlainContext): boolean {
  const lower = denominatorOf(formula);
  const other = formula.numerator.dataset !== formula.denominator.dataset;
  const denominator = datasetOf(manifest, formula.denominator.dataset);
  return other && lower !== undefined && timeRule(denominator, lower) === 'last';
}

function ratio(formula: RatioFormula, context: PlainContext, withParts: boolean): Fragment {
  const { plan, manifest } = context;
  const denominator = datasetOf(manifest, formula.denominator.dataset);
  const shared = [
    ...(hasPlaces(denominator) ? ['place'] : []),
    ...ownDimensions(denominator, plan),
  ];
  const own = ['place', 'period', ...plan.dimensions];
  const value = sql`n.value / nullif(d.value, 0) * ${formula.scale}`;
  const onOthers = shared.length > 0 ? sql`${sameKeys('s', 'd', shared)} and ` : sql``;
  const joined = joinsByDate(formula, context)
    ? sql`left join near on near.last_at = n.last_at left join d on ${onOthers}d.period = near.period`
    : sql`left join d on ${onOthers}d.period is not distinct from s.period`;
  const more = withParts ? parts(sql`d.value`) : sql``;
  return sql`select ${keysOf('s', plan)}, ${judged(value, context, ['n', 'd'])}${more} from s left join n on ${sameKeys('s', 'n', own)} ${joined}`;
}

function body(context: PlainContext, withParts: boolean): Fragment {
  const { formula } = context;
  const quotient = asRatio(formula);
  if (quotient) return ratio(quotient, context, withParts);
  return formula.type === 'change'
    ? change(formula, context, withParts)
    : simple(context, withParts);
}

/** Common table expressions of a formula over rows: `n`, for quotients `d` and maybe `near`, `s`, and last the one of
 * that name with keys, `value` and `status`; `withParts` adds what formulas over several rows need.
 * @throws BadaError `query.wrong` */
export function plainTables(
  context: PlainContext,
  { name, withParts }: { name: 'r' | 'e' | 'v'; withParts: boolean },
): Fragment {
  const { plan, formula } = context;
  refuseCoarserFigures(context);
  refuseForeignWords(context);
  refuseMixedSeries(context);
  refuseMisleadingSums(context);
  const bundling = bundlingOf(context);
  const tables = [sql`n as (${component(componentOf(context, numeratorOf(formula), bundling))})`];
  const quotient = asRatio(formula);
  const lower = denominatorOf(formula);
  if (quotient && lower) {
    const byDate = joinsByDate(quotient, context);
    const under = byDate ? ({ grain: 'native', time: undefined } as const) : bundling;
    tables.push(sql`d as (${component(componentOf(context, lower, under))})`);
    if (byDate) tables.push(sql`near as (${nearestDates(quotient, context)})`);
  }
  tables.push(sql`s as (${spine(plan)})`, sql`${sql.raw(name)} as (${body(context, withParts)})`);
  return joinSql(tables, ',\n');
}
