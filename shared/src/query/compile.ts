import { sql } from 'kysely';
import { BadaError } from '../api/errors.ts';
import { periodStart } from '../model/period.ts';
import { measuresOf } from '../semantic/formula.ts';
import type { Indicator } from '../semantic/indicator.ts';
import { datasetOf, type Manifest } from '../semantic/manifest.ts';
import { crossesBreak } from './break-sql.ts';
import { withSources } from './choose-source.ts';
import { type Dialect, DUCKDB, interval } from './dialect.ts';
import { formulaTables } from './formula-sql.ts';
import type { Comparison, MetricQuery } from './metric-query.ts';
import { partPeriods } from './period-caveats.ts';
import { periodBound, periodText } from './period-sql.ts';
import { shownPlaces } from './place-rows.ts';
import { type IndicatorPlan, planIndicator } from './plan.ts';
import { refuseHidden } from './refuse-hidden.ts';
import { type Fragment, joinSql, type Sql } from './sql-compiler.ts';
import { askedRange } from './time-range.ts';

/** A query ready to run: one statement for all its indicators, and what it was planned from. */
export interface CompiledQuery extends Sql {
  readonly query: MetricQuery;
  readonly plans: readonly IndicatorPlan[];
}

function onSameRow(dimensions: readonly string[]): Fragment {
  const columns = ['place', ...dimensions];
  return joinSql(
    columns.map(
      (name) => sql`${sql.ref(`b.${name}`)} is not distinct from ${sql.ref(`r.${name}`)}`,
    ),
    ' and ',
  );
}

/** The value compared with; none across a break, and none between a part of a period and a whole one: two figures that
 * do not mean the same. */
function comparableBase(
  plan: IndicatorPlan,
  manifest: Manifest,
  { value, base }: { value: Fragment; base: Fragment },
): Fragment {
  const crossed = crossesBreak(plan, { from: base, to: sql`r.period` });
  const parts = [...new Set(partPeriods(plan, manifest).map(({ period }) => period))];
  const days = joinSql(
    parts.map((day) => sql`cast(${day} as date)`),
    ', ',
  );
  const unlike = [
    ...(crossed ? [crossed] : []),
    ...(parts.length > 0 ? [sql`r.period in (${days})`, sql`${base} in (${days})`] : []),
  ];
  if (unlike.length === 0) return value;
  return sql`case when not (${joinSql(unlike, ' or ')}) then ${value} end`;
}

function compared(compare: Comparison, plan: IndicatorPlan, manifest: Manifest): Fragment {
  const { dimensions, grain } = plan;
  if (compare === 'previous-period') {
    const keys = ['place', ...dimensions].map((name) => sql.ref(name));
    const before = sql`over (partition by ${joinSql(keys, ', ')} order by period)`;
    const value = comparableBase(plan, manifest, {
      value: sql`lag(value) ${before}`,
      base: sql`lag(period) ${before}`,
    });
    return sql`c as (select *, lag(period) ${before} as base_period, ${value} as base_value from r)`;
  }
  const base =
    compare === 'same-period-last-year'
      ? sql`b.period = r.period - ${interval(1, 'year')}`
      : sql`b.period = ${periodBound(grain ? periodStart(compare.period, grain) : compare.period, grain)}`;
  const value = comparableBase(plan, manifest, { value: sql`b.value`, base: sql`b.period` });
  return sql`c as (select r.*, b.period as base_period, ${value} as base_value from r left join r as b on ${onSameRow(dimensions)} and ${base})`;
}

/** Rows of `r` or `c` with what an answer shows of them, cut to the asked periods. */
interface Shown {
  readonly columns: Fragment;
  readonly from: Fragment;
}

/** Period of a row as text: its own, or where all dates were bundled the last day that was asked for. */
function shownPeriod({ grain, indicator }: IndicatorPlan, manifest: Manifest): Fragment {
  if (grain) return periodText(sql`period`, grain);
  const [first] = measuresOf(indicator.formula);
  const isHourly = first && datasetOf(manifest, first.dataset).grain === 'hour';
  const last = isHourly ? sql`cast(max(last_at) as date)` : sql`max(last_at)`;
  return sql`cast(coalesce(period, (select ${last} from n)) as varchar)`;
}

function refuseOtherGrain({ query, plan }: { query: MetricQuery; plan: IndicatorPlan }): void {
  const { time } = query;
  if (!time || !('last' in time) || time.grain === plan.grain) return;
  throw new BadaError('query.wrong', {
    id: plan.indicator.id,
    why: {
      ko: '최근 기간의 단위가 답의 기간 단위와 같아야 합니다',
      en: 'the last periods need the same grain as the answer',
    },
  });
}

