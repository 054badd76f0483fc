import type { Indicator } from './indicator.ts';
import { type ColumnUse, columnsOfIndicator, type LineageDataset } from './lineage-graph.ts';
import type { RuleResult } from './quality-summary.ts';

const PRODUCER = 'urn:bada:busan-administrative-data-analytics';
const SPEC = 'https://openlineage.io/spec';
const EVENT_SCHEMA = `${SPEC}/2-0-2/OpenLineage.json#/$defs`;

/** Namespace of the datasets and jobs of a deployment. */
export const LINEAGE_NAMESPACE = 'bada';

type Facets = Readonly<Record<string, unknown>>;

/** A dataset in an event, with its facets. */
export interface EventDataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Facets;
  readonly inputFacets?: Facets;
  readonly outputFacets?: Facets;
}

interface EventBase {
  /** ISO date-time. */
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly job: { readonly namespace: string; readonly name: string; readonly facets?: Facets };
  readonly inputs: readonly EventDataset[];
  readonly outputs: readonly EventDataset[];
}

/** OpenLineage 2-0-2 event of a run's state. */
export interface LineageRunEvent extends EventBase {
  readonly eventType: 'START' | 'COMPLETE' | 'FAIL' | 'ABORT';
  readonly run: { readonly runId: string; readonly facets?: Facets };
}

/** OpenLineage 2-0-2 event about a job that has no runs of its own: an indicator's definition. */
export type LineageJobEvent = EventBase;

/** Any event that is written. */
export type LineageEvent = LineageRunEvent | LineageJobEvent;

function facet(path: string, content: Facets): Facets {
  return { _producer: PRODUCER, _schemaURL: `${SPEC}/facets/${path}`, ...content };
}

/** Facet with the columns of a dataset, in their order. */
export function schemaFacet(
  columns: readonly { readonly name: string; readonly type: string }[],
): Facets {
  const fields = columns.map(({ name, type }, at) => ({ name, type, ordinal_position: at + 1 }));
  return facet('1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet', { fields });
}

/** Facet with the version of a dataset. */
export function versionFacet(datasetVersion: string): Facets {
  const path = '1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet';
  return facet(path, { datasetVersion });
}

/** Facet with rows and bytes written. */
export function statisticsFacet(written: { rowCount: number; size: number }): Facets {
  const path =
    '1-0-2/OutputStatisticsOutputDatasetFacet.json#/$defs/OutputStatisticsOutputDatasetFacet';
  return facet(path, written);
}

/** Facet that says, for each output column, which input columns it is made from. */
export function columnLineageFacet(
  fields: Readonly<
    Record<
      string,
      readonly {
        readonly namespace: string;
        readonly name: string;
        readonly field: string;
        readonly type: 'DIRECT' | 'INDIRECT';
        readonly subtype: string;
      }[]
    >
  >,
): Facets {
  const entries = Object.entries(fields).map(([name, inputs]) => [
    name,
    {
      inputFields: inputs.map(({ type, subtype, ...input }) => ({
        ...input,
        transformations: [{ type, subtype }],
      })),
    },
  ]);
  const path = '1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet';
  return facet(path, { fields: Object.fromEntries(entries) });
}

/** Facet with the results of quality rules on a dataset that was read. */
export function assertionsFacet(results: readonly RuleResult[]): Facets {
  const assertions = results.map((result) => ({
    assertion: result.criterion,
    name: result.id,
    success: result.errors === 0,
    severity: result.gate === 'block' ? 'error' : 'warn',
    expected: '0',
    actual: String(result.errors),
    ...(result.columns[0] === undefined ? {} : { column: result.columns[0] }),
  }));
  const path =
    '1-1-0/DataQualityAssertionsDatasetFacet.json#/$defs/DataQualityAssertionsDatasetFacet';
  return facet(path, { assertions });
}

/** Why a run failed. */
function errorFacet(message: string): Facets {
  const path = '1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet';
  return facet(path, { message, programmingLanguage: 'TypeScript' });
}

/** Who had a run done, where a person did. */
function authorFacet(author: string): Facets {
  return { _producer: PRODUCER, _schemaURL: `${PRODUCER}:author`, author };
}

/** An event of a run of one of our jobs. */
export function runEvent({
  type,
  time,
  runId,
  job,
  inputs = [],
  outputs = [],
  error,
  author,
}: {
  type: LineageRunEvent['eventType'];
  time: string;
  /** UUID that all events of the run share. */
  runId: string;
  job: string;
  inputs?: readonly EventDataset[];
  outputs?: readonly EventDataset[];
  error?: string;
  /** Id of a person. */
  author?: string;
}): LineageRunEvent {
  const told = {
    ...(error === undefined ? {} : { errorMessage: errorFacet(error) }),
    ...(author === undefined ? {} : { bada_author: authorFacet(author) }),
  };
  const facets = Object.keys(told).length === 0 ? {} : { facets: told };
  return {
    eventType: type,
    eventTime: time,
    producer: PRODUCER,
    schemaURL: `${EVENT_SCHEMA}/RunEvent`,
    run: { runId, ...facets },
    job: { namespace: LINEAGE_NAMESPACE, name: job },
    inputs,
    outputs,
  };
}

const SUBTYPES: Readonly<Record<ColumnUse['use'], readonly ['DIRECT' | 'INDIRECT', string]>> = {
  measure: ['DIRECT', 'AGGREGATION'],
  filter: ['INDIRECT', 'FILTER'],
  dimension: ['INDIRECT', 'GROUP_BY'],
  structure: ['INDIRECT', 'GROUP_BY'],
};

/** The event that says which columns an indicator's value is computed from. */
export function indicatorEvent(
  indicator: Indicator,
  { datasets, time }: { datasets: readonly LineageDataset[]; time: string },
): LineageJobEvent {
  const uses = columnsOfIndicator(indicator, datasets);
  const value = uses.map(({ dataset: name, column: field, use }) => {
    const [type, subtype] = SUBTYPES[use];
    return { namespace: LINEAGE_NAMESPACE, name, field, type, subtype };
  });
  const names = [...new Set(uses.map(({ dataset }) => dataset))];
  return {
    eventTime: time,
    producer: PRODUCER,
    schemaURL: `${EVENT_SCHEMA}/JobEvent`,
    job: { namespace: LINEAGE_NAMESPACE, name: `indicator.${indicator.id}` },
    inputs: names.map((name) => ({ namespace: LINEAGE_NAMESPACE, name })),
    outputs: [
      {
        namespace: LINEAGE_NAMESPACE,
        name: `indicator/${indicator.id}`,
        facets: {
          version: versionFacet(String(indicator.version)),
          columnLineage: columnLineageFacet({ value }),
        },
      },
    ],
  };
}
