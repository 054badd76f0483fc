import type { DatasetContract, ExtractFile, ManifestDataset } from '@bada/shared';

/** A dataset's entry in the manifest: what its contract says, and the files that hold its rows. */
export function describeDataset(
  contract: DatasetContract,
  files: readonly [ExtractFile, ...ExtractFile[]],
): ManifestDataset {
  const { id, title, publisher, source, licence, ownerDepartment } = contract;
  const columns = contract.columns.map(
    ({ term: _term, required: _required, classification: _classification, ...column }) => column,
  );
  return {
    id,
    version: `${contract.version}+${files[0].hash.slice(0, 8)}`,
    contractVersion: contract.version,
    class: contract.class,
    title,
    publisher,
    source,
    licence,
    ownerDepartment,
    cadence: contract.cadence,
    grain: contract.grain,
    asOf: contract.asOf,
    columns,
    ...(contract.bands.length > 0 ? { bands: contract.bands } : {}),
    key: [...contract.key],
    caveats: contract.caveats,
    files: [...files],
  };
}
