import { Grain, type Indicator, type Measure, type MetricQuery } from '@bada/shared';
import type { Table } from './random-world.ts';

/** Whether a sum would be told as something else: flows of all time, or flows of several periods
 * over the stock of one date. */
export function isMisleading(
  query: MetricQuery,
  { formula, grain }: Indicator,
  tables: readonly Table[],
) {
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
