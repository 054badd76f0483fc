import type { MetricQuery } from '../query/metric-query.ts';
import type { Indicator } from '../semantic/indicator.ts';

/** Asks for what an indicator is told by: its headline over all periods, of one place where the city
 * has no value. */
export function headlineQuery({ headline, reportGrain, id }: Indicator): MetricQuery {
  const isPlace = headline.kind === 'place';
  const where: MetricQuery['where'] = isPlace
    ? [{ dimension: 'place', op: '=', values: [headline.place] }]
    : [];
  return { v: 1, indicators: [{ id }], by: [isPlace ? 'district' : 'city', reportGrain], where };
}
