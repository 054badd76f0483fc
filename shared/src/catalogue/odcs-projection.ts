import { stringify } from 'yaml';
import { z } from 'zod';
import type { Cadence } from '../model/cadence.ts';
import type { Localized } from '../model/localized.ts';
import { withCutCaveat } from '../semantic/dataset-cut.ts';
import { logicalTypeOf } from '../semantic/physical-type.ts';
import { withoutSmallCellsCaveat } from '../semantic/small-cells-rule.ts';
import type { DatasetNode, NodeColumn } from './dataset-node.ts';
import {
  type ContractFacts,
  LEGAL_BASIS,
  type OdcsDocument,
  ownExtension,
} from './odcs-document.ts';

const FREQUENCY: Readonly<Record<Cadence, readonly [value: number, unit: string] | undefined>> = {
  realtime: [1, 'd'],
  daily: [1, 'd'],
  weekly: [7, 'd'],
  monthly: [1, 'm'],
  quarterly: [3, 'm'],
  'half-yearly': [6, 'm'],
  yearly: [1, 'y'],
  irregular: undefined,
  once: undefined,
};

/** The product's own facts beside those that a contract already carries. */
function extended(known: unknown, facts: object) {
  const before = typeof known === 'object' && known !== null ? known : {};
  return [{ property: 'bada', value: { ...before, ...facts } }];
}

/** A text that the standard has one field for, where it is written in two languages. */
function twoLanguages(name: string, text: Localized | undefined): object {
  return text === undefined || text.ko === text.en ? {} : { [name]: text };
}

function columnFacts({
  role,
  title,
  description,
  term,
  unit,
  time,
  format,
  values,
}: NodeColumn): object {
  return {
    role,
    title,
    ...twoLanguages('description', description),
    ...(term === undefined ? {} : { term }),
    ...(unit === undefined ? {} : { unit }),
    ...(time === undefined ? {} : { time }),
    ...(format === undefined ? {} : { format }),
    ...(values === undefined ? {} : { values }),
  };
}

type KnownProperty = Readonly<Record<string, unknown>> & {
  customProperties?: { property: string; value: unknown }[] | undefined;
};

function propertyOf(column: NodeColumn, known: KnownProperty = {}): object {
  const { name, businessName, description, type, required, key } = column;
  const own = ownExtension(known.customProperties);
  return {
    ...known,
    name,
    ...(businessName === undefined ? {} : { businessName }),
    logicalType: logicalTypeOf(type),
    physicalType: type,
    required,
    ...(key === null ? {} : { primaryKey: true, primaryKeyPosition: key }),
    ...(description === undefined ? {} : { description: description.en }),
    customProperties: extended(own, columnFacts(column)),
  };
}

function descriptionOf(node: DatasetNode): object {
  const { purpose, limitations, usage } = node;
  return {
    purpose: purpose?.en ?? node.summary.en,
    ...(limitations === undefined ? {} : { limitations: limitations.en }),
    ...(usage === undefined ? {} : { usage: usage.en }),
  };
}

function datasetFacts(node: DatasetNode): object {
  const { title, summary, publisher, source, licence, period, cadence, grain, asOf } = node;
  return {
    ...{ title, summary, publisher, source, licence, class: node.class },
    ...twoLanguages('purpose', node.purpose),
    ...twoLanguages('limitations', node.limitations),
    ...twoLanguages('usage', node.usage),
    ...(period ? { period } : {}),
    ...{
      cadence,
      grain,
      asOf,
      ownerDepartment: node.owner.code,
      caveats: withCutCaveat(withoutSmallCellsCaveat(node.caveats)),
    },
  };
}

function serviceLevel({ cadence }: DatasetNode): object {
  const [value, unit] = FREQUENCY[cadence] ?? [];
  if (value === undefined) return {};
  return { slaProperties: [{ property: 'frequency', value, unit }] };
}

function basisOf({ legalBasis }: DatasetNode): object {
  if (legalBasis === undefined) return {};
  const { ko } = legalBasis;
  const url = /^https?:/.test(ko) ? ko : 'https://www.law.go.kr';
  return { authoritativeDefinitions: [{ type: LEGAL_BASIS, url, description: ko }] };
}

const Extension = z.looseObject({
  access: z.unknown().optional(),
  bands: z.unknown().optional(),
  rollups: z.unknown().optional(),
  smallCells: z.unknown().optional(),
  values: z.unknown().optional(),
});

/** The product's own facts without what may tell of hidden rows and columns. */
function withoutTelling(properties: OdcsDocument['customProperties'] = []) {
  return properties.map(({ value, ...rest }) => {
    const found = Extension.safeParse(value);
    if (!found.success) return { ...rest, value };
    const { access: _a, bands: _b, rollups: _r, smallCells: _s, values: _v, ...kept } = found.data;
    return { ...rest, value: kept };
  });
}

/** A contract for whom its rules hide something: without the rules, and without whatever lists values. */
function withoutHidden({
  schema = [],
  customProperties,
  ...rest
}: Partial<OdcsDocument>): Partial<OdcsDocument> {
  return {
    ...rest,
    customProperties: withoutTelling(customProperties),
    schema: schema.map(({ quality: _quality, properties = [], ...table }) => ({
      ...table,
      properties: properties.map(({ quality: _own, customProperties: own, ...column }) => ({
        ...column,
        customProperties: withoutTelling(own),
      })),
    })),
  };
}

/** A dataset's contract as an Open Data Contract Standard 3.1 document. What the catalogue knows
 * stands as it is now; what else a known contract holds (quality rules, teams) is carried over. */
export function odcsOf(node: DatasetNode, contract?: ContractFacts): OdcsDocument {
  const whole: Partial<OdcsDocument> = contract?.document ?? {};
  const known = node.cut?.ruled ? withoutHidden(whole) : whole;
  const [table] = known.schema ?? [];
  const byName = new Map(table?.properties?.map((property) => [property.name, property]));
  const head = {
    apiVersion: 'v3.1.0',
    kind: 'DataContract' as const,
    id: node.id,
    version: node.contractVersion,
    status: known.status ?? 'active',
  };
  return {
    ...head,
    ...basisOf(node),
    ...serviceLevel(node),
    ...known,
    ...head,
    name: node.id,
    domain: node.domain,
    description: { ...known.description, ...descriptionOf(node) },
    customProperties: extended(ownExtension(known.customProperties), datasetFacts(node)),
    schema: [
      {
        physicalName: `${node.id}.parquet`,
        physicalType: 'parquet',
        logicalType: 'object',
        ...table,
        name: table?.name ?? node.id,
        properties: node.columns.map((column) => ({
          ...propertyOf(column, byName.get(column.name)),
          name: column.name,
        })),
      },
    ],
  };
}

/** The same as YAML. */
export function odcsYaml(node: DatasetNode, contract?: ContractFacts): string {
  return stringify(odcsOf(node, contract), { lineWidth: 100 });
}
