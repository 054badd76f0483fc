import type { Answer, Indicator, PeriodStart } from '@bada/shared';
import { createContext, useContext } from 'react';
import { useLocale } from '../../i18n/locale-context.tsx';
import { figureCaveats } from './detail-model.ts';

/** The indicator and answer whose caveats the panel's figures carry. */
export const CaveatSource = createContext<
  { readonly indicator: Indicator; readonly answer: Answer } | undefined
>(undefined);

/** Texts of what a reader must know about one figure. */
export function useCaveats(): (place: string, period: PeriodStart) => string[] {
  const source = useContext(CaveatSource);
  const locale = useLocale();
  return (place, start) => {
    if (!source) return [];
    const { indicator, answer } = source;
    return figureCaveats(answer, { indicator, place, start }).map((caveat) => caveat[locale]);
  };
}
