import {
  canonicalJson,
  type Manifest,
  type ManifestDataset,
  schemaChangeText,
  schemaDrift,
} from '@bada/shared';

function rollupsOf(dataset: ManifestDataset): Map<string, string> {
  const contents = dataset.files.flatMap(({ rollup }) => (rollup ? [rollup] : []));
  return new Map(contents.map((rollup) => [rollup.id, canonicalJson(rollup)]));
}

/** Rollups that came, went or hold something else now. Readers fall back on the base, so none of it breaks them. */
function rollupLines(before: ManifestDataset, after: ManifestDataset): string[] {
  const [old, fresh] = [rollupsOf(before), rollupsOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].sort().flatMap((id) => {
    if (old.get(id) === fresh.get(id)) return [];
    const what = !old.has(id) ? 'added' : !fresh.has(id) ? 'removed' : 'redefined';
    return [`${after.id}: rollup ${what}: ${id}`];
  });
}

/** What became of the columns since the version that readers have now, one line per change. */
export function driftLines(
  before: Manifest | undefined,
  datasets: readonly ManifestDataset[],
): string[] {
  return datasets.flatMap((dataset) => {
    const older = before?.datasets.find(({ id }) => id === dataset.id);
    if (!older) return [];
    const columns = schemaDrift(older.columns, dataset.columns).map((change) => {
      const mark = change.breaking ? 'breaking: ' : '';
      return `${dataset.id}: ${mark}${schemaChangeText(change).en}`;
    });
    return [...columns, ...rollupLines(older, dataset)];
  });
}
