import { type Manifest, type ManifestDataset, schemaChangeText, schemaDrift } from '@bada/shared';

/** What became of the columns since the version that readers have now, one line per change. */
export function driftLines(
  before: Manifest | undefined,
  datasets: readonly ManifestDataset[],
): string[] {
  return datasets.flatMap((dataset) => {
    const older = before?.datasets.find(({ id }) => id === dataset.id);
    if (!older) return [];
    return schemaDrift(older.columns, dataset.columns).map((change) => {
      const mark = change.breaking ? 'breaking: ' : '';
      return `${dataset.id}: ${mark}${schemaChangeText(change).en}`;
    });
  });
}
