import { sql } from 'kysely';
import { BadaError } from '../api/errors.ts';
import type { Localized } from '../model/localized.ts';
import { CITY } from '../model/place.ts';
import type { Formula } from '../semantic/indicator.ts';
import { datasetOf, type Manifest } from '../semantic/manifest.ts';
import { crossesBreak, lastDay } from './break-sql.ts';
import {
  askedRange,
  type Bundling,
  component,
  countedRange,
  hasPlaces,
  hidesCells,
  ownDimensions,
  timeRule,
} from './component.ts';
import { type Dialect, interval } from './dialect.ts';
import type { MetricQuery } from './metric-query.ts';
import { mayLackParts } from './place-gaps.ts';
import { type IndicatorPlan, isMedian, looksBack, readPlan } from './plan.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';

interface Context {
  readonly manifest: Manifest;
  readonly plan: IndicatorPlan;
  readonly query: MetricQuery;
  readonly dialect: Dialect;
}

type Ratio = Extract<Formula, { type: 'ratio' }>;

function ref(table: string, column: string): Fragment {
  return sql.ref(`${table}.${column}`);
}

function sameKeys(left: string, right: string, columns: readonly string[]): Fragment {
  const pairs = columns.map(
    (column) => sql`${ref(left, column)} is not distinct from ${ref(right, column)}`,
  );
  return joinSql(pairs, ' and ');
}

/** Every place × period of the numerator, so that a gap is a row; with dimensions, only what exists. */
function spine(plan: IndicatorPlan): Fragment {
  if (plan.dimensions.length > 0) return sql`select ${keys('n', plan)} from n`;
  return sql`select p.place, t.period from (select distinct place from n) as p cross join (select distinct period from n) as t`;
}

function keys(table: string, plan: IndicatorPlan): Fragment {
  const columns = ['place', 'period', ...plan.dimensions].map((column) => ref(table, column));
  return joinSql(columns, ', ');
}

/** A range may cut the sums themselves only where no earlier period is needed for the answer. */
function innerRange({ query, plan }: Context): Bundling['time'] {
  return looksBack(plan, query) ? undefined : countedRange(query, plan.grain);
}

/** Whether the city has no value of its own. */
function isWithoutCityValue({ plan }: Context): boolean {
  return plan.level === 'city' && plan.indicator.cityRule === 'none';
}

/** The branches of a status for what a rule on small counts hides, and for a sum that lacks some of its places. */
function withheld({ plan, manifest }: Context): Fragment {
  const { formula } = plan.indicator;
  const parts = [
    ...(hidesCells(manifest, numerator(formula)) ? [sql`n.suppressed`] : []),
    ...(formula.type === 'ratio' && hidesCells(manifest, formula.denominator)
      ? [sql`d.suppressed`]
      : []),
    ...(formula.type === 'change' && hidesCells(manifest, formula.measure)
      ? [sql`b.suppressed`]
      : []),
  ];
  const hidden =
    parts.length === 0 ? sql`` : sql`when ${joinSql(parts, ' or ')} then 'suppressed' `;
  const { dataset, column } = numerator(formula);
  const lacks = mayLackParts(datasetOf(manifest, dataset), plan, column);
  return lacks ? sql`${hidden}when n.incomplete then 'not-computable' ` : hidden;
}

/** Value and status of a row from its parts. `value` is null where it cannot be computed. */
function judged(value: Fragment, context: Context, provisional: Fragment): Fragment {
  const shown = isWithoutCityValue(context) ? sql`cast(null as double)` : value;
  return sql`${shown} as value, case ${withheld(context)}when n.value is null then 'missing' when ${shown} is null then 'not-computable' when ${provisional} then 'provisional' else 'final' end as status`;
}

function simple(context: Context): Fragment {
  const { plan } = context;
  const own = ['place', 'period', ...plan.dimensions];
  const row = isWithoutCityValue(context)
    ? judged(sql`n.value`, context, sql`n.provisional`)
    : sql`n.value as value, case ${withheld(context)}when n.value is null then 'missing' when n.provisional then 'provisional' else 'final' end as status`;
  return sql`select ${keys('s', plan)}, ${row} from s left join n on ${sameKeys('s', 'n', own)}`;
}

function change(formula: Extract<Formula, { type: 'change' }>, context: Context): Fragment {
  const { plan } = context;
  const others = ['place', ...plan.dimensions];
  const rate = sql`(n.value - b.value) / nullif(b.value, 0) * ${formula.scale}`;
  const crossed = crossesBreak(plan, { from: sql`b.period`, to: sql`s.period` });
  const value = crossed ? sql`case when not ${crossed} then ${rate} end` : rate;
  const provisional = sql`(n.provisional or b.provisional)`;
  const months = interval(formula.overMonths, 'month');
  return sql`select ${keys('s', plan)}, ${judged(value, context, provisional)} from s left join n on ${sameKeys('s', 'n', ['period', ...others])} left join n as b on ${sameKeys('s', 'b', others)} and b.period = s.period - ${months}`;
}

/** Pairs each numerator date with the nearest denominator date within the allowed gap, earlier first. */
function nearestDates(formula: Ratio, { manifest }: Context): Fragment {
  const over = lastDay(sql`n.last_at`, datasetOf(manifest, formula.numerator.dataset).grain);
  const under = lastDay(sql`d.period`, datasetOf(manifest, formula.denominator.dataset).grain);
  const gap = sql`abs(date_diff('day', ${over}, ${under}))`;
  const nearness = sql`row_number() over (partition by n.last_at order by ${gap}, d.period)`;
  return sql`select last_at, period from (select n.last_at, d.period, ${nearness} as nearness from (select distinct last_at from n) as n cross join (select distinct period from d) as d where ${gap} <= ${formula.maxGapDays}) where nearness = 1`;
}

