import type { Indicator } from '@bada/shared';
import { useMemo } from 'react';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import {
  type Classification,
  classCounts,
  classify,
  classifyAround,
  classLabels,
} from '../../map/classify.ts';
import { useApp } from '../../state/context.tsx';
import type { LegendClass } from '../../ui/legend.tsx';
import { classColours, divergingAround } from '../../ui/palettes.ts';
import type { Theme } from '../../ui/theme.ts';
import type { DetailModel } from './detail-model.ts';
import { valueInList } from './wording.ts';

/** How districts are coloured: the same classes at every time, counted for the shown one. */
export interface Classes {
  readonly classification: Classification;
  readonly colours: readonly string[];
  readonly legend: readonly LegendClass[];
}

/** A change is read from zero in both directions, everything else from low to high. */
function coloured(
  { formula }: Indicator,
  values: DetailModel['allValues'],
  options: { method: 'quantile' | 'natural'; decimals: number },
  theme: Theme,
): Pick<Classes, 'classification' | 'colours'> {
  if (formula.type === 'change') {
    const classification = classifyAround(values, { ...options, middle: 0 });
    const { below, above } = classification;
    return { classification, colours: divergingAround(below, above, theme) };
  }
  const classification = classify(values, options);
  return { classification, colours: classColours(classification.count, theme) };
}

/** Divides the districts' values into classes as the reader chose. */
export function useClasses(model: DetailModel): Classes {
  const locale = useLocale();
  const { ui } = useMessages();
  const method = useApp((state) => state.view.classing);
  const theme = useApp((state) => state.theme);
  const { indicator, allValues, figures } = model;
  return useMemo(() => {
    const options = { method, decimals: indicator.decimals };
    const { classification, colours } = coloured(indicator, allValues, options, theme);
    const format = (bound: number) => valueInList(indicator, bound, locale);
    const labels = classLabels(classification, format, ui);
    const counts = classCounts(
      classification,
      figures.map(({ point }) => point.value),
    );
    const legend = labels.map((label, index) => ({
      label,
      colour: colours[index] ?? '',
      count: counts[index] ?? 0,
    }));
    return { classification, colours, legend };
  }, [allValues, method, indicator, theme, locale, ui, figures]);
}
