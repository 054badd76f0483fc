import { afterCycles, type Cadence, cycleOf } from '../model/cadence.ts';
import type { Department } from '../model/department.ts';
import type { IsoDate } from '../model/period.ts';
import type { DataClass } from '../model/viewer.ts';
import { canonicalJson } from '../query/canonical.ts';
import { toldCut, withCutCaveat } from '../semantic/dataset-cut.ts';
import { datasetsOf, type Indicator } from '../semantic/indicator.ts';
import type { Manifest, ManifestDataset } from '../semantic/manifest.ts';
import { type ScoreFormula, summaryOn } from '../semantic/quality-score.ts';
import { type SmallCells, withSmallCellsCaveat } from '../semantic/small-cells-rule.ts';
import { contractVersionNumber } from './contract-version.ts';
import type { DatasetNode, NodeColumn } from './dataset-node.ts';
import type { ContractColumn, ContractFacts } from './odcs-document.ts';

/** What the catalogue is drawn from. */
export interface GraphInput {
  readonly manifest: Manifest;
  /** At most one contract per dataset; a dataset without one is described by the manifest alone. */
  readonly contracts: readonly ContractFacts[];
  readonly indicators: readonly Indicator[];
  readonly departments: readonly Department[];
  /** Date at which freshness and timeliness are judged. */
  readonly evaluationDate: IsoDate;
  /** The manifest that readers get now. */
  readonly current?: Manifest | undefined;
  /** Formula by which timeliness goes into scores; they stay as published where it is absent. */
  readonly formula?: ScoreFormula | undefined;
  /** Class by which a version is judged today; the one it was published as where nothing tells. */
  readonly classOf?: ((dataset: ManifestDataset) => DataClass) | undefined;
}

/** The day by which the next figures should be there: their period, and as long again to collect them. */
function dueAfter(asOf: IsoDate, cadence: Cadence): IsoDate | null {
  const cycle = cycleOf(cadence);
  return cycle ? afterCycles(asOf, cycle, 2) : null;
}

/** Place of a column in the key that the manifest keeps, from 1. */
function keyPlace({ key = [] }: ManifestDataset, column: string): number | null {
  const at = key.indexOf(column);
  return at < 0 ? null : at + 1;
}

/** Labels of values; of a cut, of those alone that it holds. */
function labelsOf(
  values: NodeColumn['values'],
  known: NodeColumn['values'],
): Pick<NodeColumn, 'values'> {
  if (values === undefined) return {};
  if (known === undefined) return { values: { ...values } };
  const kept = Object.entries(values).filter(([value]) => value in known);
  return kept.length === 0 ? {} : { values: Object.fromEntries(kept) };
}

/** What a contract says of a column; where it says anything, it says all. */
function declaredOf(
  { title, unit, values, ...column }: NodeColumn,
  declared: ContractColumn,
  known: NodeColumn['values'],
) {
  const { businessName, description, term, required } = declared;
  const names = declared.title ? declared : { title, unit, values };
  return {
    ...column,
    title: names.title ?? title,
    ...(names.unit === undefined ? {} : { unit: names.unit }),
    ...labelsOf(names.values, column.masked ? {} : known),
    ...(businessName === undefined ? {} : { businessName }),
    ...(description === undefined ? {} : { description }),
    ...(term === undefined ? {} : { term }),
    required,
    key: declared.key ?? column.key,
  };
}

function columnsOf(dataset: ManifestDataset, contract: ContractFacts | undefined): NodeColumn[] {
  const declared = new Map(contract?.columns.map((column) => [column.name, column]));
  return dataset.columns.map((column) => {
    const plain = { ...column, required: false, key: keyPlace(dataset, column.name) };
    const own = declared.get(column.name);
    // Labels that a cut does not hold are not told by its contract either.
    return own ? declaredOf(plain, own, dataset.cut ? (column.values ?? {}) : undefined) : plain;
  });
}

function ownerOf(code: string, { departments, evaluationDate }: GraphInput): DatasetNode['owner'] {
  const named = departments.filter((department) => department.code === code);
  const standing = named.find(({ to }) => to === undefined || to >= evaluationDate);
  const { name, sample } = standing ?? named.at(-1) ?? {};
  return { code, name: name ?? { ko: code, en: code }, sample: sample ?? false };
}

/** The contract as it speaks of this extract: one that is older than what was built says nothing
 * that the extract does not say itself. */