function cutByTime(shown: Shown, query: MetricQuery, plan: IndicatorPlan): Fragment {
  const { columns, from } = shown;
  const { time } = query;
  refuseOtherGrain({ query, plan });
  const kept = shownPlaces(plan);
  if (time && 'last' in time) {
    const recent = sql`select *, dense_rank() over (order by period desc) as recent from ${from}`;
    const cut = joinSql([sql`recent <= ${time.last}`, ...kept], ' and ');
    return sql`select ${columns} from (${recent}) where ${cut}`;
  }
  const range = plan.grain && askedRange(query);
  const within = range
    ? [
        sql`period between ${periodBound(range.from, plan.grain)} and ${periodBound(range.to, plan.grain, 'last')}`,
      ]
    : [];
  const cut = [...within, ...kept];
  const where = cut.length > 0 ? sql` where ${joinSql(cut, ' and ')}` : sql``;
  return sql`select ${columns} from ${from}${where}`;
}

/** What one indicator is compiled from. */
interface Asked {
  readonly query: MetricQuery;
  readonly manifest: Manifest;
  readonly dialect: Dialect;
}

function oneIndicator(plan: IndicatorPlan, { query, manifest, dialect }: Asked): Fragment {
  const tables = [formulaTables({ manifest, plan, query, dialect })];
  if (query.compare) tables.push(compared(query.compare, plan, manifest));
  const dimensions = plan.dimensions.map((name) => sql`${sql.ref(name)}, `);
  const base = query.compare
    ? sql`, ${periodText(sql`base_period`, plan.grain)} as base_period, base_value`
    : sql``;
  const columns = sql`${plan.indicator.id} as indicator, place, ${shownPeriod(plan, manifest)} as period, ${joinSql(dimensions, '')}value, status${base}`;
  const shown = { columns, from: query.compare ? sql`c` : sql`r` };
  return sql`with ${joinSql(tables, ',\n')}\n${cutByTime(shown, query, plan)}`;
}

function ordered(query: MetricQuery, dimensions: readonly string[]): Fragment {
  const keys = ['indicator', 'place', 'period', ...dimensions].map((name) => sql.ref(name));
  const { orderBy } = query;
  if (!orderBy) return joinSql(keys, ', ');
  const first = sql`${sql.ref(orderBy.column)} ${sql.raw(orderBy.direction)} nulls last`;
  return joinSql([first, ...keys], ', ');
}

/** Indicators of one query are told apart alike, or their rows would not be of one table. */
function refuseUnlikeBreakdowns([first, ...rest]: readonly IndicatorPlan[]): void {
  const words = ({ grain, dimensions }: IndicatorPlan) => [grain ?? '', ...dimensions].join(',');
  if (!first || rest.every((plan) => words(plan) === words(first))) return;
  throw new BadaError('request.invalid', {
    where: 'by',
    what: {
      ko: '한 질의의 지표들은 같은 단위로 나뉘어야 합니다',
      en: 'indicators of one query are broken down alike',
    },
  });
}

/** The contract that a query names: of that version, or where it names none the first.
 * @throws BadaError `indicator.unknown` */
export function indicatorAsked(
  indicators: readonly Indicator[],
  wanted: MetricQuery['indicators'][number],
): Indicator {
  const found = indicators.find(
    ({ id, version }) => id === wanted.id && version === (wanted.version ?? version),
  );
  if (!found) throw new BadaError('indicator.unknown', { id: wanted.id });
  return found;
}

/** Compiles a query against indicator contracts and a manifest, for DuckDB unless another dialect is named.
 * Values are always parameters.
 * @throws BadaError `indicator.unknown`, `dataset.masked`, `query.dimension`, `query.grain`, `query.wrong`, `request.invalid` */
export function compileQuery({
  query,
  indicators,
  manifest,
  dialect = DUCKDB,
}: {
  query: MetricQuery;
  indicators: readonly Indicator[];
  manifest: Manifest;
  dialect?: Dialect;
}): CompiledQuery {
  const plans = query.indicators.map((wanted) => {
    const indicator = indicatorAsked(indicators, wanted);
    const plan = planIndicator(indicator, query, manifest);
    refuseHidden(plan, query, manifest);
    return withSources(plan, { query, manifest });
  });
  refuseUnlikeBreakdowns(plans);
  return compilePlans({ query, plans, manifest, dialect });
}

/** Compiles a query whose words are resolved. */
export function compilePlans({
  query,
  plans,
  manifest,
  dialect = DUCKDB,
}: {
  query: MetricQuery;
  plans: readonly IndicatorPlan[];
  manifest: Manifest;
  dialect?: Dialect;
}): CompiledQuery {
  const dimensions = plans[0]?.dimensions ?? [];
  const asked = { query, manifest, dialect };
  const parts = plans.map((plan) => sql`select * from (${oneIndicator(plan, asked)})`);
  const limit = query.limit === undefined ? sql`` : sql` limit ${query.limit}`;
  const whole = sql`${joinSql(parts, '\nunion all\n')}\norder by ${ordered(query, dimensions)}${limit}`;
  return { ...dialect.compile(whole), query, plans };
}
