import {
  BadaError,
  buildLineage,
  downstream,
  type LineageDataset,
  lineageId,
  upstream,
} from '@bada/shared';
import { type DatasetNode, LineageView, lineageBoard, lineageViewOf } from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import type { RecordedOrigin } from '../jobs/lineage-record.ts';
import { type CatalogueSource, datasetAccess } from './catalogue-source.ts';
import { DatasetParams, NO_DATASET } from './datasets.ts';
import { documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json } from './responses.ts';
import type { Services } from './services.ts';

const MAX_BOARDS = 200;

const route = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/lineage',
  operationId: 'getLineage',
  summary: 'Where a dataset comes from and what depends on it, column by column',
  description:
    'From source files and their columns, as the recorded runs say, over the columns to indicators ' +
    "and the viewer's boards. Everything behind a column is what breaks when it changes.",
  request: { params: DatasetParams },
  responses: { 200: json(LineageView, 'Nodes and arrows.'), 404: NO_DATASET, ...COMMON_PROBLEMS },
});

/** Sources of the columns that are there for the viewer. */
function mappingOf({ columns }: RecordedOrigin, seen: ReadonlySet<string>) {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => seen.has(name)));
}

function lineageDataset(node: DatasetNode, origin: RecordedOrigin | undefined): LineageDataset {
  const { id, title, columns } = node;
  const files = origin?.sources.join(', ') ?? '';
  const source = files === '' ? node.source : { ko: files, en: files };
  if (!origin) return { id, title, source, columns };
  const seen = new Set(columns.map(({ name }) => name));
  return { id, title, source, columns, mapping: mappingOf(origin, seen) };
}

/** What a dataset comes from and goes to. */
export function lineageRoutes(
  { store, lineage }: Services,
  catalogue: CatalogueSource,
): RouteEntry[] {
  return [
    documentedRoute(route, datasetAccess(catalogue), async (c) => {
      const { id } = c.req.valid('param');
      const viewer = c.get('viewer');
      const { nodes } = await catalogue.visible(c);
      if (!nodes.some((node) => node.id === id)) throw new BadaError('dataset.not-found', { id });
      const { indicators } = await store.documents.contracts(viewer);
      const origins = await lineage.origins(viewer);
      const { boards } = await store.boards.list(viewer, { limit: MAX_BOARDS });
      const graph = buildLineage({
        datasets: nodes.map((node) => lineageDataset(node, origins.get(node.id))),
        indicators,
        boards: boards.map(lineageBoard),
      });
      const start = lineageId('dataset', id);
      const columns = downstream(graph, start);
      const behind = [...upstream(graph, start), ...columns];
      const sources = columns
        .filter(({ kind }) => kind === 'column')
        .flatMap((column) => upstream(graph, column.id));
      const around = [...behind, ...sources].map((node) => node.id);
      c.header('Cache-Control', 'no-store');
      return c.json(lineageViewOf(graph, new Set([start, ...around])), 200);
    }),
  ];
}
