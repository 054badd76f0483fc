import { stat } from 'node:fs/promises';
import { BadaError, DataClass, type Viewer } from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import type { FileKey } from '../engine/manifests.ts';
import { parseRanges } from './byte-ranges.ts';
import { noneMatchHits } from './conditional.ts';
import { type FileBody, multipart, singlePart, streamOf } from './file-body.ts';
import { classJudge } from './judged-class.ts';
import { type Access, type AppEnv, documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, problem } from './responses.ts';
import type { Services } from './services.ts';

const TYPES: Readonly<Record<string, string>> = {
  parquet: 'application/vnd.apache.parquet',
  geojson: 'application/geo+json',
  duckdb: 'application/octet-stream',
};

const Binary = z.string().meta({ format: 'binary' });

const route = createRoute({
  method: 'get',
  path: '/extracts/{class}/{file}',
  operationId: 'getExtract',
  summary: 'A file of an extract, named by the hash of its bytes',
  description:
    'Immutable. Takes single and multiple byte ranges, If-Range, If-None-Match, and HEAD with all ' +
    'of these.',
  request: { params: z.object({ class: z.string(), file: z.string() }) },
  responses: {
    200: {
      description: 'The whole file.',
      content: {
        'application/vnd.apache.parquet': { schema: Binary },
        'application/geo+json': { schema: Binary },
        'application/octet-stream': { schema: Binary },
      },
    },
    206: { description: 'The ranges asked for, as `multipart/byteranges` where several.' },
    304: { description: 'The client holds it already.' },
    404: problem('No manifest names such a file (`extract.not-found`).'),
    416: problem('No asked byte lies in the file, or too many ranges (`extract.range`).'),
    ...COMMON_PROBLEMS,
  },
});

interface Served {
  readonly path: string;
  readonly size: number;
  readonly type: string;
  readonly tag: string;
  /** Whether all who may read the dataset get the same file. */
  readonly isForAll: boolean;
}

function keyOf(c: Context<AppEnv>): FileKey {
  const [, hash = '', extension = ''] = /^(.*)\.(\w+)$/.exec(c.req.param('file') ?? '') ?? [];
  return { class: c.req.param('class') ?? '', hash, extension };
}

/** The class by which a file is judged today: that of the dataset it belongs to, the widest where several hold the
 * same bytes. A class that does not exist holds nothing; asking for the highest reveals no less. */
async function classOf(c: Context<AppEnv>, services: Services, viewer: Viewer): Promise<DataClass> {
  const own = DataClass.safeParse(c.req.param('class'));
  if (!own.success) return 'restricted';
  const key = keyOf(c);
  const named = await services.manifests.datasetsNaming(key);
  const cut = named.length > 0 ? undefined : await services.cuts.pathOf(viewer, key.hash);
  const ids = cut ? [cut.dataset.id] : named;
  const judge = await classJudge(services, viewer);
  const classes = ids.map((id) => judge({ id, class: own.data }));
  return DataClass.options.find((one) => classes.includes(one)) ?? own.data;
}

/** Where a file lies, for those who see all of a dataset that it belongs to, and for those whose cut it is. */
async function pathFor(
  c: Context<AppEnv>,
  { manifests, cuts }: Services,
): Promise<{ path: string; isForAll: boolean } | undefined> {
  const viewer = c.get('viewer');
  const key = keyOf(c);
  const path = await manifests.pathOf(key);
  if (path !== undefined) {
    for (const dataset of await manifests.versionsNaming(key)) {
      if (!(await cuts.isWhole(viewer, dataset))) continue;
      return { path, isForAll: !(await cuts.tellsApart(viewer, dataset.id)) };
    }
  }
  const cut = await cuts.pathOf(viewer, key.hash);
  return cut?.dataset.class === key.class ? { path: cut.path, isForAll: false } : undefined;
}

async function find(c: Context<AppEnv>, services: Services): Promise<Served> {
  const file = c.req.param('file') ?? '';
  const { hash, extension } = keyOf(c);
  const found = await pathFor(c, services);
  if (found === undefined) throw new BadaError('extract.not-found', { hash: file });
  const { path, isForAll } = found;
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new BadaError('extract.not-found', { hash: file }, { cause });
  });
  const type = TYPES[extension] ?? 'application/octet-stream';
  return { path, size, type, tag: `"${hash}"`, isForAll };
}

/** A range is meant for the version its If-Range names; the tag must match strongly. */
function rangeHeader(c: Context, tag: string): string | undefined {
  const condition = c.req.header('if-range');
  return condition === undefined || condition.trim() === tag ? c.req.header('range') : undefined;
}

function send(c: Context, served: Served, body: FileBody, status: 200 | 206): Response {
  c.header('Content-Type', body.contentType ?? served.type);
  c.header('Content-Length', String(body.bytes));
  if (c.req.method === 'HEAD') return c.body(null, status);
  return c.body(streamOf(served.path, body), status);
}

function respond(c: Context, served: Served): Response {
  const { size, tag, type } = served;
  if (noneMatchHits(c.req.header('if-none-match'), tag)) return c.body(null, 304);
  const asked = parseRanges(rangeHeader(c, tag), size);
  switch (asked.kind) {
    case 'whole':
      return send(c, served, singlePart({ start: 0, end: size - 1 }), 200);
    case 'unsatisfiable':
      c.header('Content-Range', `bytes */${size}`);
      throw new BadaError('extract.range', { bytes: size });
    case 'ranges': {
      const [first, ...others] = asked.ranges;
      if (!first || others.length > 0) {
        return send(c, served, multipart(asked.ranges, size, type), 206);
      }
      c.header('Content-Range', `bytes ${first.start}-${first.end}/${size}`);
      return send(c, served, singlePart(first), 206);
    }
  }
}

/** How long a client may keep a file. One that not everybody gets is asked for anew each time: rules may change. */
function keepingOf({ isForAll }: Served, isOpen: boolean): string {
  if (!isForAll) return 'private, no-cache';
  return `${isOpen ? 'public' : 'private'}, max-age=31536000, immutable`;
}

/** Files of extracts; every fetch is authorised by the class in its address and that of its dataset today. */
export function extractRoutes(services: Services): RouteEntry[] {
  const access: Access = {
    action: 'read',
    resource: async (c, viewer) => ({
      kind: 'extract',
      class: await classOf(c, services, viewer),
    }),
  };
  return [
    documentedRoute(route, access, async (c): Promise<Response> => {
      const served = await find(c, services);
      const isOpen = (await classOf(c, services, c.get('viewer'))) === 'open';
      c.header('ETag', served.tag);
      c.header('Accept-Ranges', 'bytes');
      c.header('Cache-Control', keepingOf(served, isOpen));
      if (!served.isForAll) c.header('Vary', 'Cookie, Authorization');
      return respond(c, served);
    }),
  ];
}