function joinsByDate(formula: Ratio, { manifest }: Context): boolean {
  const denominator = datasetOf(manifest, formula.denominator.dataset);
  const other = formula.numerator.dataset !== formula.denominator.dataset;
  return other && timeRule(denominator, formula.denominator) === 'last';
}

function ratio(formula: Ratio, context: Context): Fragment {
  const { plan, manifest } = context;
  const denominator = datasetOf(manifest, formula.denominator.dataset);
  const shared = [
    ...(hasPlaces(denominator) ? ['place'] : []),
    ...ownDimensions(denominator, plan),
  ];
  const own = ['place', 'period', ...plan.dimensions];
  const value = sql`n.value / nullif(d.value, 0) * ${formula.scale}`;
  const provisional = sql`(n.provisional or d.provisional)`;
  const onOthers = shared.length > 0 ? sql`${sameKeys('s', 'd', shared)} and ` : sql``;
  const joined = joinsByDate(formula, context)
    ? sql`left join near on near.last_at = n.last_at left join d on ${onOthers}d.period = near.period`
    : sql`left join d on ${onOthers}d.period is not distinct from s.period`;
  return sql`select ${keys('s', plan)}, ${judged(value, context, provisional)} from s left join n on ${sameKeys('s', 'n', own)} ${joined}`;
}

function numerator(formula: Formula): Ratio['numerator'] {
  return formula.type === 'ratio' ? formula.numerator : formula.measure;
}

function body(formula: Formula, context: Context): Fragment {
  switch (formula.type) {
    case 'sum':
    case 'published':
      return simple(context);
    case 'change':
      return change(formula, context);
    case 'ratio':
      return ratio(formula, context);
  }
}

function refuse({ plan }: Context, why: Localized): never {
  throw new BadaError('query.wrong', { id: plan.indicator.id, why });
}

/** Refuses sums over periods whose answer would say something else than it seems to. */
function refuseMisleadingSums(formula: Formula, context: Context): void {
  const { manifest, plan, query } = context;
  const upper = numerator(formula);
  if (timeRule(datasetOf(manifest, upper.dataset), upper) !== 'sum') return;
  if (!plan.grain && !askedRange(query)) {
    refuse(context, {
      ko: '기간을 정하지 않으면 어느 기간의 합인지 알 수 없습니다',
      en: 'a sum over all time needs a time range',
    });
  }
  if (formula.type !== 'ratio' || plan.grain === plan.indicator.grain) return;
  const lower = formula.denominator;
  if (timeRule(datasetOf(manifest, lower.dataset), lower) === 'last') {
    refuse(context, {
      ko: '여러 기간의 합을 한 시점의 값으로 나눌 수 없습니다',
      en: 'a sum over several periods cannot be divided by the stock of one date',
    });
  }
}

/** The middle one of all districts' values; without every one of them there is no telling which it is. */
function medianOfDistricts({ plan, dialect }: Context): Fragment {
  const keys = ['period', ...plan.dimensions].map((name) => sql.ref(name));
  const whole = sql`count(value) = (select count(distinct place) from s)`;
  const { added, value } = dialect.quantile({ column: sql`value`, share: 0.5, keys });
  const source = added.length > 0 ? sql`(select *, ${joinSql(added, ', ')} from e)` : sql`e`;
  const status = sql`case when bool_and(status = 'missing') then 'missing' when not ${whole} then 'not-computable' when bool_or(status = 'provisional') then 'provisional' else 'final' end`;
  return sql`select ${CITY} as place, ${joinSql(keys, ', ')}, case when ${whole} then ${value} end as value, ${status} as status from ${source} group by ${joinSql(keys, ', ')}`;
}

/** Common table expressions of one indicator, ending in `r (place, period, dimensions…, value, status)`.
 * @throws BadaError `query.wrong` */
export function formulaTables(context: Context): Fragment {
  const { plan } = context;
  const time = innerRange(context);
  if (!isMedian(plan)) return tablesUpTo('r', context, time);
  const districts = { ...context, plan: readPlan(plan) };
  return sql`${tablesUpTo('e', districts, time)},\nr as (${medianOfDistricts(context)})`;
}

function tablesUpTo(last: 'r' | 'e', context: Context, time: Bundling['time']): Fragment {
  const { plan, manifest } = context;
  const { formula } = plan.indicator;
  refuseMisleadingSums(formula, context);
  const bundling = { grain: plan.grain, time };
  const tables = [
    sql`n as (${component({ manifest, plan, measure: numerator(formula), bundling })})`,
  ];
  if (formula.type === 'ratio') {
    const byDate = joinsByDate(formula, context);
    const under = byDate ? ({ grain: 'native', time: undefined } as const) : bundling;
    const measure = formula.denominator;
    tables.push(sql`d as (${component({ manifest, plan, measure, bundling: under })})`);
    if (byDate) tables.push(sql`near as (${nearestDates(formula, context)})`);
  }
  tables.push(sql`s as (${spine(plan)})`, sql`${sql.raw(last)} as (${body(formula, context)})`);
  return joinSql(tables, ',\n');
}
