import { Link, Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { SearchButton } from '../features/search/search-button.tsx';
import { useLocale, useMessages } from '../i18n/locale-context.tsx';
import { useApp } from '../state/context.tsx';
import type { Theme } from '../state/preferences.ts';
import { encodeSamples } from '../state/view.ts';
import { Button, IconButton } from '../ui/button.tsx';
import {
  BoardIcon,
  CatalogIcon,
  IndicatorIcon,
  OverviewIcon,
  PersonIcon,
  SettingsIcon,
} from '../ui/icons.tsx';
import { Select } from '../ui/select.tsx';
import { ToastRegion } from '../ui/toast.tsx';
import { SessionGate } from './session-gate.tsx';
import styles from './shell.module.css';
import { PAGE_KEYS, useKeys } from './use-keys.ts';

const SettingsDialog = lazy(async () => ({
  default: (await import('./settings-dialog.tsx')).SettingsDialog,
}));
const KeysDialog = lazy(async () => ({
  default: (await import('./keys-dialog.tsx')).KeysDialog,
}));

/** Whether a page's address says if made-up figures are shown; the choice goes along. */
function holdsSamples(path: string): boolean {
  return path === '/' || path === '/indicators';
}

/** The entry that a page belongs to although its address begins otherwise. */
function entryOf(path: string): string | undefined {
  return /^\/bring(\/|$)/.test(path) ? '/catalog' : undefined;
}

function RailLink({
  to,
  icon,
  children,
}: {
  to: '/' | '/indicators' | '/boards' | '/catalog';
  icon: ReactNode;
  children: string;
}) {
  const samples = useApp((state) => state.view.samples);
  const isWithin = useLocation({ select: ({ pathname }) => entryOf(pathname) === to });
  return (
    <li>
      <Link
        to={to}
        search={!samples && holdsSamples(to) ? { samples: 'off' } : {}}
        className={styles.link}
        activeOptions={{ exact: to === '/', includeSearch: false }}
        {...(isWithin ? { 'aria-current': 'page' } : {})}
      >
        {icon}
        {children}
      </Link>
    </li>
  );
}

function Rail({ onKeys }: { onKeys: () => void }) {
  const { shell } = useMessages();
  return (
    <nav className={styles.rail} aria-label={shell.navigation}>
      <Link to="/" className={styles.brand} aria-label={shell.product}>
        BADA
      </Link>
      <ul className={styles.links}>
        <RailLink to="/" icon={<OverviewIcon size={22} />}>
          {shell.overview}
        </RailLink>
        <RailLink to="/indicators" icon={<IndicatorIcon size={22} />}>
          {shell.indicators}
        </RailLink>
        <RailLink to="/boards" icon={<BoardIcon size={22} />}>
          {shell.boards}
        </RailLink>
        <RailLink to="/catalog" icon={<CatalogIcon size={22} />}>
          {shell.catalog}
        </RailLink>
      </ul>
      <Tools onKeys={onKeys} />
    </nav>
  );
}

function SettingsButton() {
  const { engine } = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        className={styles.settings}
        label={engine.settings.open}
        icon={<SettingsIcon />}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense>
          <SettingsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Tools({ onKeys }: { onKeys: () => void }) {
  const { history } = useRouter();
  const locale = useLocale();
  const { shell, account } = useMessages();
  const theme = useApp((state) => state.theme);
  const chooseTheme = useApp((state) => state.chooseTheme);
  const chooseLocale = useApp((state) => state.chooseLocale);
  const options = (['light', 'dark', 'contrast'] as const).map((value: Theme) => ({
    value,
    label: shell.themes[value],
  }));
  return (
    <div className={styles.tools}>
      <Link to="/me" className={styles.me} aria-label={`${account.me.rail}, ${account.me.title}`}>
        <PersonIcon size={20} />
        <span>{account.me.rail}</span>
      </Link>
      <SearchButton onGo={(href) => history.push(href)} />
      <Button
        aria-label={shell.otherLanguageName}
        onClick={() => chooseLocale(locale === 'ko' ? 'en' : 'ko')}
      >
        {shell.otherLanguage}
      </Button>
      <div className={styles.theme}>
        <Select
          label={shell.theme}
          labelPlacement="hidden"
          options={options}
          value={theme}
          onChange={chooseTheme}
        />
      </div>
      <SettingsButton />
      <IconButton
        className={styles.help}
        label={shell.keys.open}
        aria-keyshortcuts="?"
        icon="?"
        onClick={onKeys}
      />
    </div>
  );
}

function Notices() {
  const notices = useApp((state) => state.notices);
  const dismiss = useApp((state) => state.dismiss);
  return <ToastRegion toasts={notices} onDismiss={dismiss} />;
}

/** Keeps what the whole document says of itself in step with the reader's choice. */
function useDocument() {
  const locale = useLocale();
  const theme = useApp((state) => state.theme);
  const path = useLocation({ select: (location) => location.pathname });
  const { shell } = useMessages();
  // The most specific page comes last; a part of a page is called by it.
  const page = PAGE_KEYS.findLast((one) => path === one.path || path.startsWith(`${one.path}/`));
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dataset.theme = theme;
    document.title = page ? `${shell[page.page]} · ${shell.product}` : shell.product;
  }, [locale, theme, shell, page]);
}

/** Another page starts at its top; a choice on the same page moves nothing. */
function useTopOfPage() {
  const path = useLocation({ select: (location) => location.pathname });
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current !== path) window.scrollTo(0, 0);
    shown.current = path;
  }, [path]);
}

/** The frame around every page. */
export function Shell() {
  const { shell } = useMessages();
  const { history } = useRouter();
  const path = useLocation({ select: (location) => location.pathname });
  const samples = useApp((state) => state.view.samples);
  const go = useCallback(
    (path: string) => history.push(`${path}${holdsSamples(path) ? encodeSamples(samples) : ''}`),
    [history, samples],
  );
  const keys = useKeys(go);
  useDocument();
  useTopOfPage();
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {shell.skip}
      </a>
      <Rail onKeys={keys.open} />
      <main id="content" className={styles.main} tabIndex={-1}>
        <SessionGate isOpen={path === '/join'}>
          <Outlet />
        </SessionGate>
      </main>
      <Notices />
      {keys.listed && (
        <Suspense>
          <KeysDialog onClose={keys.close} />
        </Suspense>
      )}
    </div>
  );
}
