import type { Department } from '../model/department.ts';
import type { Localized } from '../model/localized.ts';
import { type Grain, type IsoDate, periodEnd } from '../model/period.ts';
import type { ColumnRole } from '../semantic/column-role.ts';
import type { MappedColumn, Mapping } from '../semantic/mapping.ts';
import { isNumberType, logicalTypeOf, PHYSICAL_TYPE } from '../semantic/physical-type.ts';
import type { StandardTerm } from '../semantic/quality-terms.ts';
import type { ContractAnswers, ContractDraftFacts, ContractQuestion } from './contract-facts.ts';
import { proposedTime } from './contract-times.ts';
import type { OdcsDocument } from './odcs-document.ts';

/** What is known of a table when its contract is drafted. */
export interface ContractDraftInput {
  readonly mapping: Mapping;
  /** Columns of the kept rows with their DuckDB types. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** First and last day of the period column's values, and whether they are moments that all begin an hour. */
  readonly period?:
    | { readonly from: IsoDate; readonly to: IsoDate; readonly isHourly?: boolean }
    | undefined;
  /** Name of the file. */
  readonly file: string;
  readonly today: IsoDate;
  readonly department: string | null;
  readonly departments: readonly Department[];
  readonly terms: readonly StandardTerm[];
}

/** A contract drafted from a file, and what only a person can tell. */
export interface ContractDraft {
  readonly document: OdcsDocument;
  readonly questions: readonly ContractQuestion[];
}

/** Shapes are published as GeoJSON geometries in WGS84. */
const SHAPES = 'geojson';

const GRAINS: Readonly<Record<string, Grain>> = {
  year: 'year',
  half: 'half',
  quarter: 'quarter',
  month: 'month',
};

const CADENCES: Readonly<Record<Grain, ContractDraftFacts['cadence']>> = {
  year: 'yearly',
  half: 'half-yearly',
  quarter: 'quarterly',
  month: 'monthly',
  day: 'irregular',
  hour: 'irregular',
};

/** Types that extracts hold; every other is told as text. */
function physicalType(type: string): string {
  if (PHYSICAL_TYPE.test(type)) return type;
  if (/^(TINYINT|SMALLINT|UTINYINT|USMALLINT)$/.test(type)) return 'INTEGER';
  if (/^(UINTEGER|HUGEINT|UBIGINT)$/.test(type)) return 'BIGINT';
  return type === 'FLOAT' ? 'DOUBLE' : 'VARCHAR';
}

type Reading = Pick<MappedColumn, 'name' | 'title' | 'term' | 'unit' | 'required'> & {
  readonly type: string;
  readonly role?: ColumnRole | undefined;
  readonly header: string | undefined;
};

function readings(mapping: Mapping): Map<string, Reading> {
  const columns = mapping.columns.map((column): [string, Reading] => {
    const header = typeof column.from === 'string' ? column.from : undefined;
    return [column.name, { ...column, header }];
  });
  const value = mapping.pivot?.value;
  const pivoted: [string, Reading][] = value
    ? [[value.name, { ...value, header: undefined, role: 'measure' }]]
    : [];
  return new Map([...columns, ...pivoted]);
}

/** The column whose values the figures are of: a day with its hour where there is one, else the first declared period. */
export function periodColumnOf({ columns }: Mapping): string | undefined {
  const isStamp = ({ from, role }: MappedColumn) =>
    typeof from === 'object' && 'hours' in from && (role === undefined || role === 'period');
  const found = columns.find(isStamp) ?? columns.find(({ role }) => role === 'period');
  return found?.name;
}

function roleOf(reading: Reading, type: string, mapping: Mapping): ColumnRole {
  if (reading.name === periodColumnOf(mapping)) return 'period';
  if (reading.role !== undefined) return reading.role;
  if (reading.type === 'place') return 'place';
  const { lon, lat } = mapping.positions ?? {};
  const isNumber = isNumberType(type);
  const isName = mapping.key.includes(reading.name) || [lon, lat].includes(reading.name);
  return isNumber && !isName ? 'measure' : 'attribute';
}

function termOf({ term, header, title }: Reading, terms: readonly StandardTerm[]) {
  if (term !== undefined) return term;
  return terms.find(({ name }) => name === header || name === title?.ko)?.abbreviation;
}

function suffixed(title: Localized, name: string): Localized {
  if (name.endsWith('_raw')) return { ko: `${title.ko}(원문)`, en: `${title.en} (as written)` };
  return { ko: `${title.ko}(값 없음 사유)`, en: `${title.en} (why missing)` };
}

function titleOf({ title, header, name }: Reading): Localized {
  return title ?? { ko: header ?? name, en: name };
}

type OdcsProperty = { name: string } & Record<string, unknown>;

interface DraftColumn {
  readonly name: string;
  readonly type: string;
  readonly reading: Reading;
  readonly role: ColumnRole;
  readonly title: Localized;
}

function draftColumns({ mapping, columns }: ContractDraftInput): DraftColumn[] {
  const known = readings(mapping);
  const drafted = columns.flatMap(({ name, type: found }): DraftColumn[] => {
    const type = physicalType(found);
    const own = known.get(name);
    if (own)
      return [{ name, type, reading: own, role: roleOf(own, type, mapping), title: titleOf(own) }];
    const stem = known.get(name.replace(/_(raw|missing)$/, ''));
    // The number of the row in its file means nothing in a dataset of several files.
    if (!stem) return [];
    const reading = { name, type, required: false, header: undefined };
    return [{ name, type, reading, role: 'attribute', title: suffixed(titleOf(stem), name) }];
  });
  // A query groups by one place and one period; further ones describe.
  const period = periodColumnOf(mapping);
  return drafted.map((column, at) => {
    const first = drafted.findIndex(({ role }) => role === column.role);
    const isFurther =
      column.role === 'period' ? column.name !== period : column.role === 'place' && first !== at;
    return isFurther ? { ...column, role: 'attribute' } : column;
  });
}

