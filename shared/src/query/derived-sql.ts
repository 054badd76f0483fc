import { sql } from 'kysely';
import { GRAIN_MONTHS, type Grain, periodStart } from '../model/period.ts';
import { asRatio, type DerivedFormula } from '../semantic/formula.ts';
import { crossesBreak } from './break-sql.ts';
import { interval } from './dialect.ts';
import { type FormulaContext, keysOf } from './formula-context.ts';
import { periodBound } from './period-sql.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';

/** How a row is set beside others: over which of them, and what comes out. */
interface Derivation {
  /** `over` clause of the rows that go in. */
  readonly over: Fragment;
  /** Which of the window's rows go in; all where absent. */
  readonly only?: Fragment;
  /** Columns computed over the window. */
  readonly inputs: readonly Fragment[];
  /** The value from the inputs; null where an input is not known. */
  readonly value: Fragment;
}

type Of<T extends DerivedFormula['type']> = Extract<DerivedFormula, { type: T }>;

function partition(columns: readonly string[], order?: Fragment): Fragment {
  const by =
    columns.length > 0
      ? sql`partition by ${joinSql(
          columns.map((c) => sql.ref(c)),
          ', ',
        )}`
      : sql``;
  return order ? sql`(${by} order by ${order})` : sql`(${by})`;
}

function grainOf({ plan }: FormulaContext): Grain {
  if (plan.grain) return plan.grain;
  throw new Error('a formula over several periods was planned without a grain');
}

/** A value unless a break of the series lies between. */
function unlessBroken(value: Fragment, crossed: Fragment | undefined): Fragment {
  return crossed ? sql`case when not ${crossed} then ${value} end` : value;
}

function share({ within, scale }: Of<'share'>, { plan }: FormulaContext): Derivation {
  const keys = ['place', 'period', ...plan.dimensions];
  const over = partition(keys.filter((key) => key !== (within === 'city' ? 'place' : within)));
  return {
    over,
    inputs: [
      sql`case when count(value) over ${over} = count(*) over ${over} then sum(value) over ${over} end as total`,
    ],
    value: sql`value / nullif(total, 0) * ${scale}`,
  };
}

function index(formula: Of<'index'>, context: FormulaContext): Derivation {
  const { plan } = context;
  const grain = grainOf(context);
  const base = periodBound(periodStart(formula.base, grain), grain);
  const over = partition(['place', ...plan.dimensions]);
  const only = sql`period = ${base}`;
  const since = crossesBreak(plan, { from: base, to: sql`period` });
  const until = crossesBreak(plan, { from: sql`period`, to: base });
  const crossed = since && until ? sql`(${since} or ${until})` : undefined;
  return {
    over,
    only,
    inputs: [sql`max(case when ${only} then value end) over ${over} as base_of_index`],
    value: unlessBroken(sql`value / nullif(base_of_index, 0) * ${formula.scale}`, crossed),
  };
}

/** Only figures of the latest date of a period are ranked: others are not of the same time. Before whom a hidden one
 * would stand is not known, so that it hides the ranks of all. */
function rank({ first }: Of<'rank'>, { plan }: FormulaContext): Derivation {
  const keys = ['period', ...plan.dimensions];
  const over = partition(keys);
  const latest = sql`max(case when value is not null then last_at end) over ${over} as latest`;
  const direction = first === 'highest' ? sql`desc` : sql`asc`;
  const by = joinSql(
    keys.map((key) => sql.ref(key)),
    ', ',
  );
  const isRanked = sql`value is not null and last_at = latest`;
  const among = sql`rank() over (partition by ${by}, case when ${isRanked} then 1 else 0 end order by value ${direction})`;
  return {
    over,
    inputs: [latest],
    value: sql`case when ${isRanked} and not hidden then cast(${among} as double) end`,
  };
}

