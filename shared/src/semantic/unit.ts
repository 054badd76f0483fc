import { z } from 'zod';
import type { Localized } from '../model/localized.ts';

/** A unit as an exact multiple (`numerator` ÷ `denominator`) of the base unit of what it measures. */
interface Unit {
  /** Only units of one quantity can be converted: persons are no households. */
  readonly quantity: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly sign: Localized;
  /** Further ways in which contracts and files write it. */
  readonly also: readonly string[];
}

function unit(
  quantity: string,
  [numerator, denominator]: readonly [number, number],
  [ko, en, ...also]: readonly [string, string, ...string[]],
): Unit {
  return Object.freeze({ quantity, numerator, denominator, sign: { ko, en }, also });
}

/** The units that conversions are known for. Factors are whole numbers, so that nothing is rounded on the way. */
const UNITS = {
  persons: unit('persons', [1, 1], ['명', 'people', '인']),
  'thousand-persons': unit('persons', [1000, 1], ['천 명', 'thousand people', '천명']),
  'ten-thousand-persons': unit('persons', [10_000, 1], ['만 명', 'ten thousand people', '만명']),
  households: unit('households', [1, 1], ['세대', 'households', '가구']),
  won: unit('money', [1, 1], ['원', 'won', 'KRW']),
  'thousand-won': unit('money', [1000, 1], ['천원', 'thousand won', '천 원']),
  'million-won': unit('money', [1_000_000, 1], ['백만원', 'million won', '백만 원']),
  'hundred-million-won': unit('money', [100_000_000, 1], ['억원', '100 million won', '억 원']),
  one: unit('share', [1, 1], ['배', 'times']),
  percent: unit('share', [1, 100], ['%', '%', '퍼센트', '％']),
  permille: unit('share', [1, 1000], ['‰', '‰', '퍼밀']),
  m: unit('length', [1, 1], ['m', 'm', '미터']),
  km: unit('length', [1000, 1], ['km', 'km', '㎞']),
  m2: unit('area', [1, 1], ['㎡', 'm²', 'm2']),
  hectare: unit('area', [10_000, 1], ['ha', 'ha', '헥타르', '㏊']),
  km2: unit('area', [1_000_000, 1], ['㎢', 'km²', 'km2']),
  'ug-per-m3': unit('concentration', [1, 1], ['㎍/㎥', 'µg/m³', 'ug/m3', 'μg/m³']),
  'mg-per-m3': unit('concentration', [1000, 1], ['㎎/㎥', 'mg/m³', 'mg/m3']),
  ppb: unit('mixing ratio', [1, 1], ['ppb', 'ppb']),
  ppm: unit('mixing ratio', [1000, 1], ['ppm', 'ppm']),
  minutes: unit('time', [1, 1], ['분', 'minutes']),
  hours: unit('time', [60, 1], ['시간', 'hours']),
  days: unit('time', [1440, 1], ['일', 'days']),
} as const satisfies Record<string, Unit>;

/** Name of a unit in contracts. */
export const UnitId = z.enum(Object.keys(UNITS) as [keyof typeof UNITS, ...(keyof typeof UNITS)[]]);
export type UnitId = z.infer<typeof UnitId>;

const byWord: ReadonlyMap<string, UnitId> = new Map(
  UnitId.options.flatMap((id) => {
    const { sign, also } = UNITS[id];
    return [id, sign.ko, sign.en, ...also].map((word) => [word, id] as const);
  }),
);

/** The unit that a word stands for: its name or a way of writing it; undefined for one that is not known. */
export function unitOf(word: string): UnitId | undefined {
  return byWord.get(word.trim());
}

/** How a unit is written. */
export function unitSign(id: UnitId): Localized {
  return UNITS[id].sign;
}

/** What a value is multiplied by and then divided by; both whole and without a common divisor. */
export interface Conversion {
  readonly times: number;
  readonly over: number;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** How values of one unit become those of another; undefined where they measure different things. */
export function conversion(from: UnitId, to: UnitId): Conversion | undefined {
  const [own, wanted] = [UNITS[from], UNITS[to]];
  if (own.quantity !== wanted.quantity) return undefined;
  const times = own.numerator * wanted.denominator;
  const over = own.denominator * wanted.numerator;
  const divisor = commonDivisor(times, over);
  return { times: times / divisor, over: over / divisor };
}
