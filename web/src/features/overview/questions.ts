import type { Indicator, MetricQuery } from '@bada/shared';

/** What a card asks: the headline over all periods, of one place where the city has no value. */
export function cardQuestion(indicator: Indicator): MetricQuery {
  const { headline, reportGrain, id } = indicator;
  const level = headline.kind === 'place' ? 'district' : 'city';
  const where: MetricQuery['where'] =
    headline.kind === 'place' ? [{ dimension: 'place', op: '=', values: [headline.place] }] : [];
  return { v: 1, indicators: [{ id }], by: [level, reportGrain], where };
}

/** What the panel below the cards asks: every district over all periods, in one request. */
export function detailQuestion(indicator: Indicator): MetricQuery {
  const { reportGrain, id } = indicator;
  return { v: 1, indicators: [{ id }], by: ['district', reportGrain], where: [] };
}
