import { useMemo } from 'react';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { type Classification, classCounts, classify, classLabels } from '../../map/classify.ts';
import { useApp } from '../../state/context.tsx';
import type { LegendClass } from '../../ui/legend.tsx';
import { classColours } from '../../ui/palettes.ts';
import type { DetailModel } from './detail-model.ts';
import { valueInList } from './wording.ts';

/** How districts are coloured: the same classes at every time, counted for the shown one. */
export interface Classes {
  readonly classification: Classification;
  readonly colours: readonly string[];
  readonly legend: readonly LegendClass[];
}

/** Divides the districts' values into classes as the reader chose. */
export function useClasses(model: DetailModel): Classes {
  const locale = useLocale();
  const { ui } = useMessages();
  const method = useApp((state) => state.view.classing);
  const theme = useApp((state) => state.theme);
  const { indicator, allValues, figures } = model;
  return useMemo(() => {
    const classification = classify(allValues, { method, decimals: indicator.decimals });
    const colours = classColours(classification.count, theme);
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
