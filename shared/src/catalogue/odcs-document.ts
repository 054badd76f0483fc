import { z } from 'zod';
import { AccessRules, CLOSED_RULES } from '../access/access-rules.ts';
import { Cadence } from '../model/cadence.ts';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { IsoDate } from '../model/period.ts';
import { DataClass } from '../model/viewer.ts';
import { readable, Words } from '../model/words.ts';
import { Caveat } from '../semantic/caveat.ts';
import { withTwinClasses } from '../semantic/column-class.ts';
import { parseYaml } from '../semantic/parse-yaml.ts';
import { SmallCells } from '../semantic/small-cells-rule.ts';

const CustomProperty = z.looseObject({ property: z.string(), value: z.unknown() });

const Definition = z.looseObject({
  url: z.string(),
  type: z.string(),
  description: z.string().optional(),
});

const Property = z.looseObject({
  name: z.string().min(1),
  businessName: z.string().optional(),
  description: z.string().optional(),
  logicalType: z.string().optional(),
  physicalType: z.string().optional(),
  required: z.boolean().optional(),
  primaryKeyPosition: z.number().int().optional(),
  classification: z.unknown().optional(),
  customProperties: z.array(CustomProperty).optional(),
});

const SchemaObject = z.looseObject({
  name: z.string().min(1),
  properties: z.array(Property).optional(),
});

/** An Open Data Contract Standard 3 document; what is not named here is kept as it stands. */
export const OdcsDocument = z.looseObject({
  apiVersion: z.string().regex(/^v3\.\d+\.\d+$/, 'expected version 3 of the standard'),
  kind: z.literal('DataContract'),
  id: z.string().min(1),
  version: z.string().min(1),
  status: z.string().min(1),
  domain: z.string().optional(),
  description: z
    .looseObject({
      purpose: z.string().optional(),
      limitations: z.string().optional(),
      usage: z.string().optional(),
    })
    .optional(),
  authoritativeDefinitions: z.array(Definition).optional(),
  schema: z.array(SchemaObject).optional(),
  customProperties: z.array(CustomProperty).optional(),
});
export type OdcsDocument = z.infer<typeof OdcsDocument>;

/** Each fact by itself: one that is not understood leaves the others standing. */
const OwnFacts = z.object({
  title: Localized.optional().catch(undefined),
  summary: Localized.optional().catch(undefined),
  purpose: Words.optional().catch(undefined),
  limitations: Words.optional().catch(undefined),
  usage: Words.optional().catch(undefined),
  publisher: Localized.optional().catch(undefined),
  source: Localized.optional().catch(undefined),
  licence: z
    .object({ id: z.string().min(1), note: Localized.optional() })
    .optional()
    .catch(undefined),
  class: DataClass.optional().catch(undefined),
  cadence: Cadence.optional().catch(undefined),
  ownerDepartment: KebabId.optional().catch(undefined),
  caveats: z.array(Caveat).optional().catch(undefined),
  legalBasis: Localized.optional().catch(undefined),
  smallCells: SmallCells.optional().catch(undefined),
  /** Rules that are not understood let nobody see a row. */
  access: AccessRules.optional().catch(CLOSED_RULES),
  period: z.strictObject({ from: IsoDate, to: IsoDate }).optional().catch(undefined),
});

const OwnColumnFacts = z.object({
  title: Localized.optional().catch(undefined),
  description: Words.optional().catch(undefined),
  term: z.string().optional().catch(undefined),
  unit: z.string().optional().catch(undefined),
  values: z.record(z.string(), Localized).optional().catch(undefined),
});

/** What a contract says of a column. */
export interface ContractColumn {
  readonly name: string;
  readonly businessName?: string;
  readonly description?: Localized;
  readonly title?: Localized;
  readonly term?: string;
  readonly unit?: string;
  readonly values?: Readonly<Record<string, Localized>>;
  readonly required: boolean;
  readonly key: number | null;
  /** Narrower than the dataset's class where it is given; one that is not understood is the narrowest. */
  readonly classification?: DataClass;
}

/** What the catalogue takes from a contract; `document` is the whole of it. */
export interface ContractFacts
  extends Omit<z.infer<typeof OwnFacts>, 'purpose' | 'limitations' | 'usage'> {
  readonly id: string;
  readonly version: string;
  readonly domain?: string;
  readonly purpose?: Localized;
  readonly limitations?: Localized;
  readonly usage?: Localized;
  readonly columns: readonly ContractColumn[];
  readonly document: OdcsDocument;
}

/** Type under which a contract's definitions name the law it rests on. */
export const LEGAL_BASIS = 'legalBasis';

/** The value of the product's own extension in a list of custom properties. */
export function ownExtension(properties: readonly z.infer<typeof CustomProperty>[] = []): unknown {
  return properties.find(({ property }) => property === 'bada')?.value ?? {};
}

/** The entries that are there: what a contract leaves open stays absent. */
function present<K extends string, V>(
  entries: Readonly<Record<K, V | undefined>>,
): Partial<Record<K, V>> {
  const kept: Partial<Record<K, V>> = {};
  for (const key in entries) {
    const value = entries[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept;
}

/** A text of the product's extension, else the standard's own, which readers of both languages get as it stands. */
function inBoth(own: Words | undefined, standard: string | undefined): Localized | undefined {
  const plain = standard ?? '';
  return (own && readable(own)) ?? readable({ ko: plain, en: plain });
}

function columnOf(property: z.infer<typeof Property>): ContractColumn {
  const own = OwnColumnFacts.safeParse(ownExtension(property.customProperties));
  const position = property.primaryKeyPosition ?? -1;
  return {
    name: property.name,
    required: property.required ?? false,
    key: position > 0 ? position : null,
    ...present({
      businessName: property.businessName,
    }),
    ...present({ description: inBoth(own.data?.description, property.description) }),
    ...present({ title: own.data?.title }),
    ...present({ term: own.data?.term, unit: own.data?.unit }),
    ...present({ values: own.data?.values }),
    ...(property.classification === undefined
      ? {}
      : { classification: DataClass.catch('restricted').parse(property.classification) }),
  };
}

/** What the catalogue takes from a parsed contract. */
export function contractFacts(document: OdcsDocument): ContractFacts {
  const { description, authoritativeDefinitions: definitions = [] } = document;
  const own = OwnFacts.safeParse(ownExtension(document.customProperties));
  const basis = definitions.find(({ type }) => type === LEGAL_BASIS);
  const [table] = document.schema ?? [];
  const law = basis?.description ?? basis?.url;
  const stated = law === undefined ? undefined : { ko: law, en: law };
  const { purpose, limitations, usage, ...facts } = own.data ?? {};
  return {
    ...facts,
    id: document.id,
    version: document.version,
    ...present({ legalBasis: own.data?.legalBasis ?? stated }),
    ...present({ domain: document.domain }),
    ...present({
      purpose: inBoth(purpose, description?.purpose),
      limitations: inBoth(limitations, description?.limitations),
      usage: inBoth(usage, description?.usage),
    }),
    columns: withTwinClasses((table?.properties ?? []).map(columnOf)),
    document,
  };
}

/** Reads an Open Data Contract Standard 3 contract of any origin.
 * @throws BadaError `contract.invalid` */
export function parseOdcs(text: string, file: string): ContractFacts {
  return contractFacts(parseYaml(OdcsDocument, text, file));
}
