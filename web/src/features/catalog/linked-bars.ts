import { placeName } from '@bada/shared';
import type { LinkedColumns, LinkedDimension, Selection } from '@bada/shared/linked';
import { formatNumber, formatPeriod } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { LinkedMessages } from '../../i18n/messages/linked.ts';
import { cellText } from './cell-text.ts';
import { binGrain, binStart, dateOf, type LinkedAxis, WEIGHT } from './linked-axes.ts';
import type { LinkedShown } from './use-linked.ts';

/** A bar of a view: what it stands for, and how much of it is chosen. */
export interface LinkedBar {
  readonly slot: number;
  readonly label: string;
  /** `NaN` where there is nothing to measure. */
  readonly now: number;
  readonly whole: number;
  /** What is chosen by it; absent for missing and other values. */
  readonly value?: string | number;
}

/** Where the words of bars come from. */
export interface LinkedWords {
  readonly locale: Locale;
  readonly words: LinkedMessages;
}

type Binned = Extract<LinkedDimension, { kind: 'binned' }>;

function decimalsOf(step: number): number {
  return Math.max(0, Math.min(6, -Math.floor(Math.log10(step))));
}

/** The value at which a bin begins, in words; `count` stands for the end of the last. */
export function edgeText(dimension: Binned, bin: number, locale: Locale): string {
  const start = binStart(dimension, bin);
  const grain = binGrain(dimension);
  if (grain) return formatPeriod({ start: dateOf(start), grain }, locale, 'short');
  return formatNumber(start, decimalsOf(dimension.step));
}

/** The end of the bins before this one, in words: where a bin is one period or number, the last of them. */
export function endText(dimension: Binned, bin: number, locale: Locale): string {
  const isPoint =
    binGrain(dimension) !== undefined || (dimension.type === 'integer' && dimension.step === 1);
  return edgeText(dimension, isPoint ? bin - 1 : bin, locale);
}

/** Bins from the first up to and without the second, in words. */
export function rangeText(
  dimension: Binned,
  [from, to]: readonly [number, number],
  { locale, words }: LinkedWords,
): string {
  return words.from(edgeText(dimension, from, locale), endText(dimension, to, locale));
}

function measured(columns: LinkedColumns | undefined, slot: number): number {
  return columns?.measures[WEIGHT]?.[slot] ?? Number.NaN;
}

/** The bars of one view; missing and other values come last, where there are any. */
export function barsOf(
  { column, dimension }: LinkedAxis,
  shown: LinkedShown,
  { locale, words }: LinkedWords,
): LinkedBar[] {
  const now = shown.now.get(column.name);
  const whole = shown.whole.get(column.name);
  const bar = (slot: number, label: string, value?: string | number): LinkedBar => ({
    ...{ slot, label, now: measured(now, slot), whole: measured(whole, slot) },
    ...(value === undefined ? {} : { value }),
  });
  const odd = (slot: number, label: string) =>
    (whole?.rows[slot] ?? 0) > 0 ? [bar(slot, label)] : [];
  if (dimension.kind === 'coded') {
    const last = dimension.values.length + 1;
    return [
      ...dimension.values.map((value, at) => bar(at + 1, valueText(value, column, locale), value)),
      ...odd(last, words.others),
      ...odd(0, words.missing),
    ].filter(({ slot, value }) => value === undefined || (whole?.rows[slot] ?? 0) > 0);
  }
  const bins = Array.from({ length: dimension.count }, (_, bin) =>
    bar(bin + 2, rangeText(dimension, [bin, bin + 1], { locale, words }), bin),
  );
  return [...bins, ...odd(0, words.missing)];
}

function valueText(value: string | number, column: LinkedAxis['column'], locale: Locale): string {
  if (column.role === 'place') return placeName(String(value))[locale];
  return column.values?.[String(value)]?.[locale] ?? cellText(value, column, locale);
}

/** Bins that a view has chosen on its own dimension, `[from, to)`. */
export function chosenBins(selection: Selection, { column, dimension }: LinkedAxis) {
  const clause = selection.clauses.find(({ view }) => view === column.name);
  if (clause?.type !== 'interval' || dimension.kind !== 'binned') return undefined;
  const bin = (value: number | null, open: number) =>
    value === null ? open : Math.round((value - dimension.from) / dimension.step);
  return [bin(clause.from, 0), bin(clause.to, dimension.count)] as const;
}

/** Values that a view has chosen on its own dimension. */
export function chosenValues(selection: Selection, { column }: LinkedAxis): (string | number)[] {
  const clause = selection.clauses.find(({ view }) => view === column.name);
  if (!clause || clause.type === 'interval') return [];
  const values: readonly (string | number | null)[] = clause.values;
  return values.filter((value) => value !== null);
}

/** What a view has chosen, in words. */
export function choiceText(
  selection: Selection,
  axis: LinkedAxis,
  { locale, words }: LinkedWords,
): string {
  const { column, dimension } = axis;
  const bins = chosenBins(selection, axis);
  const what =
    bins && dimension.kind === 'binned'
      ? rangeText(dimension, bins, { locale, words })
      : chosenValues(selection, axis)
          .map((value) => valueText(value, column, locale))
          .join(', ');
  return `${column.title[locale]} ${what}`;
}
