import { BadaError, SmallCells } from '@bada/shared';
import {
  ContractCheck,
  ContractEdit,
  ContractHistory,
  ContractRestore,
  ContractState,
  checkContract,
  contractChanges,
  OdcsDocument,
  SmallCellsForecast,
} from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { type CatalogueSource, datasetAccess } from './catalogue-source.ts';
import { ContractDesk, textOf } from './contract-desk.ts';
import { keepingDataset } from './dataset-access.ts';
import { DatasetParams } from './datasets.ts';
import { documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const IfMatch = z.object({ 'if-match': z.string().optional() });

const NO_DATASET = problem('There is no such dataset (`dataset.not-found`).');
const INVALID = problem('The request does not fit its schema (`request.invalid`).');
const REFUSED = problem(
  'The contract is not valid, asks for another build, or changes nothing ' +
    '(`contract.not-valid`, `contract.structure`, `contract.unchanged`).',
);
const CHANGING = {
  200: json(ContractState, 'The contract as it stands now.'),
  400: INVALID,
  412: problem('The contract was changed in the meantime (`contract.conflict`).'),
  422: REFUSED,
  428: problem('If-Match is missing (`contract.precondition-required`).'),
  ...COMMON_PROBLEMS,
};

const readRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/contract',
  operationId: 'readContract',
  summary: "A dataset's contract as it stands, with its ETag",
  request: { params: DatasetParams },
  responses: { 200: json(ContractState, 'The contract.'), 404: NO_DATASET, ...COMMON_PROBLEMS },
});

const changeRoute = createRoute({
  method: 'put',
  path: '/api/datasets/{id}/contract',
  operationId: 'changeContract',
  summary: 'Stores a new version of the contract',
  description:
    'Takes the document or its YAML. What it says of the dataset is shown at once; the version is ' +
    'raised by the server. Columns, types, keys and the grain stay as they were built.',
  request: { params: DatasetParams, headers: IfMatch, ...jsonBody(ContractEdit) },
  responses: { ...CHANGING, 404: NO_DATASET },
});

const checkRoute = createRoute({
  method: 'post',
  path: '/api/datasets/{id}/contract/check',
  operationId: 'checkContract',
  summary: 'What a new version of the contract would change, and what is wrong with it by line',
  request: { params: DatasetParams, ...jsonBody(ContractEdit) },
  responses: {
    200: json(ContractCheck, 'Problems and changes; nothing was stored.'),
    400: INVALID,
    404: NO_DATASET,
    ...COMMON_PROBLEMS,
  },
});

const forecastRoute = createRoute({
  method: 'post',
  path: '/api/datasets/{id}/contract/small-cells',
  operationId: 'forecastSmallCells',
  summary: 'How many rows a rule on small counts would hide of the version in force',
  request: { params: DatasetParams, ...jsonBody(SmallCells) },
  responses: {
    200: json(SmallCellsForecast, 'Counted beside the cuts published before; nothing was stored.'),
    400: INVALID,
    404: NO_DATASET,
    422: problem('The rule does not fit the columns (`contract.not-valid`).'),
    ...COMMON_PROBLEMS,
  },
});

const historyRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/contract/history',
  operationId: 'listContractVersions',
  summary: 'Every version of the contract: who, when, why and what it changed',
  request: { params: DatasetParams },
  responses: { 200: json(ContractHistory, 'The history.'), 404: NO_DATASET, ...COMMON_PROBLEMS },
});

const restoreRoute = createRoute({
  method: 'post',
  path: '/api/datasets/{id}/contract/restore',
  operationId: 'restoreContract',
  summary: 'Stores an earlier version of the contract as a new one',
  request: { params: DatasetParams, headers: IfMatch, ...jsonBody(ContractRestore) },
  responses: {
    ...CHANGING,
    404: problem('No such dataset or version (`dataset.not-found`, `contract.version-unknown`).'),
  },
});

function historyOf(versions: Awaited<ReturnType<ContractDesk['open']>>['versions']) {
  const documents = versions.map(({ body }) => OdcsDocument.parse(body));
  return versions.map(({ createdAt, owner, reason }, at) => {
    const document = documents[at];
    const before = documents[at + 1];
    return {
      version: document?.version ?? '',
      at: createdAt,
      author: owner,
      reason,
      current: at === 0,
      changes: document && before ? contractChanges(before, document) : [],
    };
  });
}

function readingRoutes(desk: ContractDesk, catalogue: CatalogueSource): RouteEntry[] {
  const access = datasetAccess(catalogue);
  return [
    documentedRoute(readRoute, access, async (c) => {
      const file = await desk.open(c, c.req.valid('param').id);
      c.header('ETag', `"${file.number}"`);
      c.header('Cache-Control', 'no-store');
      return c.json(desk.state(c, file), 200);
    }),
    documentedRoute(historyRoute, access, async (c) => {
      const { id } = c.req.valid('param');
      const { versions, node } = await desk.open(c, id);
      // Its changes name the rules, and what they hide.
      if (node.cut?.ruled) throw new BadaError('dataset.cut', { id });
      c.header('Cache-Control', 'no-store');
      return c.json({ versions: historyOf(versions) }, 200);
    }),
  ];
}

function changingRoutes(desk: ContractDesk, catalogue: CatalogueSource): RouteEntry[] {
  const access = keepingDataset(catalogue);
  return [
    documentedRoute(checkRoute, access, async (c) => {
      const { document: base } = await desk.open(c, c.req.valid('param').id);
      const { problems, document } = checkContract(textOf(c.req.valid('json')));
      const changes = document ? contractChanges(base, document) : [];
      return c.json({ problems: [...problems], changes, document: document ?? null }, 200);
    }),
    documentedRoute(forecastRoute, access, async (c) => {
      const file = await desk.open(c, c.req.valid('param').id);
      return c.json(await desk.forecast(c, file, c.req.valid('json')), 200);
    }),
    documentedRoute(changeRoute, access, async (c) => {
      const edit = c.req.valid('json');
      const file = await desk.open(c, c.req.valid('param').id);
      const saved = await desk.save(c, file, { text: textOf(edit), reason: edit.reason });
      c.header('ETag', `"${saved.number}"`);
      return c.json(desk.state(c, saved), 200);
    }),
    documentedRoute(restoreRoute, access, async (c) => {
      const { id } = c.req.valid('param');
      const { version, reason } = c.req.valid('json');
      const file = await desk.open(c, id);
      const found = file.versions
        .map(({ body }) => OdcsDocument.parse(body))
        .find((document) => document.version === version);
      if (!found) throw new BadaError('contract.version-unknown', { id, version });
      const saved = await desk.save(c, file, { text: textOf({ document: found }), reason });
      c.header('ETag', `"${saved.number}"`);
      return c.json(desk.state(c, saved), 200);
    }),
  ];
}

/** A dataset's contract: reading it, changing what it says, its history, and going back in it. */
export function datasetContractRoutes(
  services: Services,
  catalogue: CatalogueSource,
): RouteEntry[] {
  const desk = new ContractDesk(services, catalogue);
  return [...readingRoutes(desk, catalogue), ...changingRoutes(desk, catalogue)];
}
