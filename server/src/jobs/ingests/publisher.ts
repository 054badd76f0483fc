import { join } from 'node:path';
import {
  type LineageOptions,
  loadQualityPolicy,
  type Published,
  publishBrought,
} from '@bada/data/build';
import { canonicalJson, type DatasetContract, schemaChangeText, type Viewer } from '@bada/shared';
import {
  contractVersionNumber,
  type OdcsDocument,
  raiseVersion,
  withContractFacts,
} from '@bada/shared/catalogue';
import { type IngestVersion, Mapping } from '@bada/shared/intake';
import { lineageSink } from '../lineage-sink.ts';
import { type IngestContracts, mappingOf } from './contracts.ts';
import type { IngestFolders } from './folders.ts';
import { gateOf } from './gate-words.ts';
import type { Claim, IngestPorts, IngestRecord, PublishedDocument } from './ports.ts';
import { datasetGroups, type Prepared, prepareDataset } from './prepared.ts';

/** What is to be published, and by whom. */
export interface Publishing {
  readonly viewer: Viewer;
  readonly record: IngestRecord;
  readonly tables: readonly string[];
  /** Why columns change so that readers may break. */
  readonly reason: string | undefined;
  readonly claim: Claim;
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

  /** Publishes tables of an ingest, all or none, and keeps their contracts and mappings for the next file. Numbers
   * are taken when nobody else publishes, and stored together with the swap of the manifest.
   * @param published the ingest, given the versions that were made
   * @throws BadaError `ingest.contract-open`, `contract.invalid`, `quality.blocked`, `ingest.reason-needed`, … */
  async publish(
    wanted: Publishing,
    published: (versions: IngestVersion[]) => IngestRecord,
  ): Promise<IngestRecord> {
    const { home, data, clock, publications } = this.#ports;
    const { viewer, claim } = wanted;
    let prepared: readonly Prepared[] = [];
    let kept: IngestRecord | undefined;
    const made = await publishBrought({
      home,
      datasets: async () => {
        prepared = await this.#prepare(wanted);
        return prepared.map(({ brought }) => brought);
      },
      commit: async (outcome, swap) => {
        const record = published(this.#versions(prepared, outcome));
        const documents = [...contractsOf(prepared, outcome), ...(await this.#mappings(wanted))];
        kept = await publications.commit(viewer, claim, { record, documents }, swap);
      },
      policy: await loadQualityPolicy(join(data, 'quality')),
      lineage: this.#lineage(),
      builtAt: () => clock().toISOString(),
      reason: wanted.reason,
    });
    if (!kept) throw new Error('what was published was not stored');
    await this.#follow(made);
    return kept;
  }

  async #prepare({ viewer, record, tables }: Publishing): Promise<Prepared[]> {
    const sources = { folders: this.#folders, contracts: this.#contracts };
    const prepared: Prepared[] = [];
    for (const group of datasetGroups(record, tables)) {
      prepared.push(await prepareDataset(sources, { viewer, record }, group));
    }
    return prepared;
  }

  #lineage(): LineageOptions {
    const { home, lineageUrl, clock, onTrouble } = this.#ports;
    const onStep = (text: string) => onTrouble(text, undefined);
    return { sink: lineageSink({ home, lineageUrl, onStep }), indicators: [], clock };
  }

  /** Mappings that differ from the ones that are kept, with their next numbers. */
  async #mappings({ viewer, record, tables }: Publishing): Promise<PublishedDocument[]> {
    const { documents } = this.#ports;
    const known = new Map((await documents.mappings(viewer)).map((one) => [one.id, one]));
    const fresh: PublishedDocument[] = [];
    for (const table of tables) {
      const mapping = mappingOf(record, table);
      const before = known.get(mapping.id);
      if (before && sameMapping(before, mapping)) continue;
      const kept = before ? laterThan(mapping, before) : mapping;
      known.set(kept.id, kept);
      const version = contractVersionNumber(kept.version) ?? 1_000_000;
      const { department } = record.ingest;
      fresh.push({ kind: 'mapping', id: kept.id, version, department, body: kept });
    }
    return fresh;
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
      const { id, version, quality, changeReason } = found.dataset;
      const failed = quality?.failed ?? [];
      const gate = gateOf({ outcome: failed.length > 0 ? 'warn' : 'pass', failed }, found.contract);
      const drift = found.drift.map((change) => ({
        text: schemaChangeText(change),
        breaking: change.breaking,
      }));
      return tables.map((table) => {
        const made = { table, dataset: id, version, manifest: manifest.id, publishedAt };
        const against = found.against ?? null;
        return {
          ...made,
          against,
          drift,
          gate,
          ...(changeReason === undefined ? {} : { changeReason }),
        };
      });
    });
  }
}

/** The contracts as published, with their next numbers. */
function contractsOf(prepared: readonly Prepared[], { datasets }: Published): PublishedDocument[] {
  return prepared.flatMap(({ document: { id, ...rest } }): PublishedDocument[] => {
    const contract = datasets.find((one) => one.contract.id === id)?.contract;
    const version = contractVersionNumber(rest.version);
    if (!contract || version === undefined) return [];
    const body = withPeriod({ id, ...rest }, contract);
    return [{ kind: 'contract', id, version, department: contract.ownerDepartment, body }];
  });
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
