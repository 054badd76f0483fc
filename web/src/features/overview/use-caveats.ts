import type { Answer, IsoDate } from '@bada/shared';
import { createContext, useContext } from 'react';
import { useLocale } from '../../i18n/locale-context.tsx';
import { figureCaveats } from './detail-model.ts';

/** The answer whose caveats the panel's figures carry. */
export const CaveatSource = createContext<Answer | undefined>(undefined);

/** Texts of what a reader must know about one figure. */
export function useCaveats(): (place: string, period: IsoDate) => string[] {
  const answer = useContext(CaveatSource);
  const locale = useLocale();
  return (place, period) =>
    answer ? figureCaveats(answer, place, period).map((caveat) => caveat[locale]) : [];
}
