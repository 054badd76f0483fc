import { memorySource, readFile } from '@bada/data/read';
import { BadaError } from '@bada/shared';
import {
  contractChanges,
  ListingProposals,
  ListingUpload,
  listedDataset,
  metadataFromListing,
  readListing,
  withMetadata,
} from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CatalogueSource } from './catalogue-source.ts';
import { ContractDesk } from './contract-desk.ts';
import { type AppEnv, documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const MAX_ROWS = 500;

const route = createRoute({
  method: 'post',
  path: '/api/listing',
  operationId: 'readListing',
  summary: 'What rows of the national portal (공공데이터 목록) would change',
  description:
    'Takes a listing as CSV (UTF-8 or CP949), XLSX or JSON. Rows are matched to datasets by the ' +
    'address of their page, else by name. Nothing is stored: each proposal is saved as a version of ' +
    "the dataset's contract.",
  request: jsonBody(ListingUpload),
  responses: {
    200: json(ListingProposals, 'A proposal per row, and the cells that were not understood.'),
    400: problem('The request does not fit its schema (`request.invalid`).'),
    404: problem('No extract was built yet (`manifest.not-found`).'),
    422: problem('The file cannot be read (`read.*`).'),
    ...COMMON_PROBLEMS,
  },
});

/** The cells of the first table of a file, its header first. */
async function cellsOf(name: string, bytes: Uint8Array): Promise<(readonly string[])[]> {
  const file = await readFile(memorySource(name, bytes), {});
  const [table] = file.tables;
  const cells: (readonly string[])[] = table?.columns ? [table.columns] : [];
  if (!table) return cells;
  for await (const batch of table.batches()) {
    for (const row of batch) if (row.cells.some((cell) => cell !== '')) cells.push(row.cells);
    if (cells.length > MAX_ROWS + 1) {
      const what = `at most ${MAX_ROWS} rows`;
      throw new BadaError('request.invalid', { where: 'json.content', what });
    }
  }
  return cells;
}

type Row = ListingProposals['rows'][number];

/** Reading a portal's listing back. */
export function listingImportRoutes(services: Services, catalogue: CatalogueSource): RouteEntry[] {
  const desk = new ContractDesk(services, catalogue);
  async function proposal(
    c: Context<AppEnv>,
    listed: ReturnType<typeof readListing>['datasets'][number],
  ): Promise<Row> {
    const { title } = listed;
    const none = { title, dataset: null, changes: [], document: null, tag: '', mayEdit: false };
    const { nodes } = await catalogue.visible(c);
    const node = listedDataset(listed, nodes);
    if (!node) return none;
    const file = await desk.open(c, node.id);
    const { metadata, mayEdit } = desk.state(c, file);
    const { departments } = await services.store.documents.contracts(c.get('viewer'));
    const after = withMetadata(file.document, metadataFromListing(listed, metadata, departments));
    const changes = contractChanges(file.document, after);
    return {
      title,
      dataset: { id: node.id, title: node.title },
      changes,
      document: mayEdit && changes.length > 0 ? after : null,
      tag: `"${file.number}"`,
      mayEdit,
    };
  }
  return [
    documentedRoute(route, reading('manifest'), async (c) => {
      const { name, content } = c.req.valid('json');
      const { datasets, problems } = readListing(
        await cellsOf(name, Buffer.from(content, 'base64')),
      );
      const rows: Row[] = [];
      for (const listed of datasets) rows.push(await proposal(c, listed));
      return c.json({ rows, problems: [...problems] }, 200);
    }),
  ];
}
