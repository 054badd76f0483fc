import { z } from 'zod';
import { AccessRules, accessRulesProblem } from '../access/access-rules.ts';
import { BadaError } from '../api/errors.ts';
import { Cadence } from '../model/cadence.ts';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { withParticle } from '../model/particle.ts';
import { Grain, IsoDate } from '../model/period.ts';
import { DataClass } from '../model/viewer.ts';
import { Words } from '../model/words.ts';
import { Bands, bandsProblem } from './bands.ts';
import { Caveat } from './caveat.ts';
import { withTwinClasses } from './column-class.ts';
import { ColumnRole } from './column-role.ts';
import { TimeRule } from './measure.ts';
import { meantWord, nearName } from './near-name.ts';
import { parseYaml, toldAt } from './parse-yaml.ts';
import { PHYSICAL_TYPE } from './physical-type.ts';
import { type ContractQuality, OdcsQuality, readOdcsQuality } from './quality-odcs.ts';
import { RollupDeclaration, rollupProblem } from './rollup.ts';
import { SmallCells, smallCellsProblem } from './small-cells-rule.ts';
import { readYaml } from './yaml-problems.ts';

const ColumnExtension = z.strictObject({
  role: ColumnRole,
  title: Localized,
  /** The description in both languages; the standard's own field holds one. */
  description: Words.optional(),
  term: z.string().optional(),
  unit: z.string().optional(),
  /** How a measure adds up over time: `sum` for flows, `last` for stocks, or `mean`. */
  time: TimeRule.optional(),
  /** Of a text: shapes in WGS84, each a GeoJSON geometry. */
  format: z.literal('geojson').optional(),
  /** Labels of a dimension's values. */
  values: z.record(z.string(), Localized).optional(),
});

const Licence = z.strictObject({ id: z.string().min(1), note: Localized.optional() });

const DatasetExtension = z.strictObject({
  title: Localized,
  summary: Localized,
  /** What it is for, its limits and its use in both languages; the standard's own fields hold one. */
  purpose: Words.optional(),
  limitations: Words.optional(),
  usage: Words.optional(),
  publisher: Localized,
  source: Localized,
  licence: Licence,
  class: DataClass,
  period: z.strictObject({ from: IsoDate, to: IsoDate }),
  cadence: Cadence,
  grain: Grain,
  asOf: IsoDate,
  ownerDepartment: KebabId,
  /** 보유근거: the law or plan on which the data is held. */
  legalBasis: Localized.optional(),
  caveats: z.array(Caveat).default([]),
  storage: z.strictObject({
    sortBy: z.array(z.string()).min(1),
    rowGroupSize: z.number().int().min(2048).multipleOf(2048),
  }),
  /** Levels above numeric dimensions, such as age groups. */
  bands: z.array(Bands).default([]),
  /** Sums that are built with each extract. */
  rollups: z.array(RollupDeclaration).default([]),
  /** Small counts that only the owner department sees. */
  smallCells: SmallCells.optional(),
  /** Who sees which rows and columns. */
  access: AccessRules.optional(),
});

const PhysicalType = z.string().regex(PHYSICAL_TYPE);

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
  /** Who may see the values; narrower than the dataset's class where they are personal. */
  classification: DataClass.optional(),
  quality: z.array(OdcsQuality).default([]),
  customProperties: extension(ColumnExtension),
});

const OdcsTable = z.object({
  name: KebabId,
  physicalName: z.string(),
  properties: z.array(OdcsProperty).min(1),
  quality: z.array(OdcsQuality).default([]),
});

/** The contract's document as the product builds extracts by it. */
export const ContractDocument = z.object({
  apiVersion: z.literal('v3.1.0'),
  kind: z.literal('DataContract'),
  id: KebabId,
  version: z.string(),
  schema: z.array(OdcsTable).length(1),
  customProperties: extension(DatasetExtension),
});

/** A column of an extract, as its contract declares it. */
export interface Column extends Omit<z.infer<typeof ColumnExtension>, 'description'> {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly classification?: DataClass;
}

/** A dataset's contract: what its figures mean, whose they are, and how they are stored. */
export interface DatasetContract extends z.infer<typeof DatasetExtension> {
  readonly id: string;
  readonly version: string;
  /** Name of the committed file beside the contract. */
  readonly file: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  /** Declared quality rules; `rulesOf` adds what the columns imply. */
  readonly quality: ContractQuality;
}

function contractQuality(table: z.infer<typeof OdcsTable>, file: string): ContractQuality {
  const all = [
    readOdcsQuality(table.quality, { file }),
    ...table.properties.map(({ name, quality }) =>
      readOdcsQuality(quality, { file, column: name }),
    ),
  ];
  return Object.freeze({
    rules: all.flatMap(({ rules }) => rules),
    notExecuted: all.flatMap(({ notExecuted }) => notExecuted),
  });
}

function columnOf(property: z.infer<typeof OdcsProperty>): Column {
  const { name, physicalType, required, classification, customProperties } = property;
  const own = classification === undefined ? {} : { classification };
  // What a column means is the catalogue's to tell, from the contract in force.
  const { description: _told, ...facts } = customProperties;
  return Object.freeze({ ...facts, ...own, name, type: physicalType, required });
}

/** A contract's text, to tell the line of what is wrong in it. */
interface Source {
  readonly text: string;
  readonly file: string;
}

function refuseAt({ text, file }: Source, path: readonly PropertyKey[], what: Localized): never {
  const line = readYaml(text).lineOf(['customProperties', 0, 'value', ...path]);
  const where = path.map(String).join('.');
  throw new BadaError('contract.invalid', { file, line, where, what: toldAt(line, what) });
}

