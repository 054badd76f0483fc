import { type Indicator, type Strategy, strategyOf } from '@bada/shared';

/** Indicators that serve one strategy; without one where none of theirs is shown. */
export interface IndicatorGroup {
  readonly strategy: Strategy | undefined;
  readonly members: readonly Indicator[];
}

/** Indicators by the strategies that are shown, in the strategies' order; the rest come last. */
export function groupsOf(
  indicators: readonly Indicator[],
  strategies: readonly Strategy[],
  samples: boolean,
): IndicatorGroup[] {
  const byStrategy = Map.groupBy(indicators, ({ strategy: id }) =>
    strategyOf(strategies, { id, samples }),
  );
  return [...strategies, undefined].flatMap((strategy) => {
    const members = byStrategy.get(strategy);
    return members ? [{ strategy, members }] : [];
  });
}
