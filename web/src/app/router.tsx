import {
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
  useLocation,
  useRouter,
} from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { OverviewPage } from '../features/overview/overview-page.tsx';
import { useApp } from '../state/context.tsx';
import { encodeView, START_VIEW } from '../state/view.ts';
import { Skeleton } from '../ui/states.tsx';
import { JoinRoute, MeRoute, PeopleRoute, RecordRoute } from './account-routes.tsx';
import { CrashPage, NotFoundPage } from './fallback-pages.tsx';
import { Shell } from './shell.tsx';

const IndicatorsPage = lazy(async () => ({
  default: (await import('../features/indicators/indicators-page.tsx')).IndicatorsPage,
}));
const DefinitionPage = lazy(async () => ({
  default: (await import('../features/indicators/definition-page.tsx')).DefinitionPage,
}));
const EditorPage = lazy(async () => ({
  default: (await import('../features/indicators/editor-page.tsx')).EditorPage,
}));
const BoardsPage = lazy(async () => ({
  default: (await import('../features/boards/boards-page.tsx')).BoardsPage,
}));
const BringPage = lazy(async () => ({
  default: (await import('../features/bring/bring-page.tsx')).BringPage,
}));
const IngestPage = lazy(async () => ({
  default: (await import('../features/bring/ingest-page.tsx')).IngestPage,
}));
const CatalogPage = lazy(async () => ({
  default: (await import('../features/catalog/catalog-page.tsx')).CatalogPage,
}));
const DatasetPage = lazy(async () => ({
  default: (await import('../features/catalog/dataset-page.tsx')).DatasetPage,
}));
const ListingPage = lazy(async () => ({
  default: (await import('../features/catalog/listing-page.tsx')).ListingPage,
}));
const ContractPage = lazy(async () => ({
  default: (await import('../features/catalog/contract-page.tsx')).ContractPage,
}));

function IndicatorsRoute() {
  const { history } = useRouter();
  const search = useSearchPart();
  const samples = useApp((state) => state.view.samples);
  return (
    <Suspense fallback={<Skeleton height="40rem" />}>
      <IndicatorsPage
        search={search}
        onOpen={(indicator) =>
          history.push(`/${encodeView({ ...START_VIEW, indicator, samples })}`)
        }
        onSearch={(next, mode) => history[mode](`/indicators${next}`)}
        onGo={(href) => history.push(href)}
      />
    </Suspense>
  );
}

function DefinitionRoute() {
  const { id } = definition.useParams();
  return (
    <Suspense fallback={<Skeleton height="40rem" />}>
      <DefinitionPage key={id} id={id} />
    </Suspense>
  );
}

function EditorRoute() {
  const { history } = useRouter();
  const { id } = editor.useParams();
  return (
    <Suspense fallback={<Skeleton height="40rem" />}>
      <EditorPage key={id} id={id} onGone={() => history.push('/indicators')} />
    </Suspense>
  );
}

function BoardsRoute() {
  const { history } = useRouter();
  return (
    <Suspense fallback={<Skeleton height="40rem" />}>
      <BoardsPage onGo={(href) => history.push(href)} />
    </Suspense>
  );
}

function useSearchPart(): string {
  return useLocation({ select: ({ searchStr }) => searchStr });
}

function CatalogRoute() {
  const { history } = useRouter();
  const search = useSearchPart();
  return (
    <Suspense fallback={<Skeleton height="40rem" />}>
      <CatalogPage search={search} onSearch={(next, mode) => history[mode](`/catalog${next}`)} />
    </Suspense>
  );
}

function BringRoute() {
  const { history } = useRouter();
  return (
    <Suspense fallback={<Skeleton height="40rem" />}>
      <BringPage onGo={(href) => history.push(href)} />
    </Suspense>
  );
}

function IngestRoute() {
  const { history } = useRouter();
  const search = useSearchPart();
  const { id } = ingest.useParams();
  return (
    <Suspense fallback={<Skeleton height="40rem" />}>
      <IngestPage key={id} id={id} search={search} onGo={(href, mode) => history[mode](href)} />
    </Suspense>
  );
}

function DatasetRoute() {
  const { history } = useRouter();
  const search = useSearchPart();
  const { id } = dataset.useParams();
  return (
    <Suspense fallback={<Skeleton height="40rem" />}>
      <DatasetPage
        key={id}
        id={id}
        search={search}
        onSearch={(next) => history.push(`/catalog/${encodeURIComponent(id)}${next}`)}
        onGo={(href) => history.push(href)}
      />
    </Suspense>
  );
}

function ListingRoute() {
  return (
    <Suspense fallback={<Skeleton height="40rem" />}>
      <ListingPage />
    </Suspense>
  );
}

function ContractRoute() {
  const { history } = useRouter();
  const { id } = contract.useParams();
  return (
    <Suspense fallback={<Skeleton height="40rem" />}>
      <ContractPage key={id} id={id} onGo={(href) => history.push(href)} />
    </Suspense>
  );
}

const root = createRootRoute({
  component: Shell,
  errorComponent: CrashPage,
  notFoundComponent: NotFoundPage,
});
const overview = createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage });
const indicators = createRoute({
  getParentRoute: () => root,
  path: '/indicators',
  component: IndicatorsRoute,
});
const definition = createRoute({
  getParentRoute: () => root,
  path: '/indicators/$id',
  component: DefinitionRoute,
});
const editor = createRoute({
  getParentRoute: () => root,
  path: '/indicators/$id/edit',
  component: EditorRoute,
});
const boards = createRoute({ getParentRoute: () => root, path: '/boards', component: BoardsRoute });
const catalog = createRoute({
  getParentRoute: () => root,
  path: '/catalog',
  component: CatalogRoute,
});
const bring = createRoute({ getParentRoute: () => root, path: '/bring', component: BringRoute });
const ingest = createRoute({
  getParentRoute: () => root,
  path: '/bring/$id',
  component: IngestRoute,
});
const dataset = createRoute({
  getParentRoute: () => root,
  path: '/catalog/$id',
  component: DatasetRoute,
});
const listing = createRoute({
  getParentRoute: () => root,
  path: '/catalog/listing',
  component: ListingRoute,
});
const contract = createRoute({
  getParentRoute: () => root,
  path: '/catalog/$id/edit',
  component: ContractRoute,
});

const join = createRoute({ getParentRoute: () => root, path: '/join', component: JoinRoute });
const me = createRoute({ getParentRoute: () => root, path: '/me', component: MeRoute });
const people = createRoute({ getParentRoute: () => root, path: '/people', component: PeopleRoute });
const record = createRoute({ getParentRoute: () => root, path: '/record', component: RecordRoute });

function plainSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

function writeSearch(search: Record<string, unknown>): string {
  const text = new URLSearchParams(
    Object.entries(search).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
  return text === '' ? '' : `?${text}`;
}

/** Makes the app's router. Search parts pass through as they are: the view has a codec of its own. */
export function createAppRouter(history: RouterHistory) {
  return createRouter({
    history,
    routeTree: root.addChildren([
      ...[overview, indicators, definition, editor, boards],
      ...[join, me, people, record],
      ...[catalog, bring, ingest, dataset, listing, contract],
    ]),
    parseSearch: plainSearch,
    stringifySearch: writeSearch,
    // Each choice on these pages is an address of its own; none may throw the page back to its top.
    scrollRestoration: ({ location }) =>
      !/^\/(catalog(\/.*)?|bring\/.+|indicators)?$/.test(location.pathname),
  });
}

/** The router as made by `createAppRouter`. */
export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
