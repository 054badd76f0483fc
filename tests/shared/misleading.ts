import { Grain, type Indicator, type Measure, type MetricQuery } from '@bada/shared';
import type { Table } from './random-world.ts';
import { levelsOf } from './reference-places.ts';

/** Whether published rates of places would be added up. */
function addsRates({ by }: MetricQuery, indicator: Indicator, tables: readonly Table[]): boolean {
  const { formula, cityRule, headline } = indicator;
  if (formula.type !== 'published' || by.includes('dong')) return false;
  const levels = levelsOf(tables.find(({ id }) => id === formula.measure.dataset) ?? { rows: [] });
  const dongsOnly = levels.includes('dong') && !levels.includes('district');
  const isCity = !by.includes('district');
  if (!isCity || headline.kind === 'median-of-districts') return dongsOnly;
  return cityRule === 'sum' || cityRule === 'ratio-of-sums';
}

/** Whether a sum would be told as something else: flows of all time, or flows of several periods
 * over the stock of one date. */
export function isMisleading(
  query: MetricQuery,
  indicator: Indicator,
  tables: readonly Table[],
): boolean {
  const { formula, grain } = indicator;
  if (addsRates(query, indicator, tables)) return true;
  const timeOf = ({ dataset, column }: Measure) =>
    tables.find(({ id }) => id === dataset)?.columns[column]?.[2];
  const upper = formula.type === 'ratio' ? formula.numerator : formula.measure;
  if (timeOf(upper) !== 'sum') return false;
  const ranged = query.time !== undefined && 'from' in query.time;
  const own = query.by.includes(grain);
  const whole = !query.by.some((word) => Grain.safeParse(word).success);
  const overStock = formula.type === 'ratio' && timeOf(formula.denominator) === 'last';
  return (whole && !ranged) || (overStock && !own);
}
