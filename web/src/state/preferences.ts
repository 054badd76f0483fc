import { Locale } from '@bada/shared';
import { z } from 'zod';

/** Colour themes. */
export const Theme = z.enum(['light', 'dark', 'contrast']);
export type Theme = z.infer<typeof Theme>;

/** What a reader chose for every page; what was never chosen is absent. */
export interface Chosen {
  readonly locale?: Locale;
  readonly theme?: Theme;
}

/** How pages are shown, and which of it was chosen: by the reader or by the link that was followed. */
export interface Preferences {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly chosen: Chosen;
}

/** Keys in the browser's storage and in the address; `boot.js` reads the same before the first paint. */
const STORED = { locale: 'bada.locale', theme: 'bada.theme' } as const;
const IN_ADDRESS = { locale: 'lang', theme: 'theme' } as const;

function systemTheme(): Theme {
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function chosenOf(locale: string | null, theme: string | null): Chosen {
  const [language, colours] = [Locale.safeParse(locale), Theme.safeParse(theme)];
  return {
    ...(language.success ? { locale: language.data } : {}),
    ...(colours.success ? { theme: colours.data } : {}),
  };
}

/** The preferences that an address holds. */
export function decodeChosen(search: string): Chosen {
  const query = new URLSearchParams(search);
  return chosenOf(query.get(IN_ADDRESS.locale), query.get(IN_ADDRESS.theme));
}

/** An address inside the app with what was chosen written into it, so that whoever opens it reads it
 * in the same language and theme. */
export function withChosen(href: string, { locale, theme }: Chosen): string {
  if (locale === undefined && theme === undefined) return href;
  const [, path = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(href) ?? [];
  const query = new URLSearchParams(search);
  if (locale !== undefined) query.set(IN_ADDRESS.locale, locale);
  if (theme !== undefined) query.set(IN_ADDRESS.theme, theme);
  return `${path}?${query}${hash}`;
}

/** The preferences of a page: its address first, then what this browser keeps; Korean and the
 * system's theme where nothing was chosen. */
export function readPreferences(search: string): Preferences {
  const kept = chosenOf(stored(STORED.locale), stored(STORED.theme));
  const chosen = { ...kept, ...decodeChosen(search) };
  return { locale: chosen.locale ?? 'ko', theme: chosen.theme ?? systemTheme(), chosen };
}

/** Keeps what the reader just chose; a browser that refuses storage loses it at the next visit only. */
export function keepChosen({ locale, theme }: Chosen): void {
  try {
    if (locale !== undefined) localStorage.setItem(STORED.locale, locale);
    if (theme !== undefined) localStorage.setItem(STORED.theme, theme);
  } catch {
    return;
  }
}
