import { datasetOf, type ManifestDataset, Sha256, type Viewer } from '@bada/shared';
import { OdcsDocument } from '@bada/shared/catalogue';
import {
  IngestRows,
  IngestRowsQuery,
  Mapping,
  VersionIntake,
  VersionIntakePart,
} from '@bada/shared/intake';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { type HiddenColumns, hiddenColumns } from '../jobs/ingests/view.ts';
import { type CatalogueSource, datasetAccess } from './catalogue-source.ts';
import { DatasetParams, NO_DATASET } from './datasets.ts';
import { PART_FILE, PartFileQuery, partFile } from './part-file.ts';
import { type AppEnv, documentedRoute, type RouteEntry, recorded } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';
import type { Services } from './services.ts';

const VersionParams = DatasetParams.extend({ version: Sha256 });

const accountRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/versions/{version}/intake',
  operationId: 'getVersionIntake',
  summary: 'Where the rows of the files went that a version was made from',
  description: '`version` is a manifest. Stays when the ingest is deleted.',
  request: { params: VersionParams },
  responses: {
    200: json(VersionIntake, 'The account of each source table.'),
    400: problem('The request does not fit its schema (`request.invalid`).'),
    404: NO_DATASET,
    ...COMMON_PROBLEMS,
  },
});

const partRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/versions/{version}/intake/{table}/{part}',
  operationId: 'getVersionIntakeRows',
  summary: 'Rows of a source table of a version that were not kept, or were flagged',
  request: {
    params: VersionParams.extend({ table: z.string().regex(/^\d{1,4}$/), part: VersionIntakePart }),
    query: IngestRowsQuery,
  },
  responses: {
    ...COMMON_PROBLEMS,
    200: json(IngestRows, 'A page of rows, masked by class.'),
    400: problem('The request does not fit its schema (`request.invalid`).'),
    404: problem(
      'No such dataset, version or table (`dataset.not-found`, `manifest.not-found`, `ingest.table-unknown`).',
    ),
    503: problem('The file of the account is missing or damaged (`extract.corrupt`).'),
  },
});

const partFileRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/versions/{version}/intake/{table}/{part}/file',
  operationId: 'downloadVersionIntakeRows',
  summary: 'The same rows as a file',
  request: { params: partRoute.request.params, query: PartFileQuery },
  responses: {
    ...COMMON_PROBLEMS,
    ...PART_FILE,
    400: partRoute.responses[400],
    404: partRoute.responses[404],
    503: partRoute.responses[503],
  },
});

/** What a viewer may not see of a source table, by the contract of the version and the one in force, and by every
 * mapping of its name: a column that was hidden once is not shown because a later contract does not speak of it. */
async function hiddenOf(
  { store }: Services,
  viewer: Viewer,
  { dataset, table }: { dataset: ManifestDataset; table: number },
): Promise<HiddenColumns> {
  const bodies = async (kind: 'contract' | 'mapping', id: string) =>
    (await store.documentVersions.list(viewer, kind, id)).map(({ body }) => body);
  const all = (await bodies('contract', dataset.id)).map((body) => OdcsDocument.parse(body));
  const contracts = all.filter(
    ({ version }, at) => at === 0 || version === dataset.contractVersion,
  );
  const mapping = dataset.intake?.[table]?.mapping.id ?? '';
  const mappings = (await bodies('mapping', mapping)).map((body) => Mapping.parse(body));
  const sets = contracts.flatMap((contract) =>
    [undefined, ...mappings].map((one) => hiddenColumns({ contract, mapping: one }, viewer)),
  );
  return {
    size: sets.reduce((sum, { size }) => sum + size, 0),
    has: (name) => sets.some((set) => set.has(name)),
  };
}

/** The account of a version, openable for as long as the version is. */
export function datasetIntakeRoutes(services: Services, catalogue: CatalogueSource): RouteEntry[] {
  const access = datasetAccess(catalogue);
  const entry = async (c: Context<AppEnv>, id: string, version: string) => {
    const viewer = c.get('viewer');
    const found = await catalogue.dataset(viewer, id, version);
    c.get('demand')('read', { kind: 'extract', class: found.node.class });
    await services.cuts.refuseCut(viewer, id);
    const dataset = datasetOf(await services.manifests.byId(found.manifest.id), id);
    c.header('Cache-Control', 'private, no-store');
    return dataset;
  };
  const pages = async (
    c: Context<AppEnv>,
    wanted: { dataset: ManifestDataset; table: number; part: VersionIntakePart },
  ) => {
    const { dataset, table, part } = wanted;
    const hidden = await hiddenOf(services, c.get('viewer'), { dataset, table });
    return (page: { offset: number; limit: number }) =>
      services.versions.intakeRows(dataset, { table, part, ...page, hidden });
  };
  return [
    documentedRoute(accountRoute, access, async (c) => {
      const { id, version } = c.req.valid('param');
      const dataset = await entry(c, id, version);
      const tables = (dataset.intake ?? []).map(({ input, account, flags }, at) => {
        const { file, table: name, bytes, sha256 } = input;
        return { table: String(at), file, name, bytes, sha256, account, flags };
      });
      return c.json({ manifest: version, version: dataset.version, tables }, 200);
    }),
    documentedRoute(partRoute, recorded(access), async (c) => {
      const { id, version, part, table } = c.req.valid('param');
      const dataset = await entry(c, id, version);
      const read = await pages(c, { dataset, table: Number(table), part });
      return c.json(await read(c.req.valid('query')), 200);
    }),
    documentedRoute(partFileRoute, recorded(access), async (c): Promise<Response> => {
      const { id, version, part, table } = c.req.valid('param');
      const dataset = await entry(c, id, version);
      const read = await pages(c, { dataset, table: Number(table), part });
      const file = dataset.intake?.[Number(table)]?.input.file ?? id;
      return partFile(c, { file, part, format: c.req.valid('query').format, read });
    }),
  ];
}
