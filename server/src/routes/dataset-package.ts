import { BadaError } from '@bada/shared';
import { isPublishable, publicationTexts } from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import type { DatasetAt } from '../engine/dataset-tables.ts';
import { publicationZip } from '../render/publication.ts';
import { attachment } from './attachment.ts';
import { type CatalogueSource, datasetAccess } from './catalogue-source.ts';
import { clientSignal } from './client-signal.ts';
import { noneMatchHits, tagOf } from './conditional.ts';
import { csvBody, streamed } from './dataset-bodies.ts';
import { AtManifest, DatasetParams, NO_DATASET } from './datasets.ts';
import { type AppEnv, documentedRoute, type RouteEntry, recorded } from './registry.ts';
import { COMMON_PROBLEMS, problem } from './responses.ts';
import type { Services } from './services.ts';

const route = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/package.zip',
  operationId: 'getPublicationPackage',
  summary: 'Everything that the public catalogue needs of a dataset, in one file',
  description:
    'Rows as CSV (UTF-8 with a byte order mark), `datapackage.json`, `dcat.jsonld`, the row of the ' +
    'national portal as `listing.csv`, and a README with the licence.',
  request: { params: DatasetParams, query: AtManifest },
  responses: {
    200: {
      description: 'The package.',
      content: { 'application/zip': { schema: z.string().meta({ format: 'binary' }) } },
    },
    304: { description: 'The client holds it already.' },
    404: NO_DATASET,
    422: problem('It is not open or has no known licence (`dataset.not-publishable`).'),
    ...COMMON_PROBLEMS,
  },
});

async function answer(c: Context<AppEnv>, { tables }: Services, at: DatasetAt): Promise<Response> {
  const { node, manifest } = at;
  if (!isPublishable(node)) throw new BadaError('dataset.not-publishable', { id: node.id });
  const { origin } = new URL(c.req.url);
  const texts = publicationTexts(node, { origin, created: manifest.builtAt });
  const tag = tagOf(JSON.stringify([node.files, texts]));
  c.header('ETag', tag);
  c.header('Cache-Control', 'private, no-cache');
  if (noneMatchHits(c.req.header('if-none-match'), tag)) return c.body(null, 304);
  c.header('Content-Type', 'application/zip');
  const end = `_${node.asOf}.zip`;
  c.header('Content-Disposition', attachment(`${node.title.ko}${end}`, `${node.id}${end}`));
  if (c.req.method === 'HEAD') return c.body(null, 200);
  const rows = csvBody(
    { tables, viewer: c.get('viewer'), at, signal: clientSignal(c.req.raw) },
    'utf-8',
  );
  const files = [
    ...Object.entries(texts).map(([name, content]) => ({ name, content })),
    { name: `${node.id}.csv`, content: rows },
  ];
  return c.body(await streamed(publicationZip(files)), 200);
}

/** The publication of a dataset for the public catalogue. */
export function datasetPackageRoutes(services: Services, catalogue: CatalogueSource): RouteEntry[] {
  return [
    documentedRoute(route, recorded(datasetAccess(catalogue)), async (c): Promise<Response> => {
      const { id } = c.req.valid('param');
      const { manifest } = c.req.valid('query');
      return answer(c, services, await catalogue.leaving(c.get('viewer'), id, manifest));
    }),
  ];
}
