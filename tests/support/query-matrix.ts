import type { Indicator, MetricQuery } from '@bada/shared';
import { Grain } from '@bada/shared';

type Part = Partial<MetricQuery> & { readonly by: string[] };

/** Grains an indicator can be asked at: its own and coarser, where sums or last values make sense. */
function grainsOf({ grain, formula }: Indicator): Grain[] {
  const own = Grain.options.indexOf(grain);
  const coarser = formula.type === 'published' || formula.type === 'change';
  return coarser ? [grain] : Grain.options.slice(0, own + 1);
}

/** Births of several years over the residents of one date are refused. */
function canBundle({ id, formula }: Indicator): boolean {
  return id !== 'crude-birth-rate' && formula.type !== 'published' && formula.type !== 'change';
}

function partsOf(indicator: Indicator): Part[] {
  const whole: Part[] = indicator.levels.flatMap((level) =>
    grainsOf(indicator).map((grain) => ({ by: [level, grain] })),
  );
  const own = indicator.grain;
  const compared: Part[] = (['previous-period', 'same-period-last-year'] as const).map(
    (compare) => ({
      by: ['district', own],
      compare,
    }),
  );
  const cut: Part[] = [
    {
      by: ['district', own],
      where: [{ dimension: 'place', op: 'in', values: ['26350', '26110'] }],
    },
    { by: ['city', own], time: { from: '2018-01-01', to: '2021-12-31' } },
    { by: ['district', own], time: { last: 2, grain: own } },
    { by: ['district', own], orderBy: { column: 'value', direction: 'desc' }, limit: 7 },
  ];
  const split: Part[] = indicator.dimensions.map((dimension) => ({ by: ['city', own, dimension] }));
  const range = { from: '2012-01-01', to: '2024-12-31' };
  const bundled: Part[] = canBundle(indicator) ? [{ by: ['district'], time: range }] : [];
  return [...whole, ...compared, ...cut, ...split, ...bundled];
}

/** Queries that between them use every formula, grain, comparison, filter and dimension. */
export function queryMatrix(indicators: readonly Indicator[]): MetricQuery[] {
  return indicators.flatMap((indicator) =>
    partsOf(indicator).map((part) => ({
      v: 1,
      indicators: [{ id: indicator.id }],
      where: [],
      ...part,
    })),
  );
}
