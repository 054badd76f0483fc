import {
  type DataClass,
  datasetOf,
  type Manifest,
  type ManifestDataset,
  type Proof,
  strictestClass,
  type Viewer,
} from '@bada/shared';
import type { Context } from 'hono';
import type { AppEnv } from './registry.ts';
import type { Services } from './services.ts';

/** The class by which a version of a dataset is judged today. */
export type ClassJudge = (version: Pick<ManifestDataset, 'id' | 'class'>) => DataClass;

/** Judges versions by the strictest of three: the class a version was published as, the one that readers get now, and
 * the one that the dataset's newest contract says. Every route that hands out a version asks here. */
export async function classJudge(
  { store, manifests }: Pick<Services, 'store' | 'manifests'>,
  viewer: Viewer,
): Promise<ClassJudge> {
  const { datasets: contracts } = await store.documents.contracts(viewer);
  const current = await manifests.current().catch(() => undefined);
  return ({ id, class: own }) => {
    const now = current?.datasets.find((one) => one.id === id)?.class;
    const said = contracts.find((one) => one.id === id)?.class;
    return strictestClass([own, now ?? own, said ?? own]);
  };
}

/** Asks for every dataset that a proof's numbers are computed from.
 * @throws BadaError `access.denied` */
export async function demandProven(
  c: Context<AppEnv>,
  services: Services,
  {
    extracts,
    manifest,
  }: { extracts: readonly Pick<Proof['extracts'][number], 'dataset'>[]; manifest: Manifest },
): Promise<void> {
  const judge = await classJudge(services, c.get('viewer'));
  for (const { dataset } of extracts) {
    c.get('demand')('read', { kind: 'extract', class: judge(datasetOf(manifest, dataset)) });
  }
}
