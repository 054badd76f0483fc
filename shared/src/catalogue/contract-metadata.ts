import { z } from 'zod';
import { Cadence } from '../model/cadence.ts';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { DataClass } from '../model/viewer.ts';
import { Words, wordsOf } from '../model/words.ts';
import { Caveat } from '../semantic/caveat.ts';
import { SmallCells } from '../semantic/small-cells-rule.ts';
import type { DatasetNode } from './dataset-node.ts';
import {
  type ContractFacts,
  LEGAL_BASIS,
  type OdcsDocument,
  ownExtension,
} from './odcs-document.ts';
import { odcsOf } from './odcs-projection.ts';

const LAW_PORTAL = 'https://www.law.go.kr';

/** What may be said of a column without another build of its values; '' says nothing. */
const ColumnMetadata = z.strictObject({
  name: z.string(),
  title: Localized,
  /** Korean name of the standard term. */
  businessName: z.string(),
  /** English abbreviation of the standard term. */
  term: z.string().regex(/^([A-Z][A-Z0-9_]*)?$/),
  unit: z.string(),
  description: Words,
});

/** What people may change of a contract in the app: the words about figures, never the figures. */
export const ContractMetadata = z.strictObject({
  title: Localized,
  summary: Localized,
  publisher: Localized,
  source: Localized,
  licence: z.strictObject({ id: z.string().min(1), note: Localized.nullable() }),
  class: DataClass,
  cadence: Cadence,
  ownerDepartment: KebabId,
  legalBasis: Localized.nullable(),
  limitations: Words,
  usage: Words,
  caveats: z.array(Caveat),
  /** Null where all counts may be read. */
  smallCells: SmallCells.nullable(),
  columns: z.array(ColumnMetadata),
});
export type ContractMetadata = z.infer<typeof ContractMetadata>;

const OwnPart = z.looseObject({
  title: Localized,
  summary: Localized,
  publisher: Localized,
  source: Localized,
  licence: z.looseObject({ id: z.string().min(1), note: Localized.optional() }),
  class: DataClass,
  cadence: Cadence,
  ownerDepartment: KebabId,
  legalBasis: Localized.optional(),
  limitations: Words.optional(),
  usage: Words.optional(),
  caveats: z.array(Caveat).default([]),
  smallCells: SmallCells.optional().catch(undefined),
});

const OwnColumnPart = z.looseObject({
  title: Localized,
  description: Words.optional(),
  term: z.string().default(''),
  unit: z.string().default(''),
});

type Property = NonNullable<NonNullable<OdcsDocument['schema']>[number]['properties']>[number];
type CustomProperties = NonNullable<OdcsDocument['customProperties']>;

function columnMetadata(property: Property): ContractMetadata['columns'][number] {
  const own = OwnColumnPart.parse(ownExtension(property.customProperties));
  const { title, term, unit, description = wordsOf(property.description ?? '') } = own;
  const { name, businessName = '' } = property;
  return { name, title, businessName, term, unit, description };
}

/** What may be changed of a contract.
 * @throws ZodError when the contract lacks the product's extension */
export function metadataOf(document: OdcsDocument): ContractMetadata {
  const own = OwnPart.parse(ownExtension(document.customProperties));
  const { title, summary, publisher, source, cadence, ownerDepartment, caveats } = own;
  const { limitations = '', usage = '' } = document.description ?? {};
  const [table] = document.schema ?? [];
  return {
    ...{ title, summary, publisher, source, cadence, ownerDepartment, caveats },
    licence: { id: own.licence.id, note: own.licence.note ?? null },
    class: own.class,
    legalBasis: own.legalBasis ?? null,
    limitations: own.limitations ?? wordsOf(limitations),
    usage: own.usage ?? wordsOf(usage),
    smallCells: own.smallCells ?? null,
    columns: (table?.properties ?? []).map(columnMetadata),
  };
}

/** An object with some keys set anew; those without a value go. */
function changed<T extends object>(before: T, change: Readonly<Record<string, unknown>>): T {
  const after = { ...before };
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined || value === '') Reflect.deleteProperty(after, key);
    else Reflect.set(after, key, value);
  }
  return after;
}

function withOwn(
  properties: CustomProperties | undefined,
  change: Readonly<Record<string, unknown>>,
): CustomProperties {
  const own = z.looseObject({}).parse(ownExtension(properties));
  const others = (properties ?? []).filter(({ property }) => property !== 'bada');
  return [{ property: 'bada', value: changed(own, change) }, ...others];
}

