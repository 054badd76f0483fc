import {
  measuredRate,
  QUALITY_CRITERIA,
  QualityCriterion,
  type Task,
  type TaskMeasure,
} from '@bada/shared';
import type { TaskPage } from '@bada/shared/intake';
import { formatNumber, formatValue } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { TaskMessages } from '../../i18n/messages/tasks.ts';

/** Name of a criterion of the official diagnosis; an unknown one as it stands. */
export function criterionText(criterion: string, locale: Locale): string {
  const known = QualityCriterion.safeParse(criterion);
  return known.success ? QUALITY_CRITERIA[known.data].name[locale] : criterion;
}

/** Least rate, in per cent, from which so many decimals do. */
const DECIMALS = [
  [0.1, 2],
  [0.01, 3],
] as const;
const MOST_DECIMALS = 4;

/** An error rate with as many decimals as it needs: a small one must not read as none. */
export function rateText(percent: number | null, locale: Locale): string | null {
  if (percent === null) return null;
  const enough = DECIMALS.find(([least]) => percent >= least || percent === 0);
  return formatValue(percent, { locale, decimals: enough?.[1] ?? MOST_DECIMALS, unit: '%' });
}

/** What a check found in words: `80개 가운데 3개 오류(3.75%)`. */
export function measureText(measure: TaskMeasure, words: TaskMessages, locale: Locale): string {
  const rate = rateText(measuredRate(measure), locale);
  if (rate === null) return words.unchecked;
  return words.counts(formatNumber(measure.errors), formatNumber(measure.evaluated), rate);
}

/** The rates before and after in words. */
export function ratesText({ before, after }: Task, words: TaskMessages, locale: Locale): string {
  const was = rateText(measuredRate(before), locale) ?? words.unchecked;
  const is = rateText(measuredRate(after), locale) ?? words.unchecked;
  return was === is ? words.sameRate(is) : words.rates(was, is);
}

/** Titles of the columns that a task is about; their ids where no title is known. */
export function columnTitles({ subject }: Task, { columns }: TaskPage['names'], locale: Locale) {
  const titles = columns[subject.dataset];
  return subject.columns.map((name) => titles?.[name]?.[locale] ?? name).join(', ');
}

/** Name of a task: dataset, kind of rule and columns. */
export function taskName(
  { subject }: Task,
  {
    words,
    locale,
    dataset,
    columns,
  }: { words: TaskMessages; locale: Locale; dataset: string; columns: string },
): string {
  const rule = criterionText(subject.criterion, locale);
  return words.name(rule, columns, dataset);
}
