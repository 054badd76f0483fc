import {
  type ChangeOverYear,
  type Indicator,
  type PeriodStart,
  periodStart,
  type ValueStatus,
  type YearChange,
} from '@bada/shared';
import {
  formatChange,
  formatPeriod,
  formatQuantity,
  formatRelativeChange,
  formatValue,
  type Quantity,
} from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { OverviewMessages } from '../../i18n/messages/overview.ts';

/** A value with its unit for cards and sentences; large counts in 만 and 억. */
export function valueInWords(
  indicator: Indicator,
  value: number | null,
  locale: Locale,
  status: ValueStatus = 'final',
): Quantity {
  const { decimals, unit } = indicator;
  return formatQuantity(value, {
    locale,
    decimals,
    unit: unit[locale],
    notation: 'compact',
    status,
  });
}

/** A value with all its digits and no unit, for lists whose heading holds the unit. */
export function valueInList(
  indicator: Indicator,
  value: number | null,
  locale: Locale,
  status: ValueStatus = 'final',
): string {
  return formatValue(value, { locale, decimals: indicator.decimals, status });
}

/** A period at the indicator's grain. */
export function periodInWords(
  indicator: Indicator,
  start: PeriodStart,
  locale: Locale,
  style: 'long' | 'short' = 'long',
): string {
  return formatPeriod({ start, grain: indicator.reportGrain }, locale, style);
}

/** A change with its sign: points for rates, per cent for everything else. */
export function amountInWords(change: ChangeOverYear, locale: Locale): string {
  return change.inPoints
    ? formatChange(change.amount, { locale, decimals: 1, unit: '%' })
    : formatRelativeChange(change.amount / 100);
}

/** A change with what it is compared with, or in words why there is none. */
export function changeInWords(
  indicator: Indicator,
  change: YearChange,
  { locale, words, style }: { locale: Locale; words: OverviewMessages; style: 'long' | 'short' },
): string {
  const named = (start: PeriodStart) => periodInWords(indicator, start, locale, style);
  if (change.kind === 'change') {
    const { base, months } = change;
    return words.change.since(named(base.period), months, amountInWords(change, locale));
  }
  switch (change.reason) {
    case 'no-value':
      return words.noValue;
    case 'not-offered':
      return words.change.notOffered;
    case 'no-year-earlier':
      return words.change.noYearEarlier(named(change.wanted));
    case 'from-zero':
      return words.change.fromZero(named(change.wanted));
    case 'break':
      return words.change.broken(
        periodInWords(indicator, periodStart(change.at.at, indicator.reportGrain), locale),
      );
  }
}

/** The difference of two values in the indicator's own unit, without a sign. */
export function differenceInWords(
  indicator: Indicator,
  difference: number,
  locale: Locale,
): string {
  const { decimals, unit } = indicator;
  const own = unit.percent ? (locale === 'ko' ? '%p' : 'pp') : unit[locale];
  return formatValue(Math.abs(difference), { locale, decimals, unit: own, notation: 'compact' });
}

/** What the headline of an indicator stands for: the city, a median, a station. */
export function headlineName(indicator: Indicator, locale: Locale, city: string): string {
  const { headline } = indicator;
  return headline.kind === 'city' ? city : headline.label[locale];
}
