import { BadaError, baseFile, type Manifest, Sha256, type Viewer } from '@bada/shared';
import {
  DatasetDetail,
  DatasetHit,
  DatasetPage,
  type DatasetVersion,
  Facet,
  type FacetChoice,
} from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { cachedJson } from './cached-json.ts';
import { type CatalogueSource, datasetAccess } from './catalogue-source.ts';
import { tagOf } from './conditional.ts';
import { documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';
import type { Services } from './services.ts';

const PAGE = 20;
const MAX_PAGE = 100;
const MAX_TEXT = 200;

const FacetParam = z.union([z.string().max(MAX_TEXT), z.array(z.string().max(MAX_TEXT)).max(50)]);

const ListQuery = z.object({
  q: z.string().max(MAX_TEXT).default(''),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(PAGE),
  ...Object.fromEntries(Facet.options.map((facet) => [facet, FacetParam.optional()])),
});

/** Path and query of every route about one dataset. */
export const DatasetParams = z.object({ id: z.string().max(80) });
export const AtManifest = z.object({ manifest: Sha256.optional() });

export const NO_DATASET = problem(
  'There is no such dataset or manifest (`dataset.not-found`, `manifest.not-found`).',
);

const listRoute = createRoute({
  method: 'get',
  path: '/api/datasets',
  operationId: 'findDatasets',
  summary: 'Searches the datasets that the viewer may read',
  description:
    'Finds parts of Korean compounds, initial consonants (`ㄱㄹㅇㄱ`) and, where nothing matches as ' +
    'typed, likely slips. A facet given several times means any of its values. A cursor stays with ' +
    'the manifest it began with.',
  request: { query: ListQuery },
  responses: {
    200: json(DatasetPage, 'A page of datasets, the best first, with the facets to narrow by.'),
    400: problem('The request does not fit its schema (`request.invalid`).'),
    404: problem('No extract was built yet (`manifest.not-found`).'),
    ...COMMON_PROBLEMS,
  },
});

const detailRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}',
  operationId: 'getDataset',
  summary: 'A dataset with its columns, caveats, users and versions',
  request: { params: DatasetParams, query: AtManifest },
  responses: {
    200: json(DatasetDetail, 'The dataset.'),
    304: { description: 'The client holds it already.' },
    404: NO_DATASET,
    ...COMMON_PROBLEMS,
  },
});

const Cursor = z.tuple([Sha256, z.number().int().positive()]);

function encodeCursor(manifest: string, offset: number): string {
  return Buffer.from(JSON.stringify([manifest, offset])).toString('base64url');
}

function decodeCursor(text: string | undefined): { manifest?: string; offset: number } {
  if (text === undefined) return { offset: 0 };
  try {
    const decoded: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const [manifest, offset] = Cursor.parse(decoded);
    return { manifest, offset };
  } catch {
    throw new BadaError('request.invalid', { where: 'query.cursor', what: 'no such cursor' });
  }
}

function choiceOf(queries: Readonly<Record<string, readonly string[]>>): FacetChoice {
  return Object.fromEntries(Facet.options.map((facet) => [facet, queries[facet] ?? []]));
}

/** The files that a dataset was made from, without the places of what became of their rows. */
function intakeIn({ datasets }: Manifest, id: string): DatasetDetail['intake'] {
  const intake = datasets.find((one) => one.id === id)?.intake ?? [];
  return intake.map(({ files: _files, ...told }) => told);
}

type PublishedVersion = Omit<DatasetVersion, 'run'>;

function versionIn(manifest: Manifest, id: string, currentHash: string): PublishedVersion[] {
  const dataset = manifest.datasets.find((one) => one.id === id);
  const file = dataset?.files.find(({ role }) => role === 'base');
  if (!dataset || !file) return [];
  const { version, asOf, quality, changeReason = null } = dataset;
  const { hash, rows } = file;
  const published = { manifest: manifest.id, publishedAt: manifest.builtAt };
  const score = quality?.score ?? null;
  const current = hash === currentHash;
  return [{ version, ...published, asOf, hash, rows, score, changeReason, current }];
}

/** Each version once, in the manifest that published it first; the newest first. */
async function versionsOf(
  { manifests, lineage }: Services,
  viewer: Viewer,
  { id, currentHash }: { id: string; currentHash: string },
): Promise<DatasetVersion[]> {
  const all = await manifests.all();
  const runs = await lineage.runs(viewer, id);
  const versions = all.flatMap((manifest) => versionIn(manifest, id, currentHash));
  return versions
    .filter(({ hash }, at) => !versions.slice(at + 1).some((one) => one.hash === hash))
    .map((one) => {
      const made = runs.findLast(({ version }) => version === one.version);
      if (!made) return { ...one, run: null };
      const { version: _version, ...run } = made;
      return { ...one, run };
    });
}

/** Hash of the rows of a dataset in a manifest; empty where it is not in it. */
function hashIn({ datasets }: Manifest, id: string): string {
  const dataset = datasets.find((one) => one.id === id);
  return dataset ? baseFile(dataset).hash : '';
}

/** The current version as a viewer sees it who does not see all rows; how others differ from it tells of hidden ones. */
async function seenVersion(
  { cuts }: Services,
  viewer: Viewer,
  id: string,
): Promise<DatasetVersion[]> {
  const manifest = await cuts.manifest(viewer);
  return versionIn(manifest, id, hashIn(manifest, id)).map((one) => ({ ...one, run: null }));
}

/** Searching the catalogue, and one dataset of it. */
export function datasetRoutes(services: Services, catalogue: CatalogueSource): RouteEntry[] {
  return [
    documentedRoute(listRoute, reading('manifest'), async (c) => {
      const { q, cursor, limit } = c.req.valid('query');
      const { manifest, offset } = decodeCursor(cursor);
      const { nodes, index, view } = await catalogue.visible(c, manifest);
      const found = index.find({ text: q, choice: choiceOf(c.req.queries()) });
      const end = offset + limit;
      const page = found.documents.slice(offset, end).flatMap((at) => nodes[at] ?? []);
      c.header('Cache-Control', 'no-store');
      const body = {
        datasets: page.map((node) => DatasetHit.strip().parse(node)),
        total: found.documents.length,
        forgiving: found.forgiving,
        facets: [...found.facets],
        next: end < found.documents.length ? encodeCursor(view.manifest.id, end) : null,
      };
      return c.json(body, 200);
    }),
    documentedRoute(detailRoute, datasetAccess(catalogue), async (c) => {
      const { id } = c.req.valid('param');
      const { manifest } = c.req.valid('query');
      const viewer = c.get('viewer');
      const shown = await catalogue.dataset(viewer, id, manifest);
      const dataset = shown.node;
      const current = await services.manifests.current();
      const currentHash = hashIn(current, id);
      const { id: now } = current;
      const versions = dataset.cut?.ruled
        ? await seenVersion(services, viewer, id)
        : await versionsOf(services, viewer, { id, currentHash });
      const keeper = { kind: 'dataset' as const, department: dataset.owner.code };
      const mayRestore = c.get('may')('update', keeper);
      const intake = intakeIn(shown.manifest, id);
      const body = { dataset, versions, manifest: now, mayRestore, intake };
      return cachedJson(c, body, tagOf(JSON.stringify(body)));
    }),
  ];
}
