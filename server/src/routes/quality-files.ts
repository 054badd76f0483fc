import { BadaError, type Manifest, rulesOf } from '@bada/shared';
import { type DatasetNode, FORMATS } from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { unrunnableRules } from '../jobs/quality-desk.ts';
import { renderWorkbook } from '../render/workbook.ts';
import type { WorkbookInput } from '../render/workbook-input.ts';
import { attachment } from './attachment.ts';
import { type CatalogueSource, datasetAccess } from './catalogue-source.ts';
import { clientSignal } from './client-signal.ts';
import { AtManifest, DatasetParams, NO_DATASET } from './datasets.ts';
import { type DatasetEvidence, evidenceSheets } from './quality-sheets.ts';
import { type AppEnv, documentedRoute, type RouteEntry, reading, recorded } from './registry.ts';
import { COMMON_PROBLEMS, problem } from './responses.ts';
import type { Services } from './services.ts';

/** Most failing rows per rule in a file; the sheet about them tells when there are more. */
const MOST_ROWS = 10_000;
const MOST_TASKS = 10_000;

const Binary = z.string().meta({ format: 'binary' });
const WORKBOOK = {
  description: 'The workbook.',
  content: { [FORMATS.xlsx.mediaType]: { schema: Binary } },
};

const failingFileRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/failing.xlsx',
  operationId: 'downloadFailingRows',
  summary: 'Rows that fail rules, with reasons in both languages',
  description: 'Of one rule, or of all that fail; 10,000 rows of each at most.',
  request: {
    params: DatasetParams,
    query: AtManifest.extend({ rule: z.string().min(1).max(200).optional() }),
  },
  responses: {
    200: WORKBOOK,
    404: problem('No such dataset, manifest, contract or rule (`dataset.not-found`, `quality.…`).'),
    ...COMMON_PROBLEMS,
  },
});

const evidenceRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/evidence.xlsx',
  operationId: 'downloadDatasetEvidence',
  summary: 'Diagnosis, rules and actions of a dataset with the rates before and after',
  request: { params: DatasetParams, query: AtManifest },
  responses: { 200: WORKBOOK, 404: NO_DATASET, ...COMMON_PROBLEMS },
});

const allEvidenceRoute = createRoute({
  method: 'get',
  path: '/api/evidence.xlsx',
  operationId: 'downloadEvidence',
  summary: 'The evidence of all datasets that the viewer may read',
  responses: { 200: WORKBOOK, ...COMMON_PROBLEMS },
});

async function answer(
  c: Context<AppEnv>,
  { name, plain, input }: { name: string; plain: string; input: WorkbookInput },
): Promise<Response> {
  c.header('Cache-Control', 'private, no-store');
  c.header('Content-Type', FORMATS.xlsx.mediaType);
  c.header('Content-Disposition', attachment(name, plain));
  return c.body(await renderWorkbook(input, clientSignal(c.req.raw)), 200);
}

async function failingSheets(
  { quality }: Services,
  c: Context<AppEnv>,
  { manifest, node, rule }: { manifest: Manifest; node: DatasetNode; rule: string | undefined },
): Promise<WorkbookInput> {
  const viewer = c.get('viewer');
  const dataset = node.id;
  const failed = (node.quality?.failed ?? []).map(({ id }) => id);
  const rules = rule === undefined ? failed : [rule];
  const contract = await quality.contract(viewer, dataset);
  if (rule !== undefined && !rulesOf(contract).some(({ id }) => id === rule)) {
    throw new BadaError('quality.rule-unknown', { dataset, rule });
  }
  const idle = new Set(unrunnableRules(contract, manifest).map(({ rule: { id } }) => id));
  const wanted = rule === undefined ? rules.filter((id) => !idle.has(id)) : rules;
  const rows = await quality.failing(viewer, manifest, {
    dataset,
    rules: wanted,
    limit: MOST_ROWS,
  });
  const { key } = contract;
  const keyNames = key.map((name) => `키 Key: ${name}`);
  const header = [
    '행 번호 Row',
    ...keyNames,
    '열 Columns',
    '값 Value',
    '규칙 Rule',
    '사유',
    'Reason',
  ];
  const body = rows.map((row) => [
    row.rowNumber,
    ...row.key,
    row.columns.join(', '),
    row.value,
    row.rule,
    row.reason.ko,
    row.reason.en,
  ]);
  const about = [
    ['자료 Dataset', node.title.ko, node.title.en],
    ['판 Version', node.version],
    ['발행 Manifest', manifest.id],
    ['진단일 Diagnosed', manifest.builtAt],
    ['규칙별 최대 행 수 Most rows per rule', MOST_ROWS],
    [],
    ['규칙 Rule', '진단값 수 Checked', '오류 수 Errors'],
    ...(node.quality?.failed ?? [])
      .filter(({ id }) => rules.includes(id))
      .map(({ id, evaluated, errors }) => [id, evaluated, errors]),
  ];
  return {
    sheets: [
      { name: '틀린 행 Failing rows', rows: [header, ...body], dates: [] },
      { name: '설명 About', rows: about, dates: [] },
    ],
  };
}

