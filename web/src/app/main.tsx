import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createBrowserHistory, type RouterHistory, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { RequestError } from '../api/client.ts';
import { postLinked } from '../api/linked.ts';
import { postQueries } from '../api/query.ts';
import { noticeSignedOut } from '../api/session.ts';
import { Answerer } from '../engine/answerer.ts';
import { clearStored } from '../engine/chunk-store.ts';
import { AnswererProvider } from '../engine/context.tsx';
import { engineObstacle, memoryBudget, savesData } from '../engine/obstacle.ts';
import { LocaleProvider } from '../i18n/locale-context.tsx';
import { StoreProvider, useApp } from '../state/context.tsx';
import { keepChosen, readPreferences, withChosen } from '../state/preferences.ts';
import { type AppStore, createAppStore } from '../state/store.ts';
import { decodeSamples, encodeSamples } from '../state/view.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import { type AppRouter, createAppRouter } from './router.tsx';

// The content security policy allows no generated code.
config({ jitless: true });

/** The part of an address that the view follows: all of it on the overview, and on the list of
 * indicators whether samples are shown. */
function viewPart({ pathname, search }: { pathname: string; search: string }): string | undefined {
  if (pathname === '/') return search;
  return pathname === '/indicators' ? encodeSamples(decodeSamples(search)) : undefined;
}

/** Makes store and history, tied both ways: every address carries language and theme where they were
 * chosen, and the overview's carries the view. */
function createTied(): { store: AppStore; history: RouterHistory } {
  const history = createBrowserHistory({
    createHref: (path) => withChosen(path, store.getState().chosen),
  });
  const renewAddress = () => history.replace(history.location.href);
  const store: AppStore = createAppStore({
    search: viewPart(history.location) ?? '',
    preferences: readPreferences(history.location.search),
    writeAddress: (search, mode) => history[mode](`/${search}`),
    renewAddress,
    keepChosen,
  });
  const { href } = history.location;
  if (withChosen(href, store.getState().chosen) !== href) renewAddress();
  history.subscribe(({ location, action }) => {
    const part = viewPart(location);
    if (part !== undefined) store.getState().showAddress(part);
    // An entry of before the last choice of language or theme is brought up to date.
    const isOld = withChosen(location.href, store.getState().chosen) !== location.href;
    if (isOld && /^(BACK|FORWARD|GO)$/.test(action.type)) renewAddress();
  });
  return { store, history };
}

function createAnswerer(store: AppStore): Answerer {
  return new Answerer({
    askServer: postQueries,
    askLinked: postLinked,
    startBrowser: async () => (await import('../engine/duckdb-engine.ts')).DuckDbEngine.start(),
    obstacle: engineObstacle,
    allowance: () => ({
      wish: store.getState().engine,
      saveData: savesData(),
      budget: memoryBudget(),
    }),
    forget: clearStored,
    now: () => performance.now(),
  });
}

/** What would only fail again, and take as long. */
const LASTING: readonly string[] = ['query.too-long', 'query.too-big'];

/** Only what may pass by itself is tried again: no answer, or a server that is busy. */
function worthRetrying(failures: number, error: Error): boolean {
  const passing = error instanceof RequestError && (error.status === 0 || error.status >= 502);
  return passing && !LASTING.includes(error.code) && failures < 2;
}

function Localised({ router }: { router: AppRouter }) {
  const locale = useApp((state) => state.locale);
  return (
    <LocaleProvider locale={locale}>
      <RouterProvider router={router} />
    </LocaleProvider>
  );
}

function start(element: HTMLElement): void {
  const { store, history } = createTied();
  const router = createAppRouter(history);
  const answerer = createAnswerer(store);
  const onError = (error: Error) => noticeSignedOut(client, error);
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry: worthRetrying, refetchOnWindowFocus: false } },
  });
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <StoreProvider store={store}>
          <AnswererProvider answerer={answerer}>
            <Localised router={router} />
          </AnswererProvider>
        </StoreProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

const element = document.getElementById('root');
if (!element) throw new Error('the page has no element to draw into');
start(element);