function movingMean(formula: Of<'moving-mean'>, context: FormulaContext): Derivation {
  const { plan } = context;
  const grain = grainOf(context);
  const before = formula.periods - 1;
  const keys = ['place', ...plan.dimensions];
  const by = joinSql(
    keys.map((key) => sql.ref(key)),
    ', ',
  );
  const over = sql`(partition by ${by} order by period rows between ${sql.lit(before)} preceding and current row)`;
  const from = sql`period - ${interval(before, grain)}`;
  const isWhole = sql`count(upper_value) over ${over} = ${sql.lit(formula.periods)} and count(lower_value) over ${over} = ${sql.lit(formula.periods)} and lag(period, ${sql.lit(before)}) over ${partition(keys, sql`period`)} = ${from}`;
  const mean = sql`upper_sum / nullif(lower_sum, 0) * ${asRatio(formula.of)?.scale ?? 1}`;
  return {
    over,
    inputs: [
      sql`case when ${isWhole} then sum(upper_value) over ${over} end as upper_sum`,
      sql`sum(lower_value) over ${over} as lower_sum`,
    ],
    value: unlessBroken(mean, crossesBreak(plan, { from, to: sql`period` })),
  };
}

/** How many periods the year has up to and with this one, as a comparison with a count. */
function isWholeYearSoFar(count: Fragment, grain: Grain, yearStart: Fragment): Fragment {
  if (grain === 'day') return sql`${count} = date_diff('day', ${yearStart}, period) + 1`;
  if (grain === 'hour') {
    return sql`${count} = date_diff('hour', cast(${yearStart} as timestamp), period) + 1`;
  }
  const months = GRAIN_MONTHS[grain];
  return sql`${count} * ${sql.lit(months)} = month(period) - 1 + ${sql.lit(months)}`;
}

function cumulative(context: FormulaContext): Derivation {
  const { plan } = context;
  const yearStart = sql`cast(date_trunc('year', period) as date)`;
  const keys = joinSql(
    ['place', ...plan.dimensions].map((key) => sql.ref(key)),
    ', ',
  );
  const over = sql`(partition by ${keys}, year(period) order by period rows between unbounded preceding and current row)`;
  const isWhole = isWholeYearSoFar(sql`count(value) over ${over}`, grainOf(context), yearStart);
  return {
    over,
    inputs: [
      sql`case when value is not null and ${isWhole} then sum(value) over ${over} end as so_far`,
    ],
    value: unlessBroken(sql`so_far`, crossesBreak(plan, { from: yearStart, to: sql`period` })),
  };
}

function derivationOf(formula: DerivedFormula, context: FormulaContext): Derivation {
  switch (formula.type) {
    case 'share':
      return share(formula, context);
    case 'index':
      return index(formula, context);
    case 'rank':
      return rank(formula, context);
    case 'moving-mean':
      return movingMean(formula, context);
    case 'cumulative':
      return cumulative(context);
  }
}

/** Common table expressions from `v` (a plain formula's rows) to the last one of that name: `w` has the inputs and what
 * the statuses of the rows say that go in. Missing stays missing; an unknown input makes a value not computable. */
export function derivedTables(
  formula: DerivedFormula,
  context: FormulaContext,
  name: 'r' | 'e',
): Fragment {
  const { over, only, inputs, value } = derivationOf(formula, context);
  const also = only ? sql`${only} and ` : sql``;
  const says = (status: string) => sql`bool_or(${also}status = ${sql.lit(status)}) over ${over}`;
  const seen = [
    sql`${says('suppressed')} as hidden`,
    sql`${says('provisional')} as tentative`,
    sql`${says('revised')} as amended`,
  ];
  const status = sql`case when status = 'missing' then 'missing' when status = 'suppressed' or hidden then 'suppressed' when value is null then 'not-computable' when status = 'provisional' or tentative then 'provisional' when status = 'revised' or amended then 'revised' else 'final' end`;
  const keys = keysOf('w', context.plan);
  const computed = sql`select ${keys}, ${value} as value, status, hidden, tentative, amended from w`;
  const shown = keysOf('x', context.plan);
  return sql`w as (select v.*, ${joinSql([...inputs, ...seen], ', ')} from v),\nx as (${computed}),\n${sql.raw(name)} as (select ${shown}, value, ${status} as status from x)`;
}
