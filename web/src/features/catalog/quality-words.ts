import { officialErrorRate } from '@bada/shared';
import type { QualityDetail } from '@bada/shared/intake';
import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { Messages } from '../../i18n/messages/messages.ts';
import { rateText } from './task-words.ts';

/** A score in words; undiagnosed is no number. */
export function pointsText(score: number | null, words: Messages['quality']): string {
  return score === null ? words.undiagnosed : words.trend.points(formatNumber(score, 1));
}

/** A share (0 to 1) in per cent, rounded down, so that only all of it reads as 100 %. */
export function shareText(share: number): string {
  return `${formatNumber(Math.floor(share * 1000) / 10, 1)}%`;
}

/** The official error rate and the band it falls into. */
export function officialText(
  { report, formula }: QualityDetail,
  { words, locale }: { words: Messages['quality']; locale: Locale },
): { rate: string; band: string } {
  const { percent } = officialErrorRate(formula, report?.value.results ?? []);
  if (percent === null) return { rate: words.undiagnosed, band: words.undiagnosed };
  const { officialBands } = formula;
  const band = officialBands.find(({ below }) => below === undefined || percent < below);
  const highest = officialBands.findLast(({ below }) => below !== undefined)?.below ?? 0;
  const text =
    band?.below === undefined ? words.bandAbove(`${highest}`) : words.bandBelow(`${band.below}`);
  return { rate: rateText(percent, locale) ?? words.undiagnosed, band: text };
}
