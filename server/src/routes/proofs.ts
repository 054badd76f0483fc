import { access } from 'node:fs/promises';
import {
  Answer,
  BadaError,
  baseFile,
  datasetOf,
  type Indicator,
  type Manifest,
  Sha256,
} from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Question } from '../engine/answers.ts';
import type { KeptProof } from '../store/proofs.ts';
import { clientSignal } from './client-signal.ts';
import { demandProven } from './judged-class.ts';
import { type AppEnv, documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';
import type { Services } from './services.ts';

const route = createRoute({
  method: 'get',
  path: '/api/proofs/{id}',
  operationId: 'getProof',
  summary: 'A proof that was handed out, minted again',
  description:
    'Compiled anew from the same query, indicator versions and extracts. With `rows=1` the answer is ' +
    'computed again and stands beside it (`columns`, `run`). Permissions are those of today. A proof ' +
    'that nothing stored refers to is forgotten when it was not minted for a year or so.',
  request: {
    params: z.object({ id: Sha256 }),
    query: z.object({ rows: z.enum(['0', '1']).default('0') }),
  },
  responses: {
    ...COMMON_PROBLEMS,
    200: json(
      Answer.partial({ columns: true, run: true }).extend({ recut: z.literal(true).optional() }),
      'The proof, and its rows if asked for; `recut` where the viewer sees other rows or columns than whoever was ' +
        'given it: then it is the proof of what he sees, and has another id.',
    ),
    400: problem('The id is no hash (`request.invalid`).'),
    404: problem('No such proof (`proof.not-found`).'),
    409: problem('Its definitions are not there as they were (`proof.differs`).'),
    410: problem('Retention removed an extract of it (`proof.extract-gone`).'),
    503: problem('An extract is damaged, or too many wait (`extract.corrupt`, `query.busy`).'),
    504: problem('It takes longer than a query may (`query.too-long`).'),
  },
});

async function isThere(path: string | undefined): Promise<boolean> {
  if (path === undefined) return false;
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The manifest of a proof, with all the extracts it was computed from.
 * @throws BadaError `proof.extract-gone` */
async function manifestOf(
  kept: KeptProof,
  { manifests }: Pick<Services, 'manifests'>,
): Promise<Manifest> {
  const manifest = await manifests.byId(kept.manifest).catch((cause: unknown) => {
    const [first] = kept.extracts;
    throw new BadaError(
      'proof.extract-gone',
      { dataset: '', hash: kept.manifest, ...first },
      { cause },
    );
  });
  for (const { dataset, hash } of kept.extracts) {
    const node = datasetOf(manifest, dataset);
    // A cut is made anew from the whole, so that it is the whole that has to be there.
    const { format: extension, hash: whole } = baseFile(node);
    const path = await manifests.pathOf({ class: node.class, hash: whole, extension });
    if (!(await isThere(path))) throw new BadaError('proof.extract-gone', { dataset, hash });
  }
  return manifest;
}

/** The versions that a proof names, in its order. */
function versionsOf(kept: KeptProof, all: readonly Indicator[]): Indicator[] {
  return kept.indicators.map(({ id, version }) => {
    const found = all.find((one) => one.id === id && one.version === version);
    if (!found) throw new BadaError('proof.differs', { id: kept.id });
    return found;
  });
}

/** The question that a proof answers, if the viewer may still ask it. */
async function questionOf(
  c: Context<AppEnv>,
  services: Services,
  id: string,
): Promise<{ question: Question; isRecut: boolean }> {
  const viewer = c.get('viewer');
  const kept = await services.store.proofs.find(viewer, id);
  if (!kept) throw new BadaError('proof.not-found', { id });
  const { versions } = await services.store.documents.contracts(viewer);
  const manifest = await manifestOf(kept, services);
  await demandProven(c, services, { extracts: kept.extracts, manifest });
  const indicators = versionsOf(kept, versions);
  const question = await services.answers.prepare(viewer, kept.query, indicators);
  const isRecut = kept.extracts.some(({ dataset, hash }) => {
    const own = datasetOf(question.manifest, dataset);
    return own.cut !== undefined || baseFile(own).hash !== hash;
  });
  const isSame = question.proof.id === id;
  if (!isSame && !isRecut) throw new BadaError('proof.differs', { id });
  return { question, isRecut: !isSame };
}

/** Proofs that were handed out. */
export function proofRoutes(services: Services): RouteEntry[] {
  return [
    documentedRoute(route, reading('query'), async (c) => {
      const { id } = c.req.valid('param');
      const { question, isRecut } = await questionOf(c, services, id);
      const recut = isRecut ? { recut: true as const } : {};
      c.header('Cache-Control', 'no-store');
      if (c.req.valid('query').rows === '0') {
        return c.json({ proof: question.proof, ...recut }, 200);
      }
      const signal = clientSignal(c.req.raw);
      const answer = await services.answers.answer(c.get('viewer'), question, signal);
      return c.json({ ...answer, ...recut }, 200);
    }),
  ];
}
