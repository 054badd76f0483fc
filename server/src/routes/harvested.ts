import { BadaError, type Viewer } from '@bada/shared';
import {
  type Collection,
  HarvestEdit,
  Harvested,
  HarvestedPage,
  HarvestIndex,
} from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { expectedVersions, versionTag } from './if-match.ts';
import { collectionAccess } from './jobs.ts';
import { documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const PAGE = 50;
const MAX_TEXT = 200;

const HarvestedQuery = z.object({
  q: z.string().max(MAX_TEXT).default(''),
  origin: z.string().max(2000).default(''),
  gone: z.enum(['hide', 'show']).default('hide'),
});

const listRoute = createRoute({
  method: 'get',
  path: '/api/harvested',
  operationId: 'findHarvested',
  summary: 'Datasets that other catalogues list',
  description:
    'Their data lies elsewhere. Entries that vanished at their source are left out unless asked for; ' +
    '`origin` names collections, parted by `|`.',
  request: { query: HarvestedQuery },
  responses: {
    200: json(HarvestedPage, 'At most 50, the best first.'),
    400: problem('The request does not fit its schema (`request.invalid`).'),
    ...COMMON_PROBLEMS,
  },
});

const editRoute = createRoute({
  method: 'put',
  path: '/api/harvested/{id}',
  operationId: 'editHarvested',
  summary: 'Writes over what the source says of an entry',
  description: 'No harvest writes over it; `edit: null` takes it back.',
  request: {
    params: z.object({ id: z.string().max(80) }),
    headers: z.object({ 'if-match': z.string().optional() }),
    ...jsonBody(z.strictObject({ edit: HarvestEdit.nullable() })),
  },
  responses: {
    200: json(Harvested, 'The entry as it stands now.'),
    400: problem('The request does not fit its schema (`request.invalid`).'),
    404: problem('There is no such entry (`harvested.not-found`).'),
    412: problem('It changed in the meantime (`collection.conflict`).'),
    428: problem('If-Match is missing (`job.precondition-required`).'),
    ...COMMON_PROBLEMS,
  },
});

/** The catalogues that entries come from, the fullest first. */
function originsOf(entries: readonly Harvested[], collections: readonly Collection[]) {
  const titles = new Map(collections.map(({ id, title }) => [id, title]));
  const counts = Map.groupBy(entries, ({ collection }) => collection);
  return [...counts]
    .map(([id, own]) => ({ id, title: titles.get(id) ?? id, count: own.length }))
    .toSorted((a, b) => b.count - a.count);
}

/** Datasets that other catalogues list: found like our own, edited without being overwritten. */
export function harvestedRoutes({ store }: Services): RouteEntry[] {
  const { harvested } = store;
  let kept: { stamp: string; index: HarvestIndex } | undefined;
  async function indexFor(viewer: Viewer): Promise<HarvestIndex> {
    const stamp = await harvested.stamp(viewer);
    if (kept?.stamp !== stamp) {
      kept = { stamp, index: new HarvestIndex(await harvested.list(viewer)) };
    }
    return kept.index;
  }
  return [
    documentedRoute(listRoute, reading('manifest'), async (c) => {
      const viewer = c.get('viewer');
      const { q, origin, gone } = c.req.valid('query');
      const all = (await indexFor(viewer)).find(q);
      const listed = gone === 'show' ? all : all.filter(({ vanished }) => vanished === null);
      const wanted = origin.split('|').filter((one) => one !== '');
      const found = listed.filter(
        ({ collection }) => wanted.length === 0 || wanted.includes(collection),
      );
      const origins = originsOf(listed, await store.collections.list(viewer));
      c.header('Cache-Control', 'no-store');
      return c.json({ entries: found.slice(0, PAGE), total: found.length, origins }, 200);
    }),
    documentedRoute(editRoute, collectionAccess('update'), async (c) => {
      const { id } = c.req.valid('param');
      const { edit } = c.req.valid('json');
      const expected = expectedVersions(c.req.header('if-match'), 'job.precondition-required');
      const change = await harvested.edit(c.get('viewer'), id, { edit, expected });
      if (change.kind === 'missing') throw new BadaError('harvested.not-found', { id });
      const current = change.kind === 'done' ? change.harvested.version : change.current;
      c.header('ETag', versionTag(current));
      if (change.kind === 'conflict') throw new BadaError('collection.conflict');
      return c.json(change.harvested, 200);
    }),
  ];
}
