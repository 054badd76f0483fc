import type { TrendContent } from './trend-props.ts';

/** A value axis with round ends. */
export interface ValueAxis {
  min: number;
  max: number;
  interval: number;
}

const STEPS = 4;

function niceStep(span: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(span, 1e-9) / STEPS));
  const step = [1, 2, 2.5, 5, 10].find((share) => share * power * STEPS >= span * 0.999);
  return (step ?? 10) * power;
}

/** The range of all values and the target; it holds zero unless the content says otherwise. */
export function valueAxis({ series, target, fromZero = true }: TrendContent): ValueAxis {
  const values = series.flatMap(({ points }) => points.flatMap((point) => point.value ?? []));
  const all = [...values, ...(target?.points ?? []).map((point) => point.value)];
  if (fromZero || all.length === 0) all.push(0);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const interval = niceStep(high - low || Math.abs(high) || 1);
  const min = Math.floor(low / interval) * interval;
  const max = Math.ceil(high / interval) * interval;
  return { min, max: max === min ? min + interval : max, interval };
}
