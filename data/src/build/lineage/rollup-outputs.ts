import {
  columnLineageFacet,
  type EventDataset,
  LINEAGE_NAMESPACE,
  type ManifestDataset,
  schemaFacet,
  statisticsFacet,
  versionFacet,
} from '@bada/shared';

/** The rollups of a dataset as outputs of the run that made it: their columns come from the dataset itself. */
export function rollupOutputs(dataset: ManifestDataset): EventDataset[] {
  return dataset.files.flatMap(({ rollup, hash, rows: rowCount, bytes: size }) => {
    if (!rollup) return [];
    const types = new Map(dataset.columns.map(({ name, type }) => [name, type]));
    const keys = rollup.by.map((name) => ({ name, type: types.get(name) ?? '' }));
    const origin = (field: string, subtype: 'IDENTITY' | 'AGGREGATION') => [
      { namespace: LINEAGE_NAMESPACE, name: dataset.id, field, type: 'DIRECT' as const, subtype },
    ];
    const fields = [
      ...keys.map(({ name }) => [name, origin(name, 'IDENTITY')] as const),
      ...rollup.measures.map(({ name }) => [name, origin(name, 'AGGREGATION')] as const),
    ];
    return [
      {
        namespace: LINEAGE_NAMESPACE,
        name: `${dataset.id}/rollups/${rollup.id}`,
        facets: {
          schema: schemaFacet([...keys, ...rollup.measures]),
          version: versionFacet(hash),
          columnLineage: columnLineageFacet(Object.fromEntries(fields)),
        },
        outputFacets: { outputStatistics: statisticsFacet({ rowCount, size }) },
      },
    ];
  });
}
