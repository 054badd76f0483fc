import {
  BadaError,
  baseFile,
  type DatasetContract,
  dataEnd,
  datasetFreshness,
  datasetOf,
  type Localized,
  type Manifest,
  type ManifestDataset,
  type QualityReport,
  qualityTrend,
  ruleColumns,
  ruleReason,
  rulesOf,
  schemaChangeText,
  schemaDrift,
  scoreOf,
  timeliness,
  unrunnableReason,
} from '@bada/shared';
import { FailingPage, OverlapList, QualityDetail } from '@bada/shared/intake';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { unrunnableRules } from '../jobs/quality-desk.ts';
import { cachedJson } from './cached-json.ts';
import { type CatalogueSource, datasetAccess } from './catalogue-source.ts';
import { tagOf } from './conditional.ts';
import { AtManifest, DatasetParams, NO_DATASET } from './datasets.ts';
import { type AppEnv, documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';
import type { Services } from './services.ts';

const MAX_ROWS = 100;

const qualityRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/quality',
  operationId: 'getDatasetQuality',
  summary: 'Diagnoses, score, trend, freshness, drift and the last verdict of the gate',
  request: { params: DatasetParams, query: AtManifest },
  responses: {
    200: json(QualityDetail, 'How good the dataset is.'),
    304: { description: 'The client holds it already.' },
    404: NO_DATASET,
    ...COMMON_PROBLEMS,
  },
});

const failingRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/failing',
  operationId: 'getFailingRows',
  summary: 'Rows that fail a rule',
  request: {
    params: DatasetParams,
    query: AtManifest.extend({
      rule: z.string().min(1).max(200),
      limit: z.coerce.number().int().min(1).max(MAX_ROWS).default(50),
      offset: z.coerce.number().int().min(0).default(0),
    }),
  },
  responses: {
    200: json(FailingPage, 'The rows; values of columns the viewer may not see are masked.'),
    400: problem('The request does not fit its schema (`request.invalid`).'),
    404: problem('No such dataset, manifest, contract or rule (`dataset.not-found`, `quality.…`).'),
    422: problem('The version holds no column of the rule (`quality.rule-not-runnable`).'),
    ...COMMON_PROBLEMS,
  },
});

const overlapsRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/overlaps',
  operationId: 'getDatasetOverlaps',
  summary: 'Datasets that tell of the same things, with the share that agrees',
  description: 'Only datasets that the viewer may read. Worked out once per manifest.',
  request: { params: DatasetParams, query: AtManifest },
  responses: {
    200: json(OverlapList, 'The overlaps, those with shared figures first.'),
    304: { description: 'The client holds them already.' },
    404: NO_DATASET,
    ...COMMON_PROBLEMS,
  },
});

/** The dataset as it stood in the newest older manifest with other bytes. */
function versionBefore(
  manifests: readonly Manifest[],
  manifest: Manifest,
  dataset: ManifestDataset,
): ManifestDataset | undefined {
  const { hash } = baseFile(dataset);
  const older = manifests.filter(({ builtAt }) => builtAt < manifest.builtAt);
  return older
    .flatMap(({ datasets }) => datasets.filter(({ id }) => id === dataset.id))
    .find((one) => baseFile(one).hash !== hash || one.version !== dataset.version);
}

function driftOf(before: ManifestDataset | undefined, after: ManifestDataset) {
  if (!before) return null;
  const changes = schemaDrift(before.columns, after.columns).map((change) => ({
    text: schemaChangeText(change),
    breaking: change.breaking,
  }));
  return { against: before.version, changes };
}

function reasonsOf(
  contract: DatasetContract | undefined,
  report: QualityReport | undefined,
): Record<string, Localized> {
  if (!contract || !report) return {};
  const known = new Set(report.value.results.map(({ id }) => id));
  const rules = rulesOf(contract).filter(({ id }) => known.has(id));
  return Object.fromEntries(rules.map((rule) => [rule.id, ruleReason(rule)]));
}

function unrunnableOf(contract: DatasetContract, manifest: Manifest) {
  return unrunnableRules(contract, manifest).map(({ rule, missing }) => ({
    id: rule.id,
    criterion: rule.criterion,
    columns: [...new Set(ruleColumns(rule))],
    reason: unrunnableReason(missing),
  }));
}

