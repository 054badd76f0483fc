import {
  type DatasetNode,
  dataPackage,
  dcatCatalogue,
  dcatDataset,
  Glossary,
  glossaryOf,
  isPublished,
  listingCsv,
  listingRow,
  odcsYaml,
} from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { attachment } from './attachment.ts';
import { cachedJson } from './cached-json.ts';
import { type CatalogueSource, datasetAccess } from './catalogue-source.ts';
import { noneMatchHits, tagOf } from './conditional.ts';
import { AtManifest, DatasetParams, NO_DATASET } from './datasets.ts';
import { type AppEnv, documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';

const JSON_LD = 'application/ld+json';
const YAML = 'application/yaml';
const CSV = 'text/csv; charset=utf-8';
const BYTE_ORDER_MARK = '\uFEFF';

const Scope = z.object({ scope: z.enum(['published', 'all']).default('published') });
const Document = z.record(z.string(), z.unknown());

const SAME = { description: 'The client holds it already.' };
const NO_MANIFEST = problem('No extract was built yet (`manifest.not-found`).');

function text(type: string, description: string) {
  return { description, content: { [type]: { schema: z.string() } } };
}

const dcatRoute = createRoute({
  method: 'get',
  path: '/dcat.jsonld',
  operationId: 'getDcatCatalogue',
  summary: 'The catalogue as DCAT-AP 3 (JSON-LD)',
  description:
    'For harvesters: open datasets whose licence was stated. `scope=all` lists everything that ' +
    'the viewer may read, each with its access rights.',
  request: { query: Scope },
  responses: {
    200: { description: 'The catalogue.', content: { [JSON_LD]: { schema: Document } } },
    304: SAME,
    404: NO_MANIFEST,
    ...COMMON_PROBLEMS,
  },
});

const listingRoute = createRoute({
  method: 'get',
  path: '/api/listing.csv',
  operationId: 'getListing',
  summary: 'The catalogue as rows of the national portal (공공데이터 목록)',
  request: { query: Scope },
  responses: {
    200: text('text/csv', 'UTF-8 with a byte order mark.'),
    304: SAME,
    404: NO_MANIFEST,
    ...COMMON_PROBLEMS,
  },
});

const glossaryRoute = createRoute({
  method: 'get',
  path: '/api/glossary',
  operationId: 'getGlossary',
  summary: 'The standard terms that columns use, and how many columns use one',
  responses: {
    200: json(Glossary, 'The glossary.'),
    304: SAME,
    404: NO_MANIFEST,
    ...COMMON_PROBLEMS,
  },
});

const DATASET_REQUEST = { params: DatasetParams, query: AtManifest };

const datasetDcatRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/dcat.jsonld',
  operationId: 'getDatasetDcat',
  summary: 'A dataset as DCAT-AP 3 (JSON-LD)',
  request: DATASET_REQUEST,
  responses: {
    200: { description: 'The dataset.', content: { [JSON_LD]: { schema: Document } } },
    304: SAME,
    404: NO_DATASET,
    ...COMMON_PROBLEMS,
  },
});

const packageRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/datapackage.json',
  operationId: 'getDataPackage',
  summary: 'The extract as a Data Package 2 (Frictionless)',
  request: DATASET_REQUEST,
  responses: {
    200: json(Document, 'The descriptor.'),
    304: SAME,
    404: NO_DATASET,
    ...COMMON_PROBLEMS,
  },
});

const contractRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/contract.yaml',
  operationId: 'getDatasetContract',
  summary: 'The contract in Open Data Contract Standard 3.1',
  request: DATASET_REQUEST,
  responses: { 200: text(YAML, 'The contract.'), 304: SAME, 404: NO_DATASET, ...COMMON_PROBLEMS },
});

const datasetListingRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/listing.csv',
  operationId: 'getDatasetListing',
  summary: 'A dataset as a row of the national portal',
  request: DATASET_REQUEST,
  responses: {
    200: text('text/csv', 'UTF-8 with a byte order mark.'),
    304: SAME,
    404: NO_DATASET,
    ...COMMON_PROBLEMS,
  },
});

