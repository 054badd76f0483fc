import type { Locale } from '@bada/shared';
import { createStore } from 'zustand/vanilla';
import type { Chosen, EngineWish, Preferences, Theme } from './preferences.ts';
import { decodeView, encodeView, type Unread, unreadOf, type View } from './view.ts';

/** A confirmation of something done, with a way back where there is one. */
export interface Notice {
  readonly id: string;
  readonly message: string;
  readonly undo?: () => void;
}

/** What the reader intends: the view and the preferences, both mirrored in the address. */
export interface AppState extends Preferences {
  readonly view: View;
  /** What the address asks for and the view could not take over. */
  readonly unread: readonly Unread[];
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
  chooseEngine(engine: EngineWish): void;
}

/** Where the state reads from and writes to, passed in. */
export interface StatePorts {
  readonly search: string;
  readonly preferences: Preferences;
  readonly writeAddress: (search: string, history: 'push' | 'replace') => void;
  /** Writes the address of the page anew, with what is chosen now. */
  readonly renewAddress: () => void;
  /** Remembers for the next visit what the reader chose. */
  readonly keepChosen: (chosen: Chosen) => void;
}

/** Makes the one store of a running app. */
export function createAppStore(ports: StatePorts) {
  const { search, preferences, writeAddress, renewAddress, keepChosen } = ports;
  let nextNotice = 1;
  return createStore<AppState>((set, get) => ({
    ...preferences,
    view: decodeView(search),
    unread: unreadOf(search),
    changeView: (change, history = 'push') => {
      const before = get().view;
      const view = { ...before, ...(typeof change === 'function' ? change(before) : change) };
      if (encodeView(view) === encodeView(before)) return;
      set({ view, unread: [] });
      writeAddress(encodeView(view), history);
    },
    showAddress: (address) => set({ view: decodeView(address), unread: unreadOf(address) }),
    notices: [],
    confirm: (message, undo) => {
      const notice = { id: String(nextNotice++), message, ...(undo ? { undo } : {}) };
      set(({ notices }) => ({ notices: [...notices, notice] }));
    },
    dismiss: (id) =>
      set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
    chooseLocale: (locale) => {
      set(({ chosen }) => ({ locale, chosen: { ...chosen, locale } }));
      keepChosen({ locale });
      renewAddress();
    },
    chooseTheme: (theme) => {
      set(({ chosen }) => ({ theme, chosen: { ...chosen, theme } }));
      keepChosen({ theme });
      renewAddress();
    },
    chooseEngine: (engine) => {
      set(({ chosen }) => ({ engine, chosen: { ...chosen, engine } }));
      keepChosen({ engine });
      renewAddress();
    },
  }));
}

/** The store as made by `createAppStore`. */
export type AppStore = ReturnType<typeof createAppStore>;
