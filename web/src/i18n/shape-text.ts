import { type ShapeKind, ShapeSummary, shapeKindOf, shapeSummary } from '@bada/shared';
import { formatNumber } from './format.ts';
import type { Locale } from './locale.ts';

const KINDS: Readonly<Record<Locale, Record<ShapeKind, string>>> = {
  ko: { point: '점', line: '선', area: '면', mixed: '여러 가지' },
  en: { point: 'points', line: 'lines', area: 'areas', mixed: 'mixed' },
};

/** A shape in words, in place of its coordinates: `도형 2개(면, 꼭짓점 48개)`. */
function summaryText({ kind, parts, positions }: ShapeSummary, locale: Locale): string {
  const [count, corners] = [formatNumber(parts), formatNumber(positions)];
  return locale === 'ko'
    ? `도형 ${count}개(${KINDS.ko[kind]}, 꼭짓점 ${corners}개)`
    : `shapes: ${count} (${KINDS.en[kind]}, positions: ${corners})`;
}

/** What a GeoJSON geometry is, in words; undefined where the text is none. One that was cut off tells its kind alone. */
export function shapeText(text: string, locale: Locale): string | undefined {
  const whole = shapeSummary(text);
  if (whole) return summaryText(whole, locale);
  const kind = shapeKindOf(text);
  if (kind === undefined) return undefined;
  return locale === 'ko' ? `도형(${KINDS.ko[kind]})` : `shape (${KINDS.en[kind]})`;
}

/** The same from a `ShapeSummary` as JSON. */
export function summaryTextOf(json: string, locale: Locale): string | undefined {
  const summary = ShapeSummary.safeParse(JSON.parse(json));
  return summary.success ? summaryText(summary.data, locale) : undefined;
}
