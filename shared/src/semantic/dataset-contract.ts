import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { Grain, IsoDate } from '../model/period.ts';
import { DataClass } from '../model/viewer.ts';
import { Caveat } from './caveat.ts';
import { parseYaml } from './parse-yaml.ts';

/** What a column is to a query. */
export const ColumnRole = z.enum([
  'place',
  'period',
  'dimension',
  'measure',
  'status',
  'attribute',
]);
export type ColumnRole = z.infer<typeof ColumnRole>;

const ColumnExtension = z.strictObject({
  role: ColumnRole,
  title: Localized,
  term: z.string().optional(),
  unit: z.string().optional(),
  /** How a measure adds up over time: `sum` for flows, `last` for stocks. */
  time: z.enum(['sum', 'last']).optional(),
  /** Labels of a dimension's values. */
  values: z.record(z.string(), Localized).optional(),
});

const Licence = z.strictObject({ id: z.string().min(1), note: Localized.optional() });

const DatasetExtension = z.strictObject({
  title: Localized,
  summary: Localized,
  publisher: Localized,
  source: Localized,
  licence: Licence,
  class: DataClass,
  period: z.strictObject({ from: IsoDate, to: IsoDate }),
  cadence: z.enum(['irregular', 'monthly', 'quarterly', 'yearly', 'once']),
  grain: Grain,
  asOf: IsoDate,
  ownerDepartment: KebabId,
  caveats: z.array(Caveat).default([]),
  storage: z.strictObject({
    sortBy: z.array(z.string()).min(1),
    rowGroupSize: z.number().int().min(2048).multipleOf(2048),
  }),
});

/** DuckDB types that extracts may hold; both engines read each of them alike. */
const PhysicalType = z
  .string()
  .regex(/^(VARCHAR|DATE|INTEGER|BIGINT|DOUBLE|DECIMAL\(\d{1,2},\d{1,2}\))$/);

function extension<S extends z.ZodType>(value: S) {
  return z
    .array(z.strictObject({ property: z.literal('bada'), value }))
    .length(1)
    .transform(([first]) => (first as { value: z.output<S> }).value);
}

const OdcsProperty = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  physicalType: PhysicalType,
  required: z.boolean().default(false),
  primaryKeyPosition: z.number().int().optional(),
  description: z.string().optional(),
  customProperties: extension(ColumnExtension),
});

const OdcsTable = z.object({
  name: KebabId,
  physicalName: z.string(),
  properties: z.array(OdcsProperty).min(1),
});

const Odcs = z.object({
  apiVersion: z.literal('v3.1.0'),
  kind: z.literal('DataContract'),
  id: KebabId,
  version: z.string(),
  schema: z.array(OdcsTable).length(1),
  customProperties: extension(DatasetExtension),
});

/** A column of an extract, as its contract declares it. */
export interface Column extends z.infer<typeof ColumnExtension> {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

/** A dataset's contract: what its figures mean, whose they are, and how they are stored. */
export interface DatasetContract extends z.infer<typeof DatasetExtension> {
  readonly id: string;
  readonly version: string;
  /** Name of the committed file beside the contract. */
  readonly file: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
}

/** Reads a dataset contract from its Open Data Contract Standard 3.1 form.
 * @throws BadaError `contract.invalid` */
export function parseDatasetContract(text: string, file: string): DatasetContract {
  const { id, version, schema, customProperties } = parseYaml(Odcs, text, file);
  const [table] = schema as [z.infer<typeof OdcsTable>];
  const columns = table.properties.map(({ name, physicalType, required, customProperties: own }) =>
    Object.freeze({ ...own, name, type: physicalType, required }),
  );
  const key = table.properties
    .filter((property) => (property.primaryKeyPosition ?? 0) > 0)
    .sort((a, b) => (a.primaryKeyPosition ?? 0) - (b.primaryKeyPosition ?? 0))
    .map((property) => property.name);
  return Object.freeze({
    ...customProperties,
    id,
    version,
    file: table.physicalName,
    columns,
    key,
  });
}