const TWICE: Localized = { ko: '같은 식별자가 두 번 있습니다', en: 'an id is used twice' };

/** What is wrong with one of several entries, by its id. */
function ofEntry(id: string, { ko, en }: Localized): Localized {
  return { ko: `${id}: ${ko}.`, en: `${id}: ${en}.` };
}

function refuseUnknownSort(
  { storage, columns }: Pick<DatasetContract, 'storage' | 'columns'>,
  source: Source,
): void {
  const names = columns.map(({ name }) => name);
  const at = storage.sortBy.findIndex((name) => !names.includes(name));
  const name = storage.sortBy[at];
  if (name === undefined) return;
  const near = nearName(name, names);
  const meant = near === undefined ? undefined : meantWord(near);
  refuseAt(source, ['storage', 'sortBy', at], {
    ko: [`열 ${withParticle(name, '이/가')} 없습니다.`, meant?.ko].filter(Boolean).join(' '),
    en: [`There is no column ${name}.`, meant?.en].filter(Boolean).join(' '),
  });
}

function refuseBrokenRollups(
  contract: Pick<DatasetContract, 'rollups' | 'columns' | 'grain'>,
  source: Source,
): void {
  const { rollups, columns } = contract;
  for (const [at, rollup] of rollups.entries()) {
    const twice = rollups.findIndex(({ id }) => id === rollup.id) < at;
    const what = twice ? TWICE : rollupProblem(rollup, contract);
    if (what === undefined) continue;
    const names = columns.map(({ name }) => name);
    const unknown = [...rollup.by, ...rollup.measures].find((name) => !names.includes(name));
    const near = unknown === undefined ? undefined : nearName(unknown, names);
    const meant = near === undefined ? undefined : meantWord(near);
    const { ko, en } = ofEntry(rollup.id, what);
    refuseAt(source, ['rollups', at], {
      ko: [ko, meant?.ko].filter(Boolean).join(' '),
      en: [en, meant?.en].filter(Boolean).join(' '),
    });
  }
}

function refuseBrokenBands(
  { bands, columns }: Pick<DatasetContract, 'bands' | 'columns'>,
  source: Source,
): void {
  for (const [at, one] of bands.entries()) {
    const twice = bands.findIndex(({ id }) => id === one.id) < at;
    const what = twice ? TWICE : bandsProblem(one, { columns });
    if (what === undefined) continue;
    refuseAt(source, ['bands', at], ofEntry(one.id, what));
  }
}

function refuseHoursOfDays(
  { grain, columns }: Pick<DatasetContract, 'grain' | 'columns'>,
  source: Source,
): void {
  const period = columns.find(({ role }) => role === 'period');
  if (grain !== 'hour' || period?.type === 'TIMESTAMP') return;
  refuseAt(source, ['grain'], {
    ko: '시간 단위(hour)는 기간 열이 시각(TIMESTAMP)이어야 합니다.',
    en: 'The grain hour needs a period that is a moment (TIMESTAMP).',
  });
}

function refuseBrokenSmallCells(
  contract: Pick<DatasetContract, 'smallCells' | 'rollups' | 'columns' | 'key'>,
  source: Source,
): void {
  const what = contract.smallCells && smallCellsProblem(contract.smallCells, contract);
  if (what !== undefined)
    refuseAt(source, ['smallCells'], { ko: `${what.ko}.`, en: `${what.en}.` });
}

function refuseBrokenAccess(
  contract: Pick<DatasetContract, 'access' | 'columns' | 'key'>,
  source: Source,
): void {
  const what = contract.access && accessRulesProblem(contract.access, contract);
  if (what !== undefined) refuseAt(source, ['access'], { ko: `${what.ko}.`, en: `${what.en}.` });
}

/** Reads a dataset contract from its Open Data Contract Standard 3.1 form.
 * @throws BadaError `contract.invalid` */
export function parseDatasetContract(text: string, file: string): DatasetContract {
  const { id, version, schema, customProperties } = parseYaml(ContractDocument, text, file);
  const [table] = schema as [z.infer<typeof OdcsTable>];
  const key = table.properties
    .filter((property) => (property.primaryKeyPosition ?? 0) > 0)
    .sort((a, b) => (a.primaryKeyPosition ?? 0) - (b.primaryKeyPosition ?? 0))
    .map((property) => property.name);
  const columns = withTwinClasses(table.properties.map(columnOf));
  const source = { text, file };
  refuseUnknownSort({ ...customProperties, columns }, source);
  refuseHoursOfDays({ ...customProperties, columns }, source);
  refuseBrokenBands({ ...customProperties, columns }, source);
  refuseBrokenRollups({ ...customProperties, columns }, source);
  refuseBrokenSmallCells({ ...customProperties, columns, key }, source);
  refuseBrokenAccess({ ...customProperties, columns, key }, source);
  return Object.freeze({
    ...customProperties,
    id,
    version,
    file: table.physicalName,
    columns,
    key,
    quality: contractQuality(table, file),
  });
}

/** Refuses a contract that does not say how one of its measures adds up over time: nothing could be asked of it.
 * @throws BadaError `contract.invalid` */
export function refuseTimelessMeasures({ id, columns }: DatasetContract): void {
  const found = columns.find(({ role, time }) => role === 'measure' && time === undefined);
  if (!found) return;
  throw new BadaError('contract.invalid', {
    file: id,
    where: `${found.name}.time`,
    what: {
      ko: '측정값이 기간에 따라 더해지는 방법을 sum, last, mean 가운데 하나로 적어야 합니다',
      en: 'a measure says how it adds up over time: sum, last or mean',
    },
  });
}
