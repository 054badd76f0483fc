import { sql } from 'kysely';
import { CITY } from '../model/place.ts';
import { isDerived, plainOf } from '../semantic/formula.ts';
import { derivedTables } from './derived-sql.ts';
import type { FormulaContext } from './formula-context.ts';
import { plainTables } from './plain-sql.ts';
import { isMedian, looksBack, readPlan } from './plan.ts';
import { refuseAccumulatedStocks } from './refuse-sums.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';
import { countedRange } from './time-range.ts';

/** The middle one of all districts' values; without every one of them there is no telling which it is. */
function medianOfDistricts({ plan, dialect }: FormulaContext): Fragment {
  const keys = ['period', ...plan.dimensions].map((name) => sql.ref(name));
  const whole = sql`count(value) = (select count(distinct place) from s)`;
  const { added, value } = dialect.quantile({ column: sql`value`, share: 0.5, keys });
  const source = added.length > 0 ? sql`(select *, ${joinSql(added, ', ')} from e)` : sql`e`;
  const status = sql`case when bool_and(status = 'missing') then 'missing' when not ${whole} then 'not-computable' when bool_or(status = 'provisional') then 'provisional' when bool_or(status = 'revised') then 'revised' else 'final' end`;
  return sql`select ${CITY} as place, ${joinSql(keys, ', ')}, case when ${whole} then ${value} end as value, ${status} as status from ${source} group by ${joinSql(keys, ', ')}`;
}

function tablesUpTo(name: 'r' | 'e', context: FormulaContext): Fragment {
  const { formula } = context.plan.indicator;
  const plain = { ...context, formula: plainOf(formula) };
  if (!isDerived(formula)) return plainTables(plain, { name, withParts: false });
  if (formula.type === 'cumulative') refuseAccumulatedStocks(plain);
  const rows = plainTables(plain, { name: 'v', withParts: true });
  return sql`${rows},\n${derivedTables(formula, context, name)}`;
}

/** Common table expressions of one indicator, ending in `r (place, period, dimensions…, value, status)`.
 * @throws BadaError `query.wrong` */
export function formulaTables(asked: Omit<FormulaContext, 'dates'>): Fragment {
  const { plan, query } = asked;
  // A range may cut the rows themselves only where the answer needs none from outside of it.
  const dates = looksBack(plan, query) ? undefined : countedRange(query, plan.grain);
  const context = { ...asked, dates };
  if (!isMedian(plan)) return tablesUpTo('r', context);
  const districts = { ...context, plan: readPlan(plan) };
  return sql`${tablesUpTo('e', districts)},\nr as (${medianOfDistricts(context)})`;
}
