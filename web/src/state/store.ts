import type { Locale } from '@bada/shared';
import { createStore } from 'zustand/vanilla';
import { decodeView, encodeView, type View } from './view.ts';

/** Colour themes. */
export type Theme = 'light' | 'dark' | 'contrast';

/** What a reader prefers everywhere; kept in the browser, not in the address. */
export interface Preferences {
  readonly locale: Locale;
  readonly theme: Theme;
}

/** A confirmation of something done, with a way back where there is one. */
export interface Notice {
  readonly id: string;
  readonly message: string;
  readonly undo?: () => void;
}

/** What the reader intends: the view (mirrored in the address) and the preferences. */
export interface AppState extends Preferences {
  readonly view: View;
  /** Changes part of the view; a later change of the same gesture replaces its history entry. */
  changeView(
    change: Partial<View> | ((view: View) => Partial<View>),
    history?: 'push' | 'replace',
  ): void;
  /** Takes the view over from the address. */
  showAddress(search: string): void;
  readonly notices: readonly Notice[];
  /** Confirms something done; errors stand where they happened instead. */
  confirm(message: string, undo?: () => void): void;
  dismiss(id: string): void;
  chooseLocale(locale: Locale): void;
  chooseTheme(theme: Theme): void;
}

/** Where the state reads from and writes to, passed in. */
export interface StatePorts {
  readonly search: string;
  readonly preferences: Preferences;
  readonly writeAddress: (search: string, history: 'push' | 'replace') => void;
  readonly keepPreferences: (preferences: Preferences) => void;
}

/** Makes the one store of a running app. */
export function createAppStore({ search, preferences, writeAddress, keepPreferences }: StatePorts) {
  let nextNotice = 1;
  return createStore<AppState>((set, get) => ({
    ...preferences,
    view: decodeView(search),
    changeView: (change, history = 'push') => {
      const before = get().view;
      const view = { ...before, ...(typeof change === 'function' ? change(before) : change) };
      if (encodeView(view) === encodeView(before)) return;
      set({ view });
      writeAddress(encodeView(view), history);
    },
    showAddress: (address) => set({ view: decodeView(address) }),
    notices: [],
    confirm: (message, undo) => {
      const notice = { id: String(nextNotice++), message, ...(undo ? { undo } : {}) };
      set(({ notices }) => ({ notices: [...notices, notice] }));
    },
    dismiss: (id) =>
      set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
    chooseLocale: (locale) => {
      set({ locale });
      keepPreferences({ locale, theme: get().theme });
    },
    chooseTheme: (theme) => {
      set({ theme });
      keepPreferences({ locale: get().locale, theme });
    },
  }));
}

/** The store as made by `createAppStore`. */
export type AppStore = ReturnType<typeof createAppStore>;
