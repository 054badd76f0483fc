import type { Preferences, Theme } from './store.ts';

const KEY = 'bada.preferences';
const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];

function systemTheme(): Theme {
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function stored(): Partial<Record<keyof Preferences, unknown>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** The kept preferences; Korean and the system's theme where nothing was chosen. */
export function readPreferences(): Preferences {
  const { locale, theme } = stored();
  return {
    locale: locale === 'en' ? 'en' : 'ko',
    theme: THEMES.find((known) => known === theme) ?? systemTheme(),
  };
}

/** Keeps the preferences; a browser that refuses storage loses them at the next visit only. */
export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    return;
  }
}
