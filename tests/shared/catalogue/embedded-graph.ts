import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Indicator,
  Manifest,
  Organisation,
  parseDatasetContract,
  parseIndicator,
  parseYaml,
} from '@bada/shared';
import {
  type ContractFacts,
  catalogueGraph,
  type DatasetNode,
  parseOdcs,
} from '@bada/shared/catalogue';
import { projectRoot } from '../../support/project.ts';

const data = join(projectRoot, 'data');
const HASH = 'a'.repeat(64);

/** Texts of the embedded datasets' contracts by id. */
export function contractTexts(): Map<string, string> {
  const folders = readdirSync(join(data, 'sources'));
  const named = folders.filter((id) => id !== 'organisation');
  return new Map(
    named.map((id) => [id, readFileSync(join(data, 'sources', id, 'contract.yaml'), 'utf8')]),
  );
}

function manifestEntry(text: string) {
  const contract = parseDatasetContract(text, 'contract.yaml');
  const columns = contract.columns.map(({ name, type, role, title, unit, time, values }) => ({
    ...{ name, type, role, title },
    ...(unit === undefined ? {} : { unit }),
    ...(time === undefined ? {} : { time }),
    ...(values === undefined ? {} : { values }),
  }));
  const { id, title, publisher, source, licence, ownerDepartment, cadence, grain } = contract;
  const file = {
    role: 'base',
    format: 'parquet',
    hash: HASH,
    bytes: 1234,
    rows: 80,
    rowGroups: [],
  };
  return {
    ...{ id, title, publisher, source, licence, ownerDepartment, cadence, grain, columns },
    version: `${contract.version}+${HASH.slice(0, 8)}`,
    contractVersion: contract.version,
    class: contract.class,
    asOf: contract.asOf,
    caveats: contract.caveats,
    files: [file],
  };
}

/** The embedded contracts as the catalogue takes them. */
export function embeddedContracts(): ContractFacts[] {
  return [...contractTexts().values()].map((text) => parseOdcs(text, 'contract.yaml'));
}

/** The catalogue's graph of the embedded data, judged at a fixed date; files are made up. */
export function embeddedGraph(): DatasetNode[] {
  const file = join(data, 'sources', 'organisation', 'organisation.yaml');
  const indicators = readdirSync(join(data, 'indicators')).map((name) =>
    parseIndicator(readFileSync(join(data, 'indicators', name), 'utf8'), name),
  );
  return catalogueGraph({
    manifest: Manifest.parse({
      v: 1,
      id: HASH,
      builtAt: '2024-07-01T00:00:00Z',
      datasets: [...contractTexts().values()].map(manifestEntry),
    }),
    contracts: embeddedContracts(),
    indicators: indicators.map((indicator) => Indicator.parse(indicator)),
    departments: parseYaml(Organisation, readFileSync(file, 'utf8'), file).departments,
    evaluationDate: '2024-06-30',
  });
}

/** The node of an embedded dataset. */
export function embeddedNode(id: string): DatasetNode {
  const found = embeddedGraph().find((node) => node.id === id);
  if (!found) throw new Error(`no dataset ${id}`);
  return found;
}
