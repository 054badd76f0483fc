import { join } from 'node:path';
import {
  type BroughtDataset,
  type BroughtTable,
  type LineageOptions,
  loadQualityPolicy,
  type Published,
  publishBrought,
} from '@bada/data/build';
import {
  BadaError,
  canonicalJson,
  type DatasetContract,
  parseDatasetContract,
  refuseTimelessMeasures,
  schemaChangeText,
  type Viewer,
} from '@bada/shared';
import {
  contractFactsOf,
  contractQuestions,
  contractVersionNumber,
  type OdcsDocument,
  raiseVersion,
  withContractFacts,
} from '@bada/shared/catalogue';
import { type IngestVersion, Mapping } from '@bada/shared/intake';
import { lineageSink } from '../lineage-sink.ts';
import { type IngestContracts, mappingOf, resultOf, resultsOf } from './contracts.ts';
import type { IngestFolders } from './folders.ts';
import type { IngestPorts, IngestRecord } from './ports.ts';

interface Prepared {
  readonly tables: readonly string[];
  readonly document: OdcsDocument;
  readonly brought: BroughtDataset;
}

/** Turns what was taken in into versions of datasets. */
export class IngestPublisher {
  readonly #ports: IngestPorts;
  readonly #folders: IngestFolders;
  readonly #contracts: IngestContracts;

  constructor(ports: IngestPorts, folders: IngestFolders, contracts: IngestContracts) {
    this.#ports = ports;
    this.#folders = folders;
    this.#contracts = contracts;
  }

  /** Publishes tables of an ingest, all or none; then keeps their contracts and mappings for the next file.
   * @throws BadaError `ingest.contract-open`, `contract.invalid`, `quality.blocked`, … */
  async publish(
    viewer: Viewer,
    record: IngestRecord,
    wanted: readonly string[] | undefined,
  ): Promise<IngestVersion[]> {
    const { home, data, clock } = this.#ports;
    const tables = wanted ?? resultsOf(record).map(({ table }) => table);
    const prepared = await this.#prepare(viewer, record, tables);
    const published = await publishBrought({
      home,
      datasets: prepared.map(({ brought }) => brought),
      policy: await loadQualityPolicy(join(data, 'quality')),
      lineage: this.#lineage(),
      builtAt: clock().toISOString(),
    });
    await this.#keepContracts(viewer, prepared, published);
    await this.#keepMappings(viewer, record, tables);
    await this.#follow(published);
    return this.#versions(prepared, published);
  }

  async #prepare(
    viewer: Viewer,
    record: IngestRecord,
    tables: readonly string[],
  ): Promise<Prepared[]> {
    const groups = Map.groupBy(new Set(tables), (table) => mappingOf(record, table).dataset);
    const prepared: Prepared[] = [];
    for (const [dataset, own] of groups) {
      const [first = ''] = own;
      const { document } = await this.#contracts.find(viewer, record, first);
      const facts = contractFactsOf(document);
      const open = contractQuestions(facts, { confirmed: true }).map(({ field }) => field);
      if (open.length > 0) {
        throw new BadaError('ingest.contract-open', { dataset, fields: open.join(', ') });
      }
      const contract = parseDatasetContract(JSON.stringify(document), dataset);
      refuseTimelessMeasures(contract);
      const brought = { contract, tables: own.map((table) => this.#brought(record, table)) };
      prepared.push({ tables: own, document, brought });
    }
    return prepared;
  }

  #brought(record: IngestRecord, table: string): BroughtTable {
    const { report } = resultOf(record, table);
    const folder = this.#folders.result(record.ingest.id, table);
    return { folder, report, mapping: mappingOf(record, table) };
  }

  #lineage(): LineageOptions {
    const { home, lineageUrl, clock, onTrouble } = this.#ports;
    const onStep = (text: string) => onTrouble(text, undefined);
    return { sink: lineageSink({ home, lineageUrl, onStep }), indicators: [], clock };
  }

  async #keepContracts(
    viewer: Viewer,
    prepared: readonly Prepared[],
    { datasets }: Published,
  ): Promise<void> {
    for (const { document } of prepared) {
      const contract = datasets.find((one) => one.contract.id === document.id)?.contract;
      const version = contractVersionNumber(document.version);
      if (!contract || version === undefined) continue;
      await this.#ports.documents.addVersion(viewer, {
        kind: 'contract',
        id: document.id,
        version,
        department: contract.ownerDepartment,
        body: withPeriod(document, contract),
      });
    }
  }

  async #keepMappings(
    viewer: Viewer,
    record: IngestRecord,
    tables: readonly string[],
  ): Promise<void> {
    const { documents } = this.#ports;
    const known = new Map((await documents.mappings(viewer)).map((one) => [one.id, one]));
    for (const table of tables) {
      const mapping = mappingOf(record, table);
      const before = known.get(mapping.id);
      if (before && sameMapping(before, mapping)) continue;
      const kept = before ? laterThan(mapping, before) : mapping;
      known.set(kept.id, kept);
      await documents.addVersion(viewer, {
        kind: 'mapping',
        id: kept.id,
        version: contractVersionNumber(kept.version) ?? 1_000_000,
        department: record.ingest.department,
        body: kept,
      });
    }
  }

  /** The version stands, so what follows from it may fail and be done at the next start. */
  async #follow({ manifest }: Published): Promise<void> {
    const { onPublished, onTrouble } = this.#ports;
    await onPublished(manifest).catch((error: unknown) => onTrouble('after publishing', error));
  }

  #versions(prepared: readonly Prepared[], { manifest, datasets }: Published): IngestVersion[] {
    const publishedAt = this.#ports.clock().toISOString();
    return prepared.flatMap(({ tables, document }) => {
      const found = datasets.find(({ dataset }) => dataset.id === document.id);
      if (!found) return [];
      const { id, version } = found.dataset;
      const drift = found.drift.map((change) => ({
        text: schemaChangeText(change),
        breaking: change.breaking,
      }));
      return tables.map((table) => {
        return { table, dataset: id, version, manifest: manifest.id, publishedAt, drift };
      });
    });
  }
}

function sameMapping(a: Mapping, b: Mapping): boolean {
  return canonicalJson({ ...a, version: '' }) === canonicalJson({ ...b, version: '' });
}

function laterThan(mapping: Mapping, before: Mapping): Mapping {
  const [own = 0, old = 0] = [
    contractVersionNumber(mapping.version),
    contractVersionNumber(before.version),
  ];
  if (own > old) return mapping;
  return Mapping.parse({ ...mapping, version: raiseVersion(before.version, 'patch') });
}

/** The document with the period and day that its rows turned out to have. */
function withPeriod(document: OdcsDocument, { period, asOf }: DatasetContract): OdcsDocument {
  const own = withContractFacts(document, { asOf });
  const customProperties = (own.customProperties ?? []).map((one) =>
    one.property === 'bada' && typeof one.value === 'object'
      ? { ...one, value: { ...one.value, period } }
      : one,
  );
  return { ...own, customProperties };
}
