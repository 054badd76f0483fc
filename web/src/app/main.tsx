import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { RequestError } from '../api/client.ts';
import { postQueries } from '../api/query.ts';
import { Answerer } from '../engine/answerer.ts';
import { AnswererProvider } from '../engine/context.tsx';
import { engineObstacle } from '../engine/obstacle.ts';
import { LocaleProvider } from '../i18n/locale-context.tsx';
import { StoreProvider, useApp } from '../state/context.tsx';
import { keepPreferences, readPreferences } from '../state/preferences.ts';
import { type AppStore, createAppStore } from '../state/store.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import { type AppRouter, createAppRouter } from './router.tsx';

// The content security policy allows no generated code.
config({ jitless: true });

/** Ties the view to the address of the overview, both ways. */
function createTiedStore(router: AppRouter): AppStore {
  const { history } = router;
  const store = createAppStore({
    search: history.location.pathname === '/' ? history.location.search : '',
    preferences: readPreferences(),
    writeAddress: (search, mode) => history[mode](`/${search}`),
    keepPreferences,
  });
  history.subscribe(({ location }) => {
    if (location.pathname === '/') store.getState().showAddress(location.search);
  });
  return store;
}

function createAnswerer(): Answerer {
  return new Answerer({
    askServer: postQueries,
    startBrowser: async () => (await import('../engine/duckdb-engine.ts')).DuckDbEngine.start(),
    obstacle: engineObstacle,
    now: () => performance.now(),
  });
}

/** Only what may pass by itself is tried again: no answer, or a server that is busy. */
function worthRetrying(failures: number, error: Error): boolean {
  const passing = error instanceof RequestError && (error.status === 0 || error.status >= 502);
  return passing && failures < 2;
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
  const router = createAppRouter();
  const store = createTiedStore(router);
  const client = new QueryClient({
    defaultOptions: { queries: { retry: worthRetrying, refetchOnWindowFocus: false } },
  });
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <StoreProvider store={store}>
          <AnswererProvider answerer={createAnswerer()}>
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