/** What the product's extension holds of a text; what the standard's own field tells alone is not told twice. */
function written(words: Words): Words | undefined {
  const alone = wordsOf(plain(words));
  return alone.ko === words.ko && alone.en === words.en ? undefined : words;
}

/** What the standard's own field holds of a text: English, where there is any. */
function plain({ ko, en }: Words): string {
  return en || ko;
}

function columnWith(property: Property, columns: ContractMetadata['columns']): Property {
  const found = columns.find(({ name }) => name === property.name);
  if (!found) return property;
  const { title, term, unit, businessName, description } = found;
  const own = { title, term, unit, description: written(description) };
  const customProperties = withOwn(property.customProperties, own);
  return changed(
    { ...property, customProperties },
    { businessName, description: plain(description) },
  );
}

const Labelled = z.looseObject({
  role: z.unknown(),
  values: z.record(z.string(), z.unknown()).optional(),
});

/** A column as a rule on small counts needs it: counts may be empty, and a status that lists its values tells what is
 * hidden as well. */
function hideable(property: Property, { counts }: SmallCells): Property {
  if (counts.includes(property.name)) return changed(property, { required: undefined });
  const { role, values } = Labelled.parse(ownExtension(property.customProperties) ?? {});
  if (role !== 'status' || !values || 'suppressed' in values) return property;
  const suppressed = { ko: '비공개', en: 'suppressed' };
  const own = { values: { ...values, suppressed } };
  return { ...property, customProperties: withOwn(property.customProperties, own) };
}

function definitionsWith(document: OdcsDocument, basis: Localized | null) {
  const others = (document.authoritativeDefinitions ?? []).filter(
    ({ type }) => type !== LEGAL_BASIS,
  );
  if (basis === null) return others.length === 0 ? undefined : others;
  const known = document.authoritativeDefinitions?.find(({ type }) => type === LEGAL_BASIS);
  const url = known?.url ?? LAW_PORTAL;
  return [...others, { type: LEGAL_BASIS, url, description: basis.ko }];
}

/** A contract with other metadata; whatever else it holds stays as it is. */
export function withMetadata(document: OdcsDocument, metadata: ContractMetadata): OdcsDocument {
  const { limitations, usage, columns, licence, legalBasis, smallCells, ...facts } = metadata;
  const note = licence.note === null ? {} : { note: licence.note };
  const own = {
    ...facts,
    licence: { id: licence.id, ...note },
    legalBasis: legalBasis ?? undefined,
    smallCells: smallCells ?? undefined,
    limitations: written(limitations),
    usage: written(usage),
  };
  return changed(
    {
      ...document,
      description: changed(document.description ?? {}, {
        limitations: plain(limitations),
        usage: plain(usage),
      }),
      customProperties: withOwn(document.customProperties, own),
      ...(document.schema === undefined
        ? {}
        : {
            schema: document.schema.map((table) => ({
              ...table,
              properties: table.properties?.map((property) => {
                const told = columnWith(property, columns);
                return smallCells === null ? told : hideable(told, smallCells);
              }),
            })),
          }),
    },
    { authoritativeDefinitions: definitionsWith(document, legalBasis) },
  );
}

/** Rows of a row group where a contract does not say. */
const ROW_GROUP = 16384;

/** A dataset's contract in full: the known one, else what the catalogue knows in its form, which is all that is told to
 * those who do not see all of the dataset. */
export function contractDocument(node: DatasetNode, contract?: ContractFacts): OdcsDocument {
  const isWhole = !node.cut?.ruled;
  if (
    isWhole &&
    contract &&
    OwnPart.safeParse(ownExtension(contract.document.customProperties)).success
  ) {
    return contract.document;
  }
  const document = odcsOf(node, contract);
  const own = z.looseObject({}).parse(ownExtension(document.customProperties));
  const keys = node.columns.filter(({ key }) => key !== null).map(({ name }) => name);
  const names = node.columns.map(({ name }) => name);
  const facts = {
    period: node.period ?? { from: node.asOf, to: node.asOf },
    storage: { sortBy: keys.length > 0 ? keys : names, rowGroupSize: ROW_GROUP },
    ...own,
  };
  return { ...document, customProperties: withOwn(document.customProperties, facts) };
}