async function evidenceOf(
  { quality, store }: Services,
  c: Context<AppEnv>,
  { manifest, node }: { manifest: Manifest; node: DatasetNode },
): Promise<DatasetEvidence> {
  const viewer = c.get('viewer');
  const dataset = manifest.datasets.find(({ id }) => id === node.id);
  const mayTasks = c.get('may')('read', { kind: 'task', class: node.class });
  const selection = {
    filter: { dataset: node.id },
    classes: mayTasks ? [node.class] : [],
    today: quality.today(),
  };
  const { tasks } = await store.tasks.list(viewer, selection, { limit: MOST_TASKS });
  const withChanges = tasks.map(async (task) => {
    return { task, changes: await store.tasks.history(viewer, task.id) };
  });
  return {
    node,
    diagnosedAt: manifest.builtAt,
    report: dataset && (await quality.report(dataset)),
    tasks: await Promise.all(withChanges),
  };
}

function evidenceRoutes(services: Services, catalogue: CatalogueSource): RouteEntry[] {
  const { quality } = services;
  return [
    documentedRoute(
      evidenceRoute,
      recorded(datasetAccess(catalogue)),
      async (c): Promise<Response> => {
        const { id } = c.req.valid('param');
        const at = await catalogue.whole(c.get('viewer'), id, c.req.valid('query').manifest);
        const { formula } = await quality.policy();
        const input = evidenceSheets(formula, [await evidenceOf(services, c, at)]);
        const end = `_${quality.today()}.xlsx`;
        const name = `${at.node.title.ko}_품질증빙${end}`;
        return answer(c, { name, plain: `${id}_evidence${end}`, input });
      },
    ),
    documentedRoute(allEvidenceRoute, reading('manifest'), async (c): Promise<Response> => {
      const { nodes, view } = await catalogue.visible(c);
      const manifest = await services.manifests.byId(view.manifest.id);
      const evidence: DatasetEvidence[] = [];
      const whole = nodes.filter(({ cut }) => !cut?.ruled);
      for (const node of whole) evidence.push(await evidenceOf(services, c, { manifest, node }));
      const { formula } = await quality.policy();
      const end = `_${quality.today()}.xlsx`;
      const input = evidenceSheets(formula, evidence);
      return answer(c, { name: `품질증빙${end}`, plain: `evidence${end}`, input });
    }),
  ];
}

/** What goes out of the house about quality: failing rows with reasons, and the evidence of action. */
export function qualityFileRoutes(services: Services, catalogue: CatalogueSource): RouteEntry[] {
  return [
    documentedRoute(
      failingFileRoute,
      recorded(datasetAccess(catalogue)),
      async (c): Promise<Response> => {
        const { id } = c.req.valid('param');
        const { rule, manifest } = c.req.valid('query');
        const at = await catalogue.whole(c.get('viewer'), id, manifest);
        const input = await failingSheets(services, c, { ...at, rule });
        const end = `_${at.node.asOf}.xlsx`;
        const name = `${at.node.title.ko}_틀린행${end}`;
        return answer(c, { name, plain: `${id}_failing${end}`, input });
      },
    ),
    ...evidenceRoutes(services, catalogue),
  ];
}
