import { type Indicator, isRelative } from '@bada/shared';

/** The chosen indicator; before a choice the first on a map whose places can be set beside each other: a map of counts
 * shows where many people live. */
export function chosenIndicator(
  indicators: readonly Indicator[],
  id: string | undefined,
): Indicator | undefined {
  const mapped = ({ views, formula }: Indicator) => views.includes('map') && isRelative(formula);
  return indicators.find((one) => one.id === id) ?? indicators.find(mapped) ?? indicators[0];
}