function speaking(contract: ContractFacts | undefined, { contractVersion }: ManifestDataset) {
  if (!contract) return undefined;
  const built = contractVersionNumber(contractVersion) ?? 0;
  return (contractVersionNumber(contract.version) ?? 0) >= built ? contract : undefined;
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

/** What the extract says of itself, as a later version of its contract corrects it. */
function correctedBy(contract: ContractFacts | undefined, dataset: ManifestDataset) {
  const { licence = dataset.licence } = contract ?? {};
  return {
    contractVersion: contract?.version ?? dataset.contractVersion,
    title: contract?.title ?? dataset.title,
    publisher: contract?.publisher ?? dataset.publisher,
    source: contract?.source ?? dataset.source,
    licence: { id: licence.id, ...(licence.note === undefined ? {} : { note: licence.note }) },
    caveats: contract?.caveats ?? dataset.caveats,
    cadence: contract?.cadence ?? dataset.cadence,
  };
}

function freshnessOf(nextDue: IsoDate | null, now: IsoDate): DatasetNode['freshness'] {
  if (nextDue === null) return 'unscheduled';
  return nextDue < now ? 'late' : 'on-time';
}

function isCutBy(dataset: ManifestDataset, rule: SmallCells): boolean {
  return canonicalJson(dataset.smallCells?.rule) === canonicalJson(rule);
}

/** What readers are told of hidden counts. A version from before the rule that readers' version follows stays uncut,
 * also while the contract that says so is being stored. */
function smallCellsOf(
  dataset: ManifestDataset,
  said: SmallCells | undefined,
  { current }: GraphInput,
): Pick<DatasetNode, 'smallCells'> {
  const now = current?.datasets.find(({ id }) => id === dataset.id)?.smallCells?.rule;
  const rule = said ?? (dataset.smallCells ? undefined : now);
  if (!rule) return {};
  const { hidden } = dataset.smallCells ?? {};
  const cut = isCutBy(dataset, rule);
  return { smallCells: { k: rule.k, cut, ...(hidden === undefined ? {} : { hidden }) } };
}

/** What a diagnosis found, judged by the same day and formula as on the dataset's page. */
function qualityOf(
  dataset: ManifestDataset,
  { formula, evaluationDate }: GraphInput,
): Pick<DatasetNode, 'quality'> {
  const { quality } = dataset;
  if (quality === undefined) return {};
  return {
    quality: formula ? summaryOn(formula, quality, { ...dataset, evaluationDate }) : quality,
  };
}

function nodeOf(dataset: ManifestDataset, input: GraphInput): DatasetNode {
  const known = input.contracts.find(({ id }) => id === dataset.id);
  const contract = speaking(known, dataset);
  const users = input.indicators.filter((one) => datasetsOf(one).includes(dataset.id));
  const corrected = correctedBy(contract, dataset);
  const nextDue = dueAfter(dataset.asOf, corrected.cadence);
  const { id, version, grain, asOf } = dataset;
  const dataClass = input.classOf?.(dataset) ?? dataset.class;
  const rule = known ? known.smallCells : dataset.smallCells?.rule;
  return {
    ...{ id, version, grain, asOf, class: dataClass },
    ...(dataClass === dataset.class ? {} : { folder: dataset.class }),
    ...corrected,
    ...fromContract(known, dataset),
    caveats: withCutCaveat(withSmallCellsCaveat(corrected.caveats, rule), dataset.cut?.of),
    ...(dataset.cut ? { cut: toldCut(dataset.cut.of) } : {}),
    ...smallCellsOf(dataset, rule, input),
    owner: ownerOf(contract?.ownerDepartment ?? dataset.ownerDepartment, input),
    domain: known?.domain ?? users[0]?.field ?? 'other',
    freshness: freshnessOf(nextDue, input.evaluationDate),
    nextDue,
    columns: columnsOf(dataset, known),
    files: dataset.files.map(({ role, format, hash, bytes, rows }) => ({
      ...{ role, format, hash, bytes, rows },
    })),
    rows: dataset.files.find(({ role }) => role === 'base')?.rows ?? 0,
    usedBy: users.map((indicator) => ({ id: indicator.id, name: indicator.name })),
    ...qualityOf(dataset, input),
  };
}

/** The catalogue's graph: one node per dataset of a manifest, in the manifest's order. Pure. */
export function catalogueGraph(input: GraphInput): DatasetNode[] {
  return input.manifest.datasets.map((dataset) => nodeOf(dataset, input));
}
