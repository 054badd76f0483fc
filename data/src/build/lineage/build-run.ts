import { randomUUID } from 'node:crypto';
import {
  assertionsFacet,
  baseFile,
  columnLineageFacet,
  type DatasetContract,
  type EventDataset,
  type Indicator,
  indicatorEvent,
  LINEAGE_NAMESPACE,
  type LineageEvent,
  type Manifest,
  type ManifestDataset,
  type QualityReport,
  runEvent,
  schemaFacet,
  statisticsFacet,
  versionFacet,
} from '@bada/shared';
import { rollupOutputs } from './rollup-outputs.ts';
import type { LineageSink } from './sinks.ts';

/** How runs are recorded. */
export interface LineageOptions {
  readonly sink: LineageSink;
  /** Definitions whose column lineage is told with each build. */
  readonly indicators: readonly Indicator[];
  readonly clock: () => Date;
}

/** What a build made. */
export interface Built {
  readonly manifest: Manifest;
  readonly contracts: readonly DatasetContract[];
  readonly reports: readonly QualityReport[];
}

const SOURCES = `${LINEAGE_NAMESPACE}/sources`;

function sourceName({ id, file }: DatasetContract): string {
  return `${id}/${file}`;
}

function inputOf(contract: DatasetContract): EventDataset {
  const columns = contract.columns.map(({ name }) => ({ name, type: 'VARCHAR' }));
  return {
    namespace: SOURCES,
    name: sourceName(contract),
    facets: { schema: schemaFacet(columns) },
  };
}

function outputOf(dataset: ManifestDataset, contract: DatasetContract): EventDataset {
  const { rows: rowCount, bytes: size } = baseFile(dataset);
  const name = sourceName(contract);
  const origin = (field: string) => {
    const transformation = { type: 'DIRECT', subtype: 'IDENTITY' } as const;
    return [{ namespace: SOURCES, name, field, ...transformation }];
  };
  const fields = dataset.columns.map((column) => [column.name, origin(column.name)] as const);
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
}

function completed({ manifest, contracts }: Built, run: { runId: string; time: string }) {
  const pairs = contracts.flatMap((contract) => {
    const dataset = manifest.datasets.find(({ id }) => id === contract.id);
    return dataset ? [{ contract, dataset }] : [];
  });
  return runEvent({
    ...run,
    type: 'COMPLETE',
    job: 'extracts',
    inputs: pairs.map(({ contract }) => inputOf(contract)),
    outputs: pairs.flatMap(({ contract, dataset }) => [
      outputOf(dataset, contract),
      ...rollupOutputs(dataset),
    ]),
  });
}

function diagnosed({ reports }: Built, time: string): LineageEvent[] {
  if (reports.length === 0) return [];
  const run = { runId: randomUUID(), time, job: 'quality' };
  const inputs = reports.map(({ dataset, value }) => ({
    namespace: LINEAGE_NAMESPACE,
    name: dataset,
    inputFacets: { dataQualityAssertions: assertionsFacet(value.results) },
  }));
  return [runEvent({ ...run, type: 'START' }), runEvent({ ...run, type: 'COMPLETE', inputs })];
}

/** Records a build as a run: its start, then what it read and wrote with the lineage of every
 * column, the quality found and the indicators' definitions; or that it failed and why. */
export async function recordBuild(
  { sink, indicators, clock }: LineageOptions,
  work: () => Promise<Built>,
): Promise<Built> {
  const runId = randomUUID();
  const job = 'extracts';
  const now = () => clock().toISOString();
  await sink.write([runEvent({ type: 'START', time: now(), runId, job })]);
  try {
    const built = await work();
    const time = now();
    const datasets = built.manifest.datasets;
    await sink.write([
      completed(built, { runId, time }),
      ...diagnosed(built, time),
      ...indicators.map((indicator) => indicatorEvent(indicator, { datasets, time })),
    ]);
    return built;
  } catch (failure) {
    const error = failure instanceof Error ? failure.message : String(failure);
    await sink.write([runEvent({ type: 'FAIL', time: now(), runId, job, error })]);
    throw failure;
  }
}
