import { canonicalJson } from './canonical.ts';
import type { LinkedMeasure, LinkedView } from './linked-view.ts';

/** What measures are put together from. The first three kinds add up over slots, `min` and `max`
 * combine; `quantile` and `distinct` do neither and are asked of the rows each time. */
export type Component =
  | { readonly agg: 'rows' }
  | { readonly agg: 'present' | 'sum' | 'min' | 'max'; readonly column: string }
  | { readonly agg: 'quantile'; readonly column: string; readonly q: number }
  | { readonly agg: 'distinct'; readonly column: string };

const ROWS: Component = { agg: 'rows' };

function summed(column: string): Component[] {
  return [
    { agg: 'sum', column },
    { agg: 'present', column },
  ];
}

function componentsOfMeasure(measure: LinkedMeasure): Component[] {
  switch (measure.agg) {
    case 'count':
      return [ROWS];
    case 'sum':
    case 'mean':
      return summed(measure.column);
    case 'ratio':
      return [...summed(measure.numerator), ...summed(measure.denominator)];
    case 'quantile':
      return [{ agg: 'quantile', column: measure.column, q: measure.q }];
    default:
      return [{ agg: measure.agg, column: measure.column }];
  }
}

/** Stable name of a component. */
export function componentKey(component: Component): string {
  return canonicalJson(component);
}

/** Each component once, in order. */
export function distinctComponents(components: readonly Component[]): Component[] {
  return [...new Map(components.map((one) => [componentKey(one), one])).values()];
}

/** What a view needs; the number of rows always comes first. */
export function componentsOf(view: LinkedView): Component[] {
  return distinctComponents([ROWS, ...view.measures.flatMap(componentsOfMeasure)]);
}

/** The first measure that no cube can hold. */
export function uncubedMeasure(view: LinkedView): LinkedMeasure | undefined {
  return view.measures.find(({ agg }) => agg === 'quantile' || agg === 'distinct');
}

/** Values of a component per key of a view. */
export type ComponentValues = (component: Component) => Float64Array;

function quotient(above: Float64Array, below: Float64Array): Float64Array {
  return above.map((value, key) => {
    const by = below[key] ?? 0;
    return by === 0 ? Number.NaN : value / by;
  });
}

/** A sum over nothing is missing and not zero. */
function sumWhere(sum: Float64Array, present: Float64Array): Float64Array {
  return sum.map((value, key) => (present[key] === 0 ? Number.NaN : value));
}

function finite(values: Float64Array): Float64Array {
  return values.map((value) => (Number.isFinite(value) ? value : Number.NaN));
}

/** A measure per key of a view; `NaN` where there is nothing to measure. */
export function evaluateMeasure(measure: LinkedMeasure, values: ComponentValues): Float64Array {
  const sum = (column: string) => values({ agg: 'sum', column });
  const present = (column: string) => values({ agg: 'present', column });
  switch (measure.agg) {
    case 'count':
      return values(ROWS);
    case 'sum':
      return sumWhere(sum(measure.column), present(measure.column));
    case 'mean':
      return quotient(sum(measure.column), present(measure.column));
    case 'ratio': {
      const { numerator, denominator } = measure;
      return quotient(sumWhere(sum(numerator), present(numerator)), sum(denominator));
    }
    case 'quantile':
      return values({ agg: 'quantile', column: measure.column, q: measure.q });
    case 'distinct':
      return values({ agg: 'distinct', column: measure.column });
    default:
      return finite(values({ agg: measure.agg, column: measure.column }));
  }
}
