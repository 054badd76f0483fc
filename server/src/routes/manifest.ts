import { createHash } from 'node:crypto';
import { canonicalJson, Manifest, type ManifestDataset } from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { cachedJson } from './cached-json.ts';
import { classJudge } from './judged-class.ts';
import { type AppEnv, documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';
import type { Services } from './services.ts';

const route = createRoute({
  method: 'get',
  path: '/api/manifest',
  operationId: 'getManifest',
  summary: 'What the viewer may see of the current manifest: datasets and their files',
  description:
    'Datasets above the class of the viewer are not in it; those with rules on rows or columns stand in it as the ' +
    'part that the viewer sees (`cut`). The ETag changes with either.',
  responses: {
    200: json(Manifest, 'The current manifest.'),
    304: { description: 'The client holds it already.' },
    404: problem('No extract was built yet (`manifest.not-found`).'),
    ...COMMON_PROBLEMS,
  },
});

/** A column that is not there for the viewer is not named to him. */
function withoutAbsent(dataset: ManifestDataset): ManifestDataset {
  const { cut } = dataset;
  return cut ? { ...dataset, cut: { ...cut, of: { ...cut.of, absent: [] } } } : dataset;
}

/** The current manifest without what the viewer may not see, and its tag. */
async function manifestFor(c: Context<AppEnv>, services: Services) {
  const viewer = c.get('viewer');
  const manifest = await services.cuts.manifest(viewer);
  const judge = await classJudge(services, viewer);
  const may = c.get('may');
  const datasets = manifest.datasets.filter((dataset) =>
    may('read', { kind: 'extract', class: judge(dataset) }),
  );
  const isWhole = manifest.cut === undefined && datasets.length === manifest.datasets.length;
  if (isWhole) return { manifest, tag: `"${manifest.id}"` };
  const told = datasets.map(withoutAbsent);
  const names = datasets.map(({ id, cut }) => [id, cut?.key ?? null]);
  const cut = createHash('sha256').update(canonicalJson(names)).digest('hex');
  return {
    manifest: { ...manifest, datasets: told, cut },
    tag: `"${manifest.id}-${cut.slice(0, 16)}"`,
  };
}

/** The current manifest. */
export function manifestRoutes(services: Services): RouteEntry[] {
  const access = reading('manifest');
  return [
    documentedRoute(route, access, async (c) => {
      const { manifest, tag } = await manifestFor(c, services);
      c.header('Vary', 'Cookie, Authorization');
      return cachedJson(c, manifest, tag);
    }),
  ];
}