function propertyOf(column: DraftColumn, { mapping, terms }: ContractDraftInput): OdcsProperty {
  const { name, type, reading, role, title } = column;
  const position = mapping.key.indexOf(name) + 1;
  const term = termOf(reading, terms);
  const unit = reading.unit?.to;
  const isShape = reading.type === 'geometry';
  return {
    name,
    businessName: title.ko,
    logicalType: logicalTypeOf(type),
    ...(isShape ? { logicalTypeOptions: { format: SHAPES } } : {}),
    physicalType: type,
    required: reading.required,
    ...(position > 0 ? { primaryKey: true, primaryKeyPosition: position } : {}),
    customProperties: [
      {
        property: 'bada',
        value: {
          role,
          title,
          ...(term === undefined ? {} : { term }),
          ...(unit === undefined ? {} : { unit }),
          ...(isShape ? { format: SHAPES } : {}),
          ...(role === 'measure' ? { time: proposedTime({ name, title, unit }).time } : {}),
        },
      },
    ],
  };
}

function grainOf(columns: readonly DraftColumn[], isHourly: boolean): Grain {
  const period = columns.find(({ role }) => role === 'period');
  if (isHourly && period?.type === 'TIMESTAMP') return 'hour';
  return GRAINS[period?.reading.type ?? 'year'] ?? 'day';
}

function factsOf(input: ContractDraftInput, grain: Grain): ContractAnswers {
  const { mapping, period, today, department, departments, file } = input;
  const owner = departments.findLast(({ code }) => code === department);
  const asOf = period ? periodEnd({ start: period.to, grain }) : today;
  return {
    title: mapping.title,
    summary: {
      ko: `${mapping.title.ko}입니다. 파일 ${file}에서 들였습니다.`,
      en: `${mapping.title.en}, taken in from the file ${file}.`,
    },
    ...(owner ? { publisher: owner.name } : {}),
    source: mapping.source ?? { ko: file, en: file },
    licence: { id: mapping.licence ?? 'unstated' },
    class: 'internal',
    cadence: CADENCES[grain],
    grain,
    asOf,
    ...(owner ? { ownerDepartment: owner.code } : {}),
  };
}

const QUESTIONS: Readonly<Record<keyof ContractDraftFacts, Localized>> = {
  title: { ko: '자료의 이름', en: 'Name of the dataset' },
  summary: {
    ko: '무엇을 담은 자료인지 두 문장으로',
    en: 'What the dataset holds, in two sentences',
  },
  publisher: { ko: '자료를 펴내는 기관이나 부서', en: 'Who publishes the data' },
  source: { ko: '원래 자료의 출처', en: 'Where the data comes from' },
  licence: { ko: '이용 조건(공공누리 유형 등)', en: 'Licence' },
  class: { ko: '공개 등급', en: 'Classification' },
  cadence: { ko: '갱신 주기', en: 'How often it is updated' },
  grain: { ko: '기간 단위', en: 'Length of a period' },
  asOf: { ko: '기준일', en: 'Day that the data is of' },
  ownerDepartment: { ko: '자료를 맡은 부서', en: 'Department that owns the data' },
  legalBasis: { ko: '보유근거(법령이나 계획)', en: 'Law or plan on which it is held' },
};

/** Fields that a person should look at although the draft fills them. */
const GUESSED: readonly (keyof ContractDraftFacts)[] = [
  'summary',
  'publisher',
  'source',
  'licence',
  'class',
  'cadence',
];

const FIELDS: readonly (keyof ContractDraftFacts)[] = [
  'title',
  'summary',
  'publisher',
  'source',
  'licence',
  'class',
  'cadence',
  'grain',
  'asOf',
  'ownerDepartment',
  'legalBasis',
];

/** What is still to be told of a dataset whose contract says this. `confirmed`: a person has seen what it says. */
export function contractQuestions(
  facts: ContractAnswers,
  { confirmed }: { readonly confirmed: boolean },
): ContractQuestion[] {
  return FIELDS.flatMap((field) => {
    const isOpen = facts[field] === undefined;
    const isGuess = !isOpen && !confirmed && GUESSED.includes(field);
    return isOpen || isGuess ? [{ field, text: QUESTIONS[field], isGuess }] : [];
  });
}

/** Drafts a contract of a table from its mapping, its rows and the glossary. */
export function draftContract(input: ContractDraftInput): ContractDraft {
  const { mapping, period, today } = input;
  const columns = draftColumns(input);
  const facts = factsOf(input, grainOf(columns, period?.isHourly === true));
  const names = columns.map(({ name }) => name);
  const wanted = [...mapping.sortBy, ...mapping.key].filter((name) => names.includes(name));
  const sortBy = wanted.length > 0 ? [...new Set(wanted)] : names.slice(0, 1);
  const document: OdcsDocument = {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: mapping.dataset,
    version: '1.0.0',
    status: 'active',
    name: mapping.dataset,
    customProperties: [
      {
        property: 'bada',
        value: {
          ...facts,
          period: { from: period?.from ?? today, to: period?.to ?? today },
          caveats: [],
          storage: { sortBy, rowGroupSize: 122_880 },
        },
      },
    ],
    schema: [
      {
        name: mapping.dataset,
        physicalName: `${mapping.dataset}.parquet`,
        physicalType: 'parquet',
        logicalType: 'object',
        properties: columns.map((column) => propertyOf(column, input)),
      },
    ],
  };
  return { document, questions: contractQuestions(facts, { confirmed: false }) };
}
