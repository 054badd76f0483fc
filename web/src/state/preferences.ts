import { Locale } from '@bada/shared';
import { z } from 'zod';

/** Colour themes. */
export const Theme = z.enum(['light', 'dark', 'contrast']);
export type Theme = z.infer<typeof Theme>;

/** Which engine answers: whichever serves better, or always the same. */
export const EngineWish = z.enum(['auto', 'browser', 'server']);
export type EngineWish = z.infer<typeof EngineWish>;

/** What a reader chose for every page; what was never chosen is absent. */
export interface Chosen {
  readonly locale?: Locale;
  readonly theme?: Theme;
  readonly engine?: EngineWish;
}

/** How pages are shown, and which of it was chosen: by the reader or by the link that was followed. */
export interface Preferences {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly engine: EngineWish;
  readonly chosen: Chosen;
}

/** Keys in the browser's storage and in the address; `boot.js` reads language and theme before the first paint. */
const STORED = { locale: 'bada.locale', theme: 'bada.theme', engine: 'bada.engine' } as const;
const IN_ADDRESS = { locale: 'lang', theme: 'theme', engine: 'engine' } as const;
type Preference = keyof typeof STORED;
const PREFERENCES: readonly Preference[] = ['locale', 'theme', 'engine'];

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

function chosenOf(read: (preference: Preference) => string | null): Chosen {
  const locale = Locale.safeParse(read('locale'));
  const theme = Theme.safeParse(read('theme'));
  const engine = EngineWish.safeParse(read('engine'));
  return {
    ...(locale.success ? { locale: locale.data } : {}),
    ...(theme.success ? { theme: theme.data } : {}),
    ...(engine.success ? { engine: engine.data } : {}),
  };
}

/** The preferences that an address holds. */
export function decodeChosen(search: string): Chosen {
  const query = new URLSearchParams(search);
  return chosenOf((preference) => query.get(IN_ADDRESS[preference]));
}

/** An address inside the app with what was chosen written into it, so that whoever opens it reads it
 * in the same language and theme, answered by the same engine. */
export function withChosen(href: string, chosen: Chosen): string {
  if (PREFERENCES.every((preference) => chosen[preference] === undefined)) return href;
  const [, path = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(href) ?? [];
  const query = new URLSearchParams(search);
  for (const preference of PREFERENCES) {
    const value = chosen[preference];
    if (value !== undefined) query.set(IN_ADDRESS[preference], value);
  }
  return `${path}?${query}${hash}`;
}

/** The preferences of a page: its address first, then what this browser keeps; Korean, the system's
 * theme and the better engine where nothing was chosen. */
export function readPreferences(search: string): Preferences {
  const kept = chosenOf((preference) => stored(STORED[preference]));
  const chosen = { ...kept, ...decodeChosen(search) };
  const { locale = 'ko', theme = systemTheme(), engine = 'auto' } = chosen;
  return { locale, theme, engine, chosen };
}

/** Keeps what the reader just chose; a browser that refuses storage loses it at the next visit only. */
export function keepChosen(chosen: Chosen): void {
  try {
    for (const preference of PREFERENCES) {
      const value = chosen[preference];
      if (value !== undefined) localStorage.setItem(STORED[preference], value);
    }
  } catch {
    return;
  }
}
