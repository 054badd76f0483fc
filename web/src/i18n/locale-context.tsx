import { createContext, type ReactNode, useContext } from 'react';
import type { Locale } from './locale.ts';
import { en } from './messages/en.ts';
import { ko } from './messages/ko.ts';
import type { Messages } from './messages/messages.ts';

const CATALOGUES: Record<Locale, Messages> = { ko, en };
const LocaleContext = createContext<Locale>('ko');

/** The catalogue of one language, for code outside of components. */
export function messagesOf(locale: Locale): Messages {
  return CATALOGUES[locale];
}

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

export function useMessages(): Messages {
  return CATALOGUES[useLocale()];
}
