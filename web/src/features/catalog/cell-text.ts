import { isNumberType, placeName } from '@bada/shared';
import type { NodeColumn } from '@bada/shared/catalogue';
import { formatNumber, formatValue } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { shapeText } from '../../i18n/shape-text.ts';
import { truthText } from '../../i18n/truth-text.ts';

const MAX_DECIMALS = 6;

/** Whether a column holds numbers. */
export function isNumber({ type }: NodeColumn): boolean {
  return isNumberType(type);
}

function decimalsOf(value: number): number {
  return Math.min(MAX_DECIMALS, `${value}`.split('.')[1]?.length ?? 0);
}

/** A cell as it is read: measures grouped by three, places and listed values by name with their code. */
export function cellText(
  value: string | number | null,
  { type, role, values, format }: NodeColumn,
  locale: Locale,
): string {
  if (value === null) return formatValue(null, { locale });
  if (typeof value === 'number') {
    return role === 'measure' ? formatNumber(value, decimalsOf(value)) : String(value);
  }
  if (format === 'geojson') return shapeText(value, locale) ?? value;
  if (type === 'BOOLEAN') return truthText(value === 'true', locale);
  const label = role === 'place' ? placeName(value)[locale] : values?.[value]?.[locale];
  return label === undefined || label === value ? value : `${label} (${value})`;
}
