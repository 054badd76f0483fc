import { BadaError, type DataClass } from '@bada/shared';
import type { Context } from 'hono';
import type { Expected } from '../jobs/ingests/ports.ts';
import { StaleIngest } from '../jobs/ingests/states.ts';
import { decodeCursor } from '../store/cursor.ts';
import { clientSignal } from './client-signal.ts';
import { matchTags } from './conditional.ts';
import * as routes from './ingest-routes.ts';
import { partFile } from './part-file.ts';
import { type Access, type AppEnv, documentedRoute, type RouteEntry } from './registry.ts';
import type { Services } from './services.ts';

const LIST: Access = { action: 'read', resource: () => ({ kind: 'ingest' }) };
const CREATE: Access = { action: 'create', resource: () => ({ kind: 'ingest' }) };
const PUBLISH: Access = { action: 'create', resource: () => ({ kind: 'publication' }) };

function tag(c: Context<AppEnv>, version: number): void {
  c.header('ETag', `"${version}"`);
  c.header('Cache-Control', 'no-store');
}

function expectedBy(header: string | undefined): Expected {
  if (header === undefined) throw new BadaError('ingest.precondition-required');
  const tags = matchTags(header);
  return tags === 'any' ? 'any' : tags.filter((one) => /^\d{1,15}$/.test(one)).map(Number);
}

/** A refused writer learns the current tag, to load and try again. */
async function changing<T>(c: Context<AppEnv>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StaleIngest) c.header('ETag', `"${error.current}"`);
    throw error;
  }
}

/** Access to one ingest by its owner and department; what is not there belongs to the one who asks. */
function oneIngest({ store }: Services, action: Access['action']): Access {
  return {
    action,
    async resource(c: Context<AppEnv>, viewer) {
      const found = await store.ingests.ownerOf(viewer, c.req.param('id') ?? '');
      return { kind: 'ingest', ...(found ?? { owner: viewer.id }) };
    },
  };
}

function readRoutes(services: Services): RouteEntry[] {
  const { ingests, store, cuts } = services;
  const read = oneIngest(services, 'read');
  return [
    documentedRoute(routes.listIngests, LIST, async (c) => {
      const { cursor, limit } = c.req.valid('query');
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      if (cursor !== undefined && !after) {
        throw new BadaError('request.invalid', { where: 'query.cursor', what: 'no such cursor' });
      }
      c.header('Cache-Control', 'no-store');
      return c.json(await store.ingests.list(c.get('viewer'), { limit, after }), 200);
    }),
    documentedRoute(routes.readIngest, read, async (c) => {
      const ingest = await ingests.get(c.get('viewer'), c.req.valid('param').id);
      tag(c, ingest.version);
      return c.json(ingest, 200);
    }),
    documentedRoute(routes.readMapping, read, async (c) => {
      const { id, table } = c.req.valid('param');
      return c.json(await ingests.mapping(c.get('viewer'), id, table), 200);
    }),
    documentedRoute(routes.readPart, read, async (c) => {
      const wanted = { ...c.req.valid('param'), ...c.req.valid('query') };
      c.header('Cache-Control', 'no-store');
      const rows = await ingests.rows(c.get('viewer'), wanted, (dataClass) =>
        c.get('demand')('read', { kind: 'extract', class: dataClass }),
      );
      return c.json(rows, 200);
    }),
    documentedRoute(routes.readPartFile, read, async (c): Promise<Response> => {
      const { id, table, part } = c.req.valid('param');
      const viewer = c.get('viewer');
      const { file } = await ingests.get(viewer, id);
      const demand = (dataClass: DataClass) =>
        c.get('demand')('read', { kind: 'extract', class: dataClass });
      return partFile(c, {
        file: file.name,
        part,
        format: c.req.valid('query').format,
        read: (page) => ingests.rows(viewer, { id, table, part, ...page }, demand),
      });
    }),
    documentedRoute(routes.readContract, read, async (c) => {
      const { id, table } = c.req.valid('param');
      c.header('Cache-Control', 'no-store');
      return c.json(await ingests.contract(c.get('viewer'), id, table), 200);
    }),
    documentedRoute(routes.previewPublication, read, async (c) => {
      c.header('Cache-Control', 'no-store');
      const ruled = new Set(await cuts.ruledDatasets(c.get('viewer')));
      const sees = (dataClass: DataClass, dataset: string) =>
        !ruled.has(dataset) && c.get('may')('read', { kind: 'extract', class: dataClass });
      const asking = { sees, signal: clientSignal(c.req.raw) };
      return c.json(await ingests.preview(c.get('viewer'), c.req.valid('param').id, asking), 200);
    }),
  ];
}