async function detailOf(
  { quality, manifests, store, now }: Services,
  c: Context<AppEnv>,
  { manifest, id }: { manifest: Manifest; id: string },
): Promise<QualityDetail> {
  const dataset = datasetOf(manifest, id);
  const { formula } = await quality.policy();
  const { indicators } = await store.documents.contracts(c.get('viewer'));
  const evaluationDate = now ?? dataEnd(indicators, manifest);
  const report = await quality.report(dataset);
  const contract = await quality.contract(c.get('viewer'), id).catch(() => undefined);
  const all = await manifests.all();
  const timely = timeliness(formula, { ...dataset, evaluationDate });
  const today =
    report &&
    scoreOf(formula, { results: report.value.results, coverage: report.coverage, timely });
  return {
    dataset: id,
    evaluationDate,
    report: report ?? null,
    reasons: reasonsOf(contract, report),
    unrunnable: contract ? unrunnableOf(contract, manifest) : [],
    score: today ? { ...today, caps: [...today.caps] } : null,
    formula,
    freshness: datasetFreshness(dataset, { evaluationDate, formula }),
    drift: driftOf(versionBefore(all, manifest, dataset), dataset),
    trend: qualityTrend(all, id),
    verdict: (await quality.lastVerdict(id)) ?? null,
  };
}

function failingRouteOf(services: Services, catalogue: CatalogueSource): RouteEntry {
  const { quality } = services;
  return documentedRoute(failingRoute, datasetAccess(catalogue), async (c) => {
    const { rule: id, limit, offset, manifest: at } = c.req.valid('query');
    const dataset = c.req.valid('param').id;
    const viewer = c.get('viewer');
    const { manifest } = await catalogue.whole(viewer, dataset, at);
    const contract = await quality.contract(viewer, dataset);
    const rule = rulesOf(contract).find((one) => one.id === id);
    if (!rule) throw new BadaError('quality.rule-unknown', { dataset, rule: id });
    const { errors, columns } = await quality.check(viewer, manifest, { dataset, rule: id });
    const wanted = { dataset, rules: [id], limit, offset };
    const rows = await quality.failing(viewer, manifest, wanted);
    c.header('Cache-Control', 'private, no-cache');
    const body = {
      rule: id,
      reason: ruleReason(rule),
      key: [...contract.key],
      columns,
      rows: rows.map(({ rowNumber, key, value }) => ({ number: rowNumber, key: [...key], value })),
      offset,
      total: errors,
    };
    return c.json(body, 200);
  });
}

function overlapsRouteOf(services: Services, catalogue: CatalogueSource): RouteEntry {
  return documentedRoute(overlapsRoute, datasetAccess(catalogue), async (c) => {
    const { id } = c.req.valid('param');
    const viewer = c.get('viewer');
    const { manifest } = await catalogue.whole(viewer, id, c.req.valid('query').manifest);
    const visible = await catalogue.visible(c, manifest.id);
    const nodes = visible.nodes.filter(({ cut }) => !cut?.ruled);
    const found = await services.quality.overlaps(viewer, manifest, id);
    const overlaps = found.flatMap(({ other, key, sharedKeys, containment, measures }) => {
      const node = nodes.find((one) => one.id === other);
      if (!node) return [];
      const about = { title: node.title, owner: node.owner.name, key: [...key] };
      return [{ other, ...about, sharedKeys, containment, measures }];
    });
    return cachedJson(c, { overlaps }, tagOf(JSON.stringify(overlaps)));
  });
}

/** How good a dataset is, the rows that fail its rules, and what it holds twice with others. */
export function qualityRoutes(services: Services, catalogue: CatalogueSource): RouteEntry[] {
  return [
    documentedRoute(qualityRoute, datasetAccess(catalogue), async (c) => {
      const { id } = c.req.valid('param');
      const { manifest: at } = c.req.valid('query');
      const { manifest } = await catalogue.whole(c.get('viewer'), id, at);
      const detail = await detailOf(services, c, { manifest, id });
      return cachedJson(c, detail, tagOf(JSON.stringify(detail)));
    }),
    failingRouteOf(services, catalogue),
    overlapsRouteOf(services, catalogue),
  ];
}
