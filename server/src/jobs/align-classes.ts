import { canonicalJson, type Manifest, parseDatasetContract, type Viewer } from '@bada/shared';
import type { ContractFacts } from '@bada/shared/catalogue';
import type { DatasetVersions } from './dataset-versions.ts';

/** Puts every dataset into the class that its contract in the store says, and hides the small counts
 * that it says: a build of the embedded data follows the repository's contracts and knows nothing of
 * what was decided in the app.
 * @returns ids of the datasets that changed */
export async function alignClasses(
  viewer: Viewer,
  {
    manifest,
    contracts,
    versions,
  }: { manifest: Manifest; contracts: readonly ContractFacts[]; versions: DatasetVersions },
): Promise<string[]> {
  const changed: string[] = [];
  for (const dataset of manifest.datasets) {
    const known = contracts.find(({ id }) => id === dataset.id);
    const rule = known?.smallCells;
    if (rule && canonicalJson(rule) !== canonicalJson(dataset.smallCells?.rule)) {
      const contract = parseDatasetContract(JSON.stringify(known.document), dataset.id);
      await versions.recut(viewer, { dataset: dataset.id }, contract);
      changed.push(dataset.id);
    }
    const wanted = known?.class;
    if (wanted === undefined || wanted === dataset.class) continue;
    await versions.reclassify(viewer, { dataset: dataset.id }, wanted);
    changed.push(dataset.id);
  }
  return changed;
}
