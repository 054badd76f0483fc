import { periodOf } from '@bada/data/build';
import {
  BadaError,
  expectedText,
  parseDatasetContract,
  parseYaml,
  refuseTimelessMeasures,
  type Viewer,
} from '@bada/shared';
import {
  type ContractDraftInput,
  contractFactsOf,
  contractMeasures,
  contractQuestions,
  contractVersionNumber,
  draftContract,
  OdcsDocument,
  periodColumnOf,
  raiseContract,
  raiseVersion,
  withContractFacts,
  withContractTimes,
} from '@bada/shared/catalogue';
import type { ContractChange, IngestContract, IngestResult, Mapping } from '@bada/shared/intake';
import { stringify } from 'yaml';
import type { IngestFolders } from './folders.ts';
import type { IngestPorts, IngestRecord } from './ports.ts';

type Origin = IngestContract['origin'];

interface Found {
  readonly origin: Origin;
  readonly previous: OdcsDocument | undefined;
  readonly document: OdcsDocument;
}

/** Tables of an ingest that ran; empty before. */
export function resultsOf({ ingest }: IngestRecord): readonly IngestResult[] {
  const { state } = ingest;
  return state.kind === 'done' || state.kind === 'published' ? state.results : [];
}

/** The result of one table.
 * @throws BadaError `ingest.state`, `ingest.table-unknown` */
export function resultOf(record: IngestRecord, table: string): IngestResult {
  const { kind } = record.ingest.state;
  if (kind !== 'done' && kind !== 'published') throw new BadaError('ingest.state', { state: kind });
  const found = resultsOf(record).find((one) => one.table === table);
  if (!found) throw new BadaError('ingest.table-unknown', { table });
  return found;
}

/** The mapping that a table ran with. */
export function mappingOf({ ingest }: IngestRecord, table: string): Mapping {
  const found = ingest.tables.find(({ id }) => id === table);
  if (!found || !('mapping' in found.mapping)) {
    throw new BadaError('ingest.table-unknown', { table });
  }
  return found.mapping.mapping;
}

/** Contracts of the datasets that ingests lead to: drafted, raised or edited. */
export class IngestContracts {
  readonly #ports: IngestPorts;
  readonly #folders: IngestFolders;

  constructor(ports: IngestPorts, folders: IngestFolders) {
    this.#ports = ports;
    this.#folders = folders;
  }

  /** The contract of the dataset that a table leads to, as the next version would have it. */
  async find(viewer: Viewer, record: IngestRecord, table: string): Promise<Found> {
    const { documents } = this.#ports;
    const { dataset } = mappingOf(record, table);
    const { datasets } = await documents.contracts(viewer);
    const previous = datasets.find(({ id }) => id === dataset)?.document;
    const edited = record.contracts[dataset];
    if (edited) return { origin: 'edited', previous, document: laterThan(edited, previous) };
    const draft = draftContract(await this.#known(viewer, record, table)).document;
    if (!previous) return { origin: 'new', previous, document: draft };
    const told = withContractFacts(raiseContract(previous, draft), asOfIn(draft));
    return { origin: 'next', previous, document: told };
  }

  /** The same with what is still to be told. */
  async show(viewer: Viewer, record: IngestRecord, table: string): Promise<IngestContract> {
    const { origin, previous, document } = await this.find(viewer, record, table);
    const facts = contractFactsOf(document);
    return {
      dataset: document.id,
      origin,
      previous: previous?.version ?? null,
      document,
      yaml: stringify(document, { lineWidth: 100 }),
      facts,
      measures: contractMeasures(document),
      questions: contractQuestions(facts, { confirmed: origin !== 'new' }),
    };
  }

  /** The document that a change makes.
   * @throws BadaError `contract.invalid` */
  async changed(
    viewer: Viewer,
    record: IngestRecord,
    { table, change }: { readonly table: string; readonly change: ContractChange },
  ): Promise<OdcsDocument> {
    const { dataset } = mappingOf(record, table);
    if (change.facts || change.times) {
      const { document } = await this.find(viewer, record, table);
      const given = Object.entries(change.facts ?? {}).filter(([, value]) => value !== undefined);
      const told = withContractFacts(document, Object.fromEntries(given));
      return withContractTimes(told, change.times ?? {});
    }
    const text = change.yaml ?? JSON.stringify(change.document);
    const document = parseYaml(OdcsDocument, text, dataset);
    refuseTimelessMeasures(parseDatasetContract(text, dataset));
    if (document.id === dataset) return document;
    throw new BadaError('contract.invalid', {
      file: dataset,
      where: 'id',
      what: expectedText(dataset),
    });
  }

  async #known(viewer: Viewer, record: IngestRecord, table: string): Promise<ContractDraftInput> {
    const { documents, clock } = this.#ports;
    const { departments, terms } = await documents.contracts(viewer);
    const mapping = mappingOf(record, table);
    const { report } = resultOf(record, table);
    const column = periodColumnOf(mapping);
    const folder = this.#folders.result(record.ingest.id, table);
    const period = column === undefined ? undefined : await periodOf(folder, column);
    const { department, file } = record.ingest;
    const today = clock().toISOString().slice(0, 10);
    const known = { department, departments, terms, today, period, file: file.name };
    return { mapping, columns: report.columns, ...known };
  }
}

function asOfIn(draft: OdcsDocument) {
  const { asOf } = contractFactsOf(draft);
  return asOf === undefined ? {} : { asOf };
}

/** What a person wrote keeps its version where that is a later one, else it gets the next. */
function laterThan(document: OdcsDocument, previous: OdcsDocument | undefined): OdcsDocument {
  if (!previous) return document;
  const [own, before] = [
    contractVersionNumber(document.version),
    contractVersionNumber(previous.version),
  ];
  if (own !== undefined && before !== undefined && own > before) return document;
  return OdcsDocument.parse({ ...document, version: raiseVersion(previous.version, 'patch') });
}
