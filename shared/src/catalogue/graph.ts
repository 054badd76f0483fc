import type { Department } from '../model/department.ts';
import { addMonths, type IsoDate } from '../model/period.ts';
import { datasetsOf, type Indicator } from '../semantic/indicator.ts';
import type { Manifest, ManifestDataset } from '../semantic/manifest.ts';
import type { Cadence, DatasetNode, NodeColumn } from './dataset-node.ts';
import type { ContractFacts } from './odcs-document.ts';

/** What the catalogue is drawn from. */
export interface GraphInput {
  readonly manifest: Manifest;
  /** At most one contract per dataset; a dataset without one is described by the manifest alone. */
  readonly contracts: readonly ContractFacts[];
  readonly indicators: readonly Indicator[];
  readonly departments: readonly Department[];
  /** Date at which freshness is judged. */
  readonly evaluationDate: IsoDate;
}

const CADENCE_MONTHS: Readonly<Record<Cadence, number | undefined>> = {
  monthly: 1,
  quarterly: 3,
  yearly: 12,
  irregular: undefined,
  once: undefined,
};

/** The day by which the next figures should be there: their period, and as long again to collect them. */
function dueAfter(asOf: IsoDate, cadence: Cadence): IsoDate | null {
  const months = CADENCE_MONTHS[cadence];
  return months === undefined ? null : addMonths(asOf, months * 2);
}

/** Place of a column in the key that the manifest keeps, from 1. */
function keyPlace({ key = [] }: ManifestDataset, column: string): number | null {
  const at = key.indexOf(column);
  return at < 0 ? null : at + 1;
}

function columnsOf(dataset: ManifestDataset, contract: ContractFacts | undefined): NodeColumn[] {
  const declared = new Map(contract?.columns.map((column) => [column.name, column]));
  return dataset.columns.map((column) => {
    const { businessName, description, term, required, key } = declared.get(column.name) ?? {};
    return {
      ...column,
      ...(businessName === undefined ? {} : { businessName }),
      ...(description === undefined ? {} : { description }),
      ...(term === undefined ? {} : { term }),
      required: required ?? false,
      key: key ?? keyPlace(dataset, column.name),
    };
  });
}

function ownerOf(code: string, { departments, evaluationDate }: GraphInput): DatasetNode['owner'] {
  const named = departments.filter((department) => department.code === code);
  const standing = named.find(({ to }) => to === undefined || to >= evaluationDate);
  const { name, sample } = standing ?? named.at(-1) ?? {};
  return { code, name: name ?? { ko: code, en: code }, sample: sample ?? false };
}

function fromContract(contract: ContractFacts | undefined, dataset: ManifestDataset) {
  const { purpose, limitations, usage, legalBasis, summary, period } = contract ?? {};
  return {
    summary: summary ?? dataset.source,
    period: period ?? null,
    ...(purpose === undefined ? {} : { purpose }),
    ...(limitations === undefined ? {} : { limitations }),
    ...(usage === undefined ? {} : { usage }),
    ...(legalBasis === undefined ? {} : { legalBasis }),
  };
}

function freshnessOf(nextDue: IsoDate | null, now: IsoDate): DatasetNode['freshness'] {
  if (nextDue === null) return 'unscheduled';
  return nextDue < now ? 'late' : 'on-time';
}

function nodeOf(dataset: ManifestDataset, input: GraphInput): DatasetNode {
  const contract = input.contracts.find(({ id }) => id === dataset.id);
  const users = input.indicators.filter((one) => datasetsOf(one).includes(dataset.id));
  const nextDue = dueAfter(dataset.asOf, dataset.cadence);
  const { id, version, contractVersion, title, publisher, source, licence } = dataset;
  return {
    id,
    version,
    contractVersion,
    class: dataset.class,
    title,
    ...fromContract(contract, dataset),
    publisher,
    source,
    licence,
    owner: ownerOf(dataset.ownerDepartment, input),
    domain: contract?.domain ?? users[0]?.field ?? 'other',
    cadence: dataset.cadence,
    grain: dataset.grain,
    asOf: dataset.asOf,
    freshness: freshnessOf(nextDue, input.evaluationDate),
    nextDue,
    columns: columnsOf(dataset, contract),
    caveats: dataset.caveats,
    files: dataset.files.map(({ role, format, hash, bytes, rows }) => ({
      role,
      format,
      hash,
      bytes,
      rows,
    })),
    rows: dataset.files.find(({ role }) => role === 'base')?.rows ?? 0,
    usedBy: users.map((indicator) => ({ id: indicator.id, name: indicator.name })),
    ...(dataset.quality === undefined ? {} : { quality: dataset.quality }),
  };
}

/** The catalogue's graph: one node per dataset of a manifest, in the manifest's order. Pure. */
export function catalogueGraph(input: GraphInput): DatasetNode[] {
  return input.manifest.datasets.map((dataset) => nodeOf(dataset, input));
}
