import { stat } from 'node:fs/promises';
import { BadaError } from '@bada/shared';
import { type DatasetNode, DownloadFormat, FORMATS, rowsFile } from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { renderWorkbook } from '../render/workbook.ts';
import { attachment } from './attachment.ts';
import { type CatalogueSource, datasetAccess } from './catalogue-source.ts';
import { clientSignal } from './client-signal.ts';
import { noneMatchHits } from './conditional.ts';
import { csvBody, type Handout, jsonBody, sheetsOf, streamed } from './dataset-bodies.ts';
import { AtManifest, DatasetParams, NO_DATASET } from './datasets.ts';
import { singlePart, streamOf } from './file-body.ts';
import { type AppEnv, documentedRoute, type RouteEntry, recorded } from './registry.ts';
import { COMMON_PROBLEMS, problem } from './responses.ts';
import type { Services } from './services.ts';

/** Rows of a sheet under its header. */
const SHEET_ROWS = 1_048_575;

const Binary = z.string().meta({ format: 'binary' });

const route = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/download',
  operationId: 'downloadDataset',
  summary: 'All rows of a dataset as a file',
  description:
    'CSV is UTF-8 with a byte order mark; texts that a spreadsheet would take for a formula get an ' +
    'apostrophe before them. `csv-cp949` tells in `X-Bada-Lost-Characters` how many characters ' +
    'CP949 could not hold (they become `?`); `/lost-characters` lists them. `parquet` is the ' +
    'extract itself, byte by byte.',
  request: {
    params: DatasetParams,
    query: AtManifest.extend({ format: DownloadFormat.default('csv') }),
  },
  responses: {
    ...COMMON_PROBLEMS,
    200: {
      description: 'The file.',
      content: {
        'text/csv': { schema: z.string() },
        'application/json': { schema: z.array(z.record(z.string(), z.unknown())) },
        [FORMATS.xlsx.mediaType]: { schema: Binary },
        [FORMATS.parquet.mediaType]: { schema: Binary },
      },
    },
    304: { description: 'The client holds it already.' },
    400: problem('The request does not fit its schema (`request.invalid`).'),
    404: NO_DATASET,
    422: problem('The dataset is too long for a sheet (`dataset.too-long`).'),
    503: problem('The file of the dataset is damaged (`extract.corrupt`).'),
  },
});

function nameHeader({ id, title, asOf }: DatasetNode, format: DownloadFormat): string {
  const { extension } = FORMATS[format];
  const mark = format === 'csv-cp949' ? '_cp949' : '';
  const end = `_${asOf}${mark}.${extension}`;
  return attachment(`${title.ko}${end}`, `${id}${end}`);
}

/** The extract's own file, as the manifest names it. */
async function parquetBody(
  c: Context<AppEnv>,
  { manifests, cuts }: Services,
  { at, viewer }: Handout,
) {
  const { hash, bytes } = rowsFile(at.node);
  const own = { class: at.node.folder ?? at.node.class, hash, extension: 'parquet' };
  const path = at.node.cut ? (await cuts.pathOf(viewer, hash))?.path : await manifests.pathOf(own);
  const size =
    path === undefined
      ? -1
      : await stat(path).then(
          (one) => one.size,
          () => -1,
        );
  if (path === undefined || size !== bytes) {
    throw new BadaError('extract.corrupt', { dataset: at.node.id });
  }
  c.header('Content-Length', String(bytes));
  return streamOf(path, singlePart({ start: 0, end: bytes - 1 }));
}

async function workbookBody(handout: Handout) {
  const { id, rows } = handout.at.node;
  if (rows > SHEET_ROWS) throw new BadaError('dataset.too-long', { id, rows, limit: SHEET_ROWS });
  return renderWorkbook(await sheetsOf(handout), handout.signal);
}

async function bodyOf(
  c: Context<AppEnv>,
  services: Services,
  { handout, format }: { handout: Handout; format: DownloadFormat },
) {
  switch (format) {
    case 'csv':
      return streamed(csvBody(handout, 'utf-8'));
    case 'csv-cp949': {
      const { total } = await handout.tables.losses(handout.viewer, handout.at, handout.signal);
      c.header('X-Bada-Lost-Characters', String(total));
      return streamed(csvBody(handout, 'cp949'));
    }
    case 'json':
      return streamed(jsonBody(handout));
    case 'xlsx':
      return workbookBody(handout);
    case 'parquet':
      return parquetBody(c, services, handout);
  }
}

/** Downloads of whole datasets. */
export function datasetDownloadRoutes(
  services: Services,
  catalogue: CatalogueSource,
): RouteEntry[] {
  const { tables } = services;
  return [
    documentedRoute(route, recorded(datasetAccess(catalogue)), async (c): Promise<Response> => {
      const { format, manifest } = c.req.valid('query');
      const viewer = c.get('viewer');
      const at = await catalogue.leaving(viewer, c.req.valid('param').id, manifest);
      const tag = `"${rowsFile(at.node).hash}-${format}"`;
      c.header('ETag', tag);
      c.header('Cache-Control', 'private, no-cache');
      if (noneMatchHits(c.req.header('if-none-match'), tag)) return c.body(null, 304);
      c.header('Content-Type', FORMATS[format].mediaType);
      c.header('Content-Disposition', nameHeader(at.node, format));
      if (c.req.method === 'HEAD') return c.body(null, 200);
      const handout = { tables, viewer, at, signal: clientSignal(c.req.raw) };
      return c.body(await bodyOf(c, services, { handout, format }), 200);
    }),
  ];
}
