import { randomUUID } from 'node:crypto';
import {
  baseFile,
  columnLineageFacet,
  type EventDataset,
  LINEAGE_NAMESPACE,
  mappedColumns,
  runEvent,
  schemaFacet,
  statisticsFacet,
  versionFacet,
} from '@bada/shared';
import type { BroughtDataset, BroughtTable, Published } from '../publish/brought.ts';
import type { LineageOptions } from './build-run.ts';
import { rollupOutputs } from './rollup-outputs.ts';

const FILES = `${LINEAGE_NAMESPACE}/files`;

function nameOf({ report }: BroughtTable): string {
  const { file, table, sha256 } = report.input;
  return `${sha256.slice(0, 12)}/${file}${table === file ? '' : `/${table}`}`;
}

function inputOf(table: BroughtTable): EventDataset {
  const sources = new Set(Object.values(mappedColumns(table.mapping)).flat());
  const columns = [...sources].map((name) => ({ name, type: 'VARCHAR' }));
  return {
    namespace: FILES,
    name: nameOf(table),
    facets: { schema: schemaFacet(columns), version: versionFacet(table.report.input.sha256) },
  };
}

/** `place_raw` and `value_missing` come from what `place` and `value` come from. */
function originOf(column: string, sources: Readonly<Record<string, readonly string[]>>) {
  const stem = column.replace(/_(raw|missing)$/, '');
  return sources[column] ?? sources[stem] ?? [];
}

function outputsOf(brought: readonly BroughtDataset[], { datasets }: Published): EventDataset[] {
  return datasets.map(({ contract, dataset }) => {
    const tables = brought.find((one) => one.contract.id === contract.id)?.tables ?? [];
    const fields = dataset.columns.map(({ name }) => {
      const origins = tables.flatMap((table) =>
        originOf(name, mappedColumns(table.mapping)).map((field) => ({
          namespace: FILES,
          name: nameOf(table),
          field,
          type: 'DIRECT' as const,
          subtype: 'TRANSFORMATION',
        })),
      );
      return [name, origins] as const;
    });
    const { rows: rowCount, bytes: size } = baseFile(dataset);
    return {
      namespace: LINEAGE_NAMESPACE,
      name: dataset.id,
      facets: {
        schema: schemaFacet(dataset.columns),
        version: versionFacet(dataset.version),
        columnLineage: columnLineageFacet(Object.fromEntries(fields)),
      },
      outputFacets: { outputStatistics: statisticsFacet({ rowCount, size }) },
    };
  });
}

/** Records publishing as a run: which columns of which file every column is made from; or that it failed and why. */
export async function recordIntake(
  { sink, clock }: LineageOptions,
  brought: readonly BroughtDataset[],
  work: () => Promise<Published>,
): Promise<Published> {
  const run = { runId: randomUUID(), job: 'intake' };
  const inputs = brought.flatMap(({ tables }) => tables.map(inputOf));
  const now = () => clock().toISOString();
  await sink.write([runEvent({ ...run, type: 'START', time: now(), inputs })]);
  try {
    const published = await work();
    const outputs = [
      ...outputsOf(brought, published),
      ...published.datasets.flatMap(({ dataset }) => rollupOutputs(dataset)),
    ];
    await sink.write([runEvent({ ...run, type: 'COMPLETE', time: now(), inputs, outputs })]);
    return published;
  } catch (failure) {
    const error = failure instanceof Error ? failure.message : String(failure);
    await sink.write([runEvent({ ...run, type: 'FAIL', time: now(), inputs, error })]);
    throw failure;
  }
}