function originOf(c: Context): string {
  return new URL(c.req.url).origin;
}

/** A text that a client may keep and must ask about. */
function cachedText(c: Context, body: string, type: string): Response {
  const tag = tagOf(body);
  c.header('ETag', tag);
  c.header('Cache-Control', 'no-cache');
  if (noneMatchHits(c.req.header('if-none-match'), tag)) return c.body(null, 304);
  return c.body(body, 200, { 'Content-Type': type });
}

function cachedJsonLd(c: Context, body: object): Response {
  return cachedText(c, JSON.stringify(body), JSON_LD);
}

function listing(c: Context, nodes: readonly DatasetNode[], names: [string, string]): Response {
  const rows = nodes.map((node) => listingRow(node, { origin: originOf(c) }));
  c.header('Content-Disposition', attachment(...names));
  return cachedText(c, BYTE_ORDER_MARK + listingCsv(rows), CSV);
}

function wholeCatalogue(catalogue: CatalogueSource): RouteEntry[] {
  const access = reading('manifest');
  const inScope = async (c: Context<AppEnv>, scope: 'published' | 'all') => {
    const { nodes, view } = await catalogue.visible(c);
    return { nodes: scope === 'all' ? nodes : nodes.filter(isPublished), view };
  };
  return [
    documentedRoute(dcatRoute, access, async (c): Promise<Response> => {
      const { nodes, view } = await inScope(c, c.req.valid('query').scope);
      const modified = view.manifest.builtAt.slice(0, 10);
      return cachedJsonLd(c, dcatCatalogue(nodes, { origin: originOf(c), modified }));
    }),
    documentedRoute(listingRoute, access, async (c): Promise<Response> => {
      const { nodes } = await inScope(c, c.req.valid('query').scope);
      return listing(c, nodes, ['공공데이터 목록.csv', 'listing.csv']);
    }),
    documentedRoute(glossaryRoute, access, async (c) => {
      const { nodes, view } = await catalogue.visible(c);
      const glossary = glossaryOf(nodes, view.terms);
      return cachedJson(c, glossary, tagOf(JSON.stringify(glossary)));
    }),
  ];
}

function singleDataset(catalogue: CatalogueSource): RouteEntry[] {
  const access = datasetAccess(catalogue);
  return [
    documentedRoute(datasetDcatRoute, access, async (c): Promise<Response> => {
      const { id } = c.req.valid('param');
      const { node } = await catalogue.dataset(c.get('viewer'), id, c.req.valid('query').manifest);
      return cachedJsonLd(c, dcatDataset(node, { origin: originOf(c) }));
    }),
    documentedRoute(packageRoute, access, async (c) => {
      const { id } = c.req.valid('param');
      const found = await catalogue.dataset(c.get('viewer'), id, c.req.valid('query').manifest);
      const options = { origin: originOf(c), created: found.manifest.builtAt };
      const body = { ...dataPackage(found.node, options) };
      return cachedJson(c, body, tagOf(JSON.stringify(body)));
    }),
    documentedRoute(contractRoute, access, async (c): Promise<Response> => {
      const { id } = c.req.valid('param');
      const { manifest } = c.req.valid('query');
      const { contracts } = await catalogue.view(c.get('viewer'), manifest);
      const { node } = await catalogue.dataset(c.get('viewer'), id, manifest);
      const contract = contracts.find((one) => one.id === id);
      return cachedText(c, odcsYaml(node, contract), YAML);
    }),
    documentedRoute(datasetListingRoute, access, async (c): Promise<Response> => {
      const { id } = c.req.valid('param');
      const { node } = await catalogue.dataset(c.get('viewer'), id, c.req.valid('query').manifest);
      return listing(c, [node], [`${node.title.ko} 목록.csv`, `${id}-listing.csv`]);
    }),
  ];
}

/** The catalogue in the formats that others read; all are projections of one graph. */
export function openFormatRoutes(catalogue: CatalogueSource): RouteEntry[] {
  return [...wholeCatalogue(catalogue), ...singleDataset(catalogue)];
}
