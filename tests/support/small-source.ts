import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A column of a small dataset: its contract's lines in short. */
export interface SmallColumn {
  readonly name: string;
  readonly type: string;
  readonly role: string;
  readonly key?: number;
  readonly required?: boolean;
  readonly unit?: string;
  readonly time?: string;
  readonly term?: string;
  readonly values?: readonly string[];
  readonly classification?: string;
  /** ODCS `quality` entries of the column. */
  readonly quality?: readonly unknown[];
}

/** A dataset made for a test. */
export interface SmallSource {
  readonly id: string;
  readonly columns: readonly SmallColumn[];
  readonly period?: { readonly from: string; readonly to: string };
  /** ODCS `quality` entries of the table. */
  readonly quality?: readonly unknown[];
  /** Rollups of the contract. */
  readonly rollups?: readonly unknown[];
  /** What the product's part of the contract says besides, or otherwise. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

const both = (text: string) => ({ ko: text, en: text });

function propertyOf({ name, type, key, required, classification, quality, ...own }: SmallColumn) {
  const values = own.values && Object.fromEntries(own.values.map((one) => [one, both(one)]));
  return {
    name,
    physicalType: type,
    required: required ?? false,
    ...(key === undefined ? {} : { primaryKey: true, primaryKeyPosition: key }),
    ...(classification === undefined ? {} : { classification }),
    ...(quality === undefined ? {} : { quality }),
    customProperties: [
      { property: 'bada', value: { ...own, title: both(name), ...(values ? { values } : {}) } },
    ],
  };
}

/** The contract of a small dataset as a document of the Open Data Contract Standard; YAML holds JSON. */
export function smallContract({
  id,
  columns,
  period,
  quality,
  rollups,
  facts,
}: SmallSource): string {
  const value = {
    title: both(id),
    summary: both(id),
    publisher: both('test'),
    source: both('test'),
    licence: { id: 'MIT' },
    class: 'open',
    period: period ?? { from: '2020-01-01', to: '2021-01-01' },
    cadence: 'yearly',
    grain: 'year',
    asOf: '2021-12-31',
    ownerDepartment: 'statistics',
    storage: { sortBy: [columns[0]?.name], rowGroupSize: 2048 },
    ...(rollups === undefined ? {} : { rollups }),
    ...facts,
  };
  return JSON.stringify({
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id,
    version: '1.0.0',
    status: 'active',
    customProperties: [{ property: 'bada', value }],
    schema: [
      {
        name: id,
        physicalName: `${id}.csv`,
        ...(quality === undefined ? {} : { quality }),
        properties: columns.map(propertyOf),
      },
    ],
  });
}

/** Writes a small dataset as a source folder that a build takes. */
export function writeSmallSource(
  sources: string,
  source: SmallSource,
  rows: readonly (readonly (string | number)[])[],
): void {
  const folder = join(sources, source.id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'contract.yaml'), smallContract(source));
  const header = source.columns.map(({ name }) => name).join(',');
  const lines = [header, ...rows.map((row) => row.join(','))];
  writeFileSync(join(folder, `${source.id}.csv`), `${lines.join('\n')}\n`);
}
