import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { withParticle } from '../model/particle.ts';
import { IsoDate } from '../model/period.ts';
import { saying } from '../model/saying.ts';
import { CrsCode } from '../model/transform.ts';
import { parseYaml } from './parse-yaml.ts';

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'u'));
  } catch {
    return false;
  }
}

/** A regular expression without look-around, so that JavaScript and SQL read it alike; groups may have names. */
const Pattern = z
  .string()
  .min(1)
  .refine(
    isPattern,
    saying({ ko: '정규식이 올바르지 않습니다', en: 'expected a regular expression' }),
  )
  .refine(
    (text) => !/\(\?<?[=!]/.test(text),
    saying({
      ko: '앞뒤를 살피는 정규식((?=…), (?<=…))은 SQL에서 쓸 수 없습니다',
      en: 'look-around is not possible in SQL',
    }),
  );

const ColumnName = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9_]*$/, 'expected a snake_case column name');

/** Why a cell holds no value. A zero is a value and none of these. */
export const MissingReason = z.enum([
  'blank',
  'not-published',
  'suppressed',
  'not-applicable',
  'not-measured',
  'not-computable',
]);
export type MissingReason = z.infer<typeof MissingReason>;

/** Cell texts that stand for a missing value, with what each means, e.g. `{'-': not-applicable}`. */
const MissingTexts = z.record(z.string().min(1), MissingReason);

/** How the text of a cell is read. `month`, `quarter`, `half` and `year` become their first day, `hours` the two-digit hour 0–24. */
export const ColumnType = z.enum([
  'text',
  'code',
  'integer',
  'decimal',
  'boolean',
  'date',
  'month',
  'quarter',
  'half',
  'year',
  'datetime',
  'hours',
  'place',
  'geometry',
]);
export type ColumnType = z.infer<typeof ColumnType>;

/** Where a column's text comes from: one source column by its exact header, several joined by a blank, a header
 * pattern, a named group of the file's, table's or pivoted column's name, or a text with such groups in braces. */
const ColumnSource = z.union([
  z.string().min(1),
  z.array(z.string().min(1)).min(2),
  z.strictObject({ pattern: Pattern }),
  z.strictObject({ group: z.string().regex(/^[a-z][a-z0-9_]*$/) }),
  z.strictObject({ text: z.string().min(1) }),
  z.strictObject({ date: ColumnName, hours: ColumnName }),
]);
/** Where the text of a column of the result comes from. */
export type ColumnSource = z.infer<typeof ColumnSource>;

/** How a place is told: a code of one system, or names from the province down. */
const PlaceReading = z.strictObject({
  system: z.enum(['mois', 'kostat', 'names']),
  /** Province (MOIS) that bare names are declared to be of; without it a bare name is never resolved. */
  within: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  /** Day on which the code or name was in force: an output column of a date type, or a date. */
  at: z.union([IsoDate, ColumnName]).optional(),
  /** Whether a place that is not in the crosswalk keeps the row: `keep` takes codes of other provinces as they are. */
  elsewhere: z.enum(['refuse', 'keep']).default('refuse'),
  /** What a place becomes that was not in force any more on that day: itself, or with `follow` the one place that took
   * over; one that was split stays itself. It is flagged either way. */
  outOfDate: z.enum(['keep', 'follow']).optional(),
});
/** How a place is told in a column. */
export type PlaceReading = z.infer<typeof PlaceReading>;

const valueFields = {
  name: ColumnName,
  title: Localized.optional(),
  /** Abbreviation of the standard term (공통표준용어). */
  term: z.string().optional(),
  type: ColumnType,
  required: z.boolean().default(false),
  missing: MissingTexts.optional(),
  /** What △ and ▲ mean before a number; without it such a cell is refused, never guessed. */
  triangle: z.enum(['minus', 'increase']).optional(),
  /** Unit of the source and of the result, and the factor between them. */
  unit: z
    .strictObject({ from: z.string(), to: z.string(), factor: z.number().positive().default(1) })
    .optional(),
  /** Decimals that count: the value is rounded to them. */
  scale: z.number().int().min(0).max(12).optional(),
  /** Text after every number, e.g. `%`. */
  suffix: z.string().min(1).optional(),
  /** Lowest and highest value, inclusive. */
  min: z.number().optional(),
  max: z.number().optional(),
};

/** A column of the result. */
export const MappedColumn = z.strictObject({
  ...valueFields,
  from: ColumnSource,
  /** Part of the text that counts: the first group of the expression. */
  extract: Pattern.optional(),
  /** Codes of the result by source text; any other text is refused. */
  values: z.record(z.string(), z.string()).optional(),
  place: PlaceReading.optional(),
  /** The stamp names the hour's end, so its start is an hour earlier. */
  hourEnding: z.boolean().default(false),
  /** `period`: rows per period are watched. */
  role: z.enum(['period', 'dimension', 'measure']).optional(),
});
export type MappedColumn = z.infer<typeof MappedColumn>;

/** Columns of the source that become rows: the named groups of their headers become columns (`from: {group}`). */
const Pivot = z.strictObject({
  columns: Pattern,
  value: z.strictObject(valueFields),
});

/** Rows that repeat what others hold in sum. They are split off, and their parts are added up to check them. */
const TotalsRule = z.strictObject({
  /** Source column that tells a total. */
  column: z.string().min(1),
  /** What its text looks like; the group `key` names the total when there are several. */
  pattern: Pattern,
  /** The parts' text in the same column, with the same group `key`. */
  parts: Pattern.optional(),
  /** Columns of the result whose values the total shares with its parts, e.g. the district of a 소계. */
  by: z.array(ColumnName).default([]),
  /** Largest difference that rounding explains. */
  tolerance: z.number().min(0).default(0),
});
/** What tells totals rows, and what they are the sum of. */
export type TotalsRule = z.infer<typeof TotalsRule>;

