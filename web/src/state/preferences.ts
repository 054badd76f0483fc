import type { Preferences, Theme } from './store.ts';

/** Keys in the browser's storage; `boot.js` reads the same two before the first paint. */
const LOCALE_KEY = 'bada.locale';
const THEME_KEY = 'bada.theme';

const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];

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

/** The kept preferences; Korean and the system's theme where nothing was chosen. */
export function readPreferences(): Preferences {
  const theme = stored(THEME_KEY);
  return {
    locale: stored(LOCALE_KEY) === 'en' ? 'en' : 'ko',
    theme: THEMES.find((known) => known === theme) ?? systemTheme(),
  };
}

/** Keeps the preferences; a browser that refuses storage loses them at the next visit only. */
export function keepPreferences({ locale, theme }: Preferences): void {
  try {
    localStorage.setItem(LOCALE_KEY, locale);
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    return;
  }
}
