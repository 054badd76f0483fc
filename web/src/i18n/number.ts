import type { Locale } from './locale.ts';

/** U+2212: the sign of negative numbers on screen (△ belongs to official papers only). */
export const MINUS = '−';
/** A value that was never reported. */
export const MISSING = '-';

const NOT_COMPUTABLE: Record<Locale, string> = { ko: '산출 불가', en: 'not computable' };

/** How large numbers are written: every digit, or in steps of 만/억/조 (ko) and words (en). */
export type Notation = 'plain' | 'compact';

/** Why a value is or is not there; the same words as in an answer's `status` column. */
export type ValueStatus =
  | 'final'
  | 'provisional'
  | 'revised'
  | 'missing'
  | 'suppressed'
  | 'not-computable';

export interface QuantityOptions {
  locale: Locale;
  /** Digits after the point, as the indicator fixes them; 0 by default. */
  decimals?: number;
  /** Unit in the reader's language, e.g. `명`, `%`, `people`. */
  unit?: string;
  notation?: Notation;
  status?: ValueStatus;
}

/** A number in parts, so that the unit can be set smaller; `text` is the whole in reading order. */
export interface Quantity {
  number: string;
  unit: string;
  text: string;
}

const MAN = 1e4;
const EOK = 1e8;
const JO = 1e12;
const COMPACT_FROM = 1e5;

/** Groups digits by three and uses the typographic minus; never `-0`. */
export function formatNumber(value: number, decimals = 0): string {
  const text = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'negative',
  }).format(value);
  return text.replace('-', MINUS);
}

function significant(value: number, digits: number): string {
  const text = new Intl.NumberFormat('en-US', {
    maximumSignificantDigits: digits,
  }).format(value);
  return text.replace('-', MINUS);
}

function twoSteps(value: number, step: number, name: string, below: number, belowName: string) {
  const whole = Math.floor(value / step);
  const rest = Math.round((value - whole * step) / below);
  if (rest * below >= step) return `${formatNumber(whole + 1)}${name}`;
  const tail = rest === 0 ? '' : ` ${formatNumber(rest)}${belowName}`;
  return `${formatNumber(whole)}${name}${tail}`;
}

function koreanSteps(size: number): string {
  if (size >= JO - EOK / 2) return twoSteps(size, JO, '조', EOK, '억');
  if (size >= 10 * EOK) return `${formatNumber(Number((size / EOK).toPrecision(4)), 0)}억`;
  if (size >= EOK - MAN / 2) return twoSteps(size, EOK, '억', MAN, '만');
  return `${significant(size / MAN, 4)}만`;
}

function englishWords(size: number): string {
  if (size >= JO) return `${significant(size / JO, 4)} trillion`;
  if (size >= 1e9) return `${significant(size / 1e9, 4)} billion`;
  if (size >= 1e6) return `${significant(size / 1e6, 4)} million`;
  return formatNumber(size);
}

function compact(value: number, locale: Locale): string {
  const size = Math.abs(value);
  const text = locale === 'ko' ? koreanSteps(size) : englishWords(size);
  return value < 0 ? `${MINUS}${text}` : text;
}

/** `331.6만` becomes `331.6` and `만`, so that the step is set with the unit. */
function splitStep(text: string): { number: string; step: string } {
  const match = /^(.*\d)\s?([^\d]*)$/.exec(text);
  return { number: match?.[1] ?? text, step: match?.[2] ?? '' };
}

/** Korean sets `%` and unit letters tight, counts and words apart: `21.6%`, `14,545명`, `331.6만 명`. */
function joinUnit(number: string, step: string, unit: string, locale: Locale): Quantity {
  const tight = /^[%‰°]/.test(unit) || (locale === 'ko' && step === '' && /^[가-힣]/.test(unit));
  const head = step === '' ? number : locale === 'ko' ? `${number}${step}` : `${number} ${step}`;
  const unitPart = [step, unit].filter((part) => part !== '').join(' ');
  const text = unit === '' ? head : `${head}${tight ? '' : ' '}${unit}`;
  return { number, unit: unitPart, text };
}

/** `산출 불가` / `not computable`. */
function notComputable(locale: Locale): string {
  return NOT_COMPUTABLE[locale];
}

/**
 * A value as it is read: fixed decimals, grouped digits, unit apart.
 * Missing and suppressed values are `-`, not computable ones say so, zero stays `0`.
 */
export function formatQuantity(value: number | null, options: QuantityOptions): Quantity {
  const { locale, decimals = 0, unit = '', notation = 'plain', status = 'final' } = options;
  if (status === 'not-computable') {
    return { number: notComputable(locale), unit: '', text: notComputable(locale) };
  }
  if (value === null || status === 'missing' || status === 'suppressed') {
    return { number: MISSING, unit: '', text: MISSING };
  }
  if (!Number.isFinite(value)) {
    return { number: notComputable(locale), unit: '', text: notComputable(locale) };
  }
  if (notation === 'compact' && Math.abs(value) >= COMPACT_FROM) {
    const { number, step } = splitStep(compact(value, locale));
    return joinUnit(number, step, unit, locale);
  }
  return joinUnit(formatNumber(value, decimals), '', unit, locale);
}

/** The whole of {@link formatQuantity} as one string. */
export function formatValue(value: number | null, options: QuantityOptions): string {
  return formatQuantity(value, options).text;
}

/** A round number on an axis, with no more decimals than it has: `1,500`, `0.25`, ko `35만`. */
export function formatAxisNumber(value: number, locale: Locale): string {
  const size = Math.abs(value);
  if (locale === 'ko' && size >= MAN && size < EOK && value % 1000 === 0) {
    return `${formatNumber(value / MAN, Number.isInteger(value / MAN) ? 0 : 1)}만`;
  }
  if (size >= COMPACT_FROM) return formatValue(value, { locale, notation: 'compact' });
  // Steps of a fraction add up with dust in the last places.
  const clean = Number(value.toPrecision(12));
  const decimals = `${clean}`.split('.')[1]?.length ?? 0;
  return formatNumber(clean, Math.min(3, decimals));
}