/** A column that repeats the sum of others in its row. */
const SumRule = z.strictObject({
  total: ColumnName,
  /** Output columns, or `pivot` for all columns that become rows. */
  parts: z.union([z.literal('pivot'), z.array(ColumnName).min(1)]),
  tolerance: z.number().min(0).default(0),
});

/** Positions of a point in two columns, or shapes in one. */
const PositionRule = z.strictObject({
  lon: ColumnName.optional(),
  lat: ColumnName.optional(),
  geometry: ColumnName.optional(),
  /** `auto`: found from the file's declaration or the numbers, and reported as a guess. */
  crs: z.union([CrsCode, z.literal('auto')]).default('auto'),
  /** Column with the place that the position is said to lie in. */
  claimed: ColumnName.optional(),
});
/** Which columns hold positions, and in which reference system. */
export type PositionRule = z.infer<typeof PositionRule>;

/** Another file beside this one that must tell the same. */
const CompareRule = z.strictObject({
  /** File name, with groups of this file's name in braces: `POP5_{year}.csv`. */
  file: z.string().min(1),
  mapping: KebabId,
  /** Columns that both results share. */
  key: z.array(ColumnName).min(1),
  /** Columns to compare after adding up by key: ours → theirs. */
  values: z.record(ColumnName, ColumnName),
  /** Only keys that begin with this text in the first key column. */
  prefix: z.string().optional(),
});
/** A file beside this one that must tell the same. */
export type CompareRule = z.infer<typeof CompareRule>;

const mappingFields = z.strictObject({
  v: z.literal(1),
  id: KebabId,
  version: z.string().default('1.0.0'),
  title: Localized,
  /** Dataset that results. */
  dataset: KebabId,
  source: Localized.optional(),
  licence: z.string().optional(),
  /** By which a file is recognised: all must hold. Named groups of `file` and `table` can fill columns. */
  match: z.strictObject({
    file: Pattern,
    table: Pattern.optional(),
    columns: z.array(Pattern).min(1),
  }),
  header: z
    .strictObject({
      /** Number of header rows; 0 where the format names the columns itself. */
      rows: z.number().int().min(0).max(6).default(1),
      /** Row number of the first header row; without it the first row that holds `match.columns`. */
      at: z.number().int().min(1).optional(),
    })
    .default({ rows: 1 }),
  missing: MissingTexts.default({}),
  columns: z.array(MappedColumn).min(1),
  pivot: Pivot.optional(),
  totals: z.array(TotalsRule).default([]),
  sums: z.array(SumRule).default([]),
  /** What is done with personal data, by source column: a person has looked at it. Without a word on it, a column that
   * holds numbers of persons stops the ingest. */
  personal: z.record(z.string(), z.enum(['mask', 'drop', 'keep'])).default({}),
  /** Rows equal in all source columns but these are one row told again. */
  duplicates: z.strictObject({ except: z.array(z.string()).default([]) }).optional(),
  /** Columns of the result that no two rows share. */
  key: z.array(ColumnName).default([]),
  positions: PositionRule.optional(),
  /** What a new file does to the dataset: `replace` all of its rows, or only those of the `periods` that it holds. */
  update: z.enum(['replace', 'periods']).default('replace'),
  compare: z.array(CompareRule).default([]),
  sortBy: z.array(ColumnName).default([]),
});

type MappingFields = z.infer<typeof mappingFields>;

/** Columns of the result that parts of a mapping speak of, each with where it does. */
function columnsNamed({ key, sortBy, sums, positions }: MappingFields) {
  const { lon, lat, geometry, claimed } = positions ?? {};
  const points = Object.entries({ lon, lat, geometry, claimed });
  return [
    ...key.map((name, at) => ({ name, path: ['key', at] })),
    ...sortBy.map((name, at) => ({ name, path: ['sortBy', at] })),
    ...sums.flatMap(({ total, parts }, at) => [
      { name: total, path: ['sums', at, 'total'] },
      ...(parts === 'pivot' ? [] : parts).map((name, part) => ({
        name,
        path: ['sums', at, 'parts', part],
      })),
    ]),
    ...points.flatMap(([part, name]) =>
      name === undefined ? [] : [{ name, path: ['positions', part] }],
    ),
  ];
}

function resultNames({ columns, pivot }: MappingFields): ReadonlySet<string> {
  const names = [...columns.map(({ name }) => name), ...(pivot ? [pivot.value.name] : [])];
  return new Set(names.flatMap((name) => [name, `${name}_raw`, `${name}_missing`]));
}

/** How one kind of source table becomes a table of the city: versioned, kept as YAML, and compiled to SQL. */
export const Mapping = mappingFields.superRefine((mapping, context) => {
  const known = resultNames(mapping);
  for (const { name, path } of columnsNamed(mapping)) {
    if (known.has(name)) continue;
    const why = {
      ko: `열 ${withParticle(name, '이/가')} 없습니다`,
      en: `no column is named ${name}`,
    };
    context.addIssue({ code: 'custom', path, ...saying(why) });
  }
});
export type Mapping = z.infer<typeof Mapping>;

/** Reads a mapping from YAML. `file` names the document in errors.
 * @throws BadaError `contract.invalid` */
export function parseMapping(text: string, file: string): Mapping {
  return parseYaml(Mapping, text, file);
}
