import { BadaError, datasetOf, type ManifestDataset, Sha256 } from '@bada/shared';
import {
  RowChangeKind,
  VersionDiff,
  VersionRestore,
  VersionRestored,
} from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { cachedJson } from './cached-json.ts';
import { type CatalogueSource, datasetAccess } from './catalogue-source.ts';
import { matchTags } from './conditional.ts';
import { keepingDataset } from './dataset-access.ts';
import { DatasetParams, NO_DATASET } from './datasets.ts';
import { documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const MAX_ROWS = 100;

const DiffQuery = z.object({
  before: Sha256,
  after: Sha256,
  kind: RowChangeKind.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_ROWS).default(20),
  offset: z.coerce.number().int().min(0).default(0),
});

const diffRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/diff',
  operationId: 'diffDatasetVersions',
  summary: 'Two versions of a dataset, row by row and column by column',
  description:
    '`before` and `after` are manifests. Rows are matched by their key; without a key that both ' +
    'hold, a change counts as one row removed and one added.',
  request: { params: DatasetParams, query: DiffQuery },
  responses: {
    200: json(VersionDiff, 'Counts, columns that changed, and a page of differing rows.'),
    304: { description: 'The client holds it already.' },
    400: problem('The request does not fit its schema (`request.invalid`).'),
    404: NO_DATASET,
    ...COMMON_PROBLEMS,
  },
});

const restoreRoute = createRoute({
  method: 'post',
  path: '/api/datasets/{id}/restore',
  operationId: 'restoreDatasetVersion',
  summary: 'Makes an earlier version of a dataset the current one',
  description:
    'Other datasets stay as they are; whoever reads a manifest keeps it. If-Match names the current ' +
    'manifest. To undo it, restore from `before` of the answer.',
  request: {
    params: DatasetParams,
    headers: z.object({ 'if-match': z.string().optional() }),
    ...jsonBody(VersionRestore),
  },
  responses: {
    200: json(VersionRestored, 'The manifest that is current now, and the one before.'),
    400: problem('The request does not fit its schema (`request.invalid`).'),
    404: problem('There is no such dataset or version (`dataset.not-found`, `version.not-found`).'),
    409: problem(
      'A file of the version is missing or damaged (`version.incomplete`), or it was made by another ' +
        'rule on small counts (`version.small-cells`).',
    ),
    412: problem('Another version became current (`version.conflict`).'),
    428: problem('If-Match is missing (`version.precondition-required`).'),
    ...COMMON_PROBLEMS,
  },
});

/** Manifest that the writer holds; undefined for the client's `*`. */
function expectedBy(header: string | undefined, current: string): string | undefined {
  if (header === undefined) throw new BadaError('version.precondition-required');
  const tags = matchTags(header);
  if (tags === 'any') return undefined;
  if (!tags.includes(current)) throw new BadaError('version.conflict');
  return current;
}

/** The versions of a dataset: comparing two, and going back to one. */
export function datasetVersionRoutes(
  { manifests, versions, quality }: Services,
  catalogue: CatalogueSource,
): RouteEntry[] {
  return [
    documentedRoute(diffRoute, datasetAccess(catalogue), async (c) => {
      const { id } = c.req.valid('param');
      const { before, after, ...page } = c.req.valid('query');
      const viewer = c.get('viewer');
      const entry = async (manifest: string): Promise<ManifestDataset> => {
        const found = await catalogue.whole(viewer, id, manifest);
        // Values of columns above the viewer's class are not masked in a comparison.
        if (found.node.cut) throw new BadaError('dataset.cut', { id });
        c.get('demand')('read', { kind: 'extract', class: found.node.class });
        return datasetOf(found.manifest, id);
      };
      const pair = { before: await entry(before), after: await entry(after) };
      const diff = await versions.diff(viewer, pair, page);
      const tag = `"${before}-${after}-${page.kind ?? 'all'}-${page.offset}-${page.limit}"`;
      return cachedJson(c, { before, after, ...diff }, tag);
    }),
    documentedRoute(restoreRoute, keepingDataset(catalogue), async (c) => {
      const { id } = c.req.valid('param');
      const viewer = c.get('viewer');
      const { node } = await catalogue.dataset(viewer, id);
      c.get('demand')('read', { kind: 'extract', class: node.class });
      const before = (await manifests.current()).id;
      const expected = expectedBy(c.req.header('if-match'), before);
      const { manifest: from } = c.req.valid('json');
      const earlier = await catalogue.dataset(viewer, id, from).catch(() => undefined);
      if (earlier) c.get('demand')('read', { kind: 'extract', class: earlier.node.class });
      const manifest = await versions.restore(viewer, { dataset: id, expected }, from);
      await quality.syncTasks(manifest);
      c.header('ETag', `"${manifest.id}"`);
      return c.json({ manifest: manifest.id, before }, 200);
    }),
  ];
}