function bringRoute({ ingests, maxUpload }: Services): RouteEntry {
  return documentedRoute(
    routes.bringFile,
    CREATE,
    async (c) => {
      const { name, department } = c.req.valid('query');
      const viewer = c.get('viewer');
      const body = c.req.raw.body;
      if (!body) throw new BadaError('read.empty', { name });
      const owner = department ?? viewer.departments[0] ?? null;
      const ingest = await ingests.receive(viewer, { name, department: owner, body });
      c.header('Location', `/api/ingests/${ingest.id}`);
      tag(c, ingest.version);
      return c.json(ingest, 201);
    },
    { kind: 'bytes', maxBytes: maxUpload, tooLarge: 'ingest.too-large' },
  );
}

function runRoutes(services: Services): RouteEntry[] {
  const { ingests } = services;
  const update = oneIngest(services, 'update');
  return [
    documentedRoute(routes.runIngest, update, async (c) => {
      const expected = expectedBy(c.req.header('if-match'));
      const { id } = c.req.valid('param');
      const ingest = await changing(c, () => ingests.run(c.get('viewer'), id, expected));
      tag(c, ingest.version);
      return c.json(ingest, 202);
    }),
    documentedRoute(routes.cancelIngest, update, async (c) => {
      const expected = expectedBy(c.req.header('if-match') ?? '*');
      const { id } = c.req.valid('param');
      const ingest = await changing(c, () => ingests.cancel(c.get('viewer'), id, expected));
      tag(c, ingest.version);
      return c.json(ingest, 200);
    }),
    documentedRoute(routes.deleteIngest, oneIngest(services, 'delete'), async (c) => {
      const expected = expectedBy(c.req.header('if-match'));
      const { id } = c.req.valid('param');
      await changing(c, () => ingests.remove(c.get('viewer'), id, expected));
      return c.body(null, 204);
    }),
  ];
}

function changeRoutes(services: Services): RouteEntry[] {
  const { ingests } = services;
  const update = oneIngest(services, 'update');
  return [
    documentedRoute(routes.changeMapping, update, async (c) => {
      const expected = expectedBy(c.req.header('if-match'));
      const mayKeep = c.get('may')('update', { kind: 'personal-data' });
      const asked = { ...c.req.valid('param'), change: c.req.valid('json') };
      const change = { ...asked, expected, mayKeep };
      const ingest = await changing(c, () => ingests.changeMapping(c.get('viewer'), change));
      tag(c, ingest.version);
      return c.json(ingest, 200);
    }),
    documentedRoute(routes.changeContract, update, async (c) => {
      const expected = expectedBy(c.req.header('if-match'));
      const change = { ...c.req.valid('param'), change: c.req.valid('json'), expected };
      const changed = await changing(c, () => ingests.changeContract(c.get('viewer'), change));
      tag(c, changed.version);
      return c.json(changed.contract, 200);
    }),
    documentedRoute(routes.publishIngest, PUBLISH, async (c) => {
      const expected = expectedBy(c.req.header('if-match'));
      const { id } = c.req.valid('param');
      const { tables, reason } = c.req.valid('json');
      const viewer = c.get('viewer');
      const wanted = { tables, reason, expected };
      const ingest = await changing(c, () => ingests.publish(viewer, id, wanted));
      tag(c, ingest.version);
      return c.json(ingest, 200);
    }),
  ];
}

/** Files that departments bring, on their way to becoming versions of datasets. */
export function ingestRoutes(services: Services): RouteEntry[] {
  return [
    ...readRoutes(services),
    bringRoute(services),
    ...runRoutes(services),
    ...changeRoutes(services),
  ];
}
