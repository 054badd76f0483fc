import type { Viewer } from '@bada/shared';
import {
  boardEntries,
  type DatasetNode,
  elsewhereEntries,
  FindIndex,
  Finds,
  findEntries,
  findEverywhere,
} from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import type { CatalogueSource } from './catalogue-source.ts';
import { documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';
import type { Services } from './services.ts';

const PER_KIND = 5;
const MAX_PER_KIND = 20;
const MAX_BOARDS = 200;

const SearchQuery = z.object({
  q: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(MAX_PER_KIND).default(PER_KIND),
});

const searchRoute = createRoute({
  method: 'get',
  path: '/api/search',
  operationId: 'searchEverything',
  summary: 'Datasets here and elsewhere, columns, terms, indicators, departments, boards and pages',
  description:
    'Finds like the search of datasets: parts of compounds, initial consonants, likely slips. ' +
    '`limit` is the number of finds of each kind. Without a word it lists the pages.',
  request: { query: SearchQuery },
  responses: {
    200: json(Finds, 'What was found, by kind.'),
    400: problem('The request does not fit its schema (`request.invalid`).'),
    404: problem('No extract was built yet (`manifest.not-found`).'),
    ...COMMON_PROBLEMS,
  },
});

/** Searching from anywhere for anything that the viewer may see. */
export function searchRoutes({ store }: Services, catalogue: CatalogueSource): RouteEntry[] {
  /** The part that changes only with the catalogue, by the list of datasets that it was made of. */
  const known = new WeakMap<readonly DatasetNode[], FindIndex>();
  async function standing(viewer: Viewer, seen: Awaited<ReturnType<CatalogueSource['visible']>>) {
    const { nodes, view } = seen;
    const made = known.get(nodes);
    if (made) return made;
    const { indicators, departments } = await store.documents.contracts(viewer);
    const index = new FindIndex(findEntries({ nodes, terms: view.terms, indicators, departments }));
    known.set(nodes, index);
    return index;
  }
  let others: { stamp: string; index: FindIndex } | undefined;
  /** Entries of other catalogues, which change with their harvests alone. */
  async function elsewhere(viewer: Viewer): Promise<FindIndex> {
    const collections = await store.collections.list(viewer);
    const titles = new Map(collections.map(({ id, title }) => [id, title]));
    const stamp = JSON.stringify([await store.harvested.stamp(viewer), [...titles]]);
    if (others?.stamp !== stamp) {
      const entries = elsewhereEntries(await store.harvested.list(viewer), titles);
      others = { stamp, index: new FindIndex(entries) };
    }
    return others.index;
  }
  return [
    documentedRoute(searchRoute, reading('manifest'), async (c) => {
      const { q, limit } = c.req.valid('query');
      const viewer = c.get('viewer');
      const index = await standing(viewer, await catalogue.visible(c));
      const { boards } = await store.boards.list(viewer, { limit: MAX_BOARDS });
      const ofBoards = new FindIndex(boardEntries(boards));
      const ofOthers = await elsewhere(viewer);
      c.header('Cache-Control', 'no-store');
      return c.json(findEverywhere([index, ofOthers, ofBoards], q, limit), 200);
    }),
  ];
}
