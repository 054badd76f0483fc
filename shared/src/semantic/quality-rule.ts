import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { Grain, IsoDate } from '../model/period.ts';
import { saying } from '../model/saying.ts';
import { QualitySeverity } from './quality-criteria.ts';

const ColumnName = z.string().regex(/^[a-z][a-z0-9_]*$/);
const Scalar = z.union([z.string(), z.number()]);

/** A comparison of a column with a value, a list or another column of the same row. */
const Condition = z
  .strictObject({
    column: ColumnName,
    op: z.enum(['=', '!=', '<', '<=', '>', '>=', 'in', 'not-in', 'null', 'not-null']),
    values: z.array(Scalar).min(1).optional(),
    other: ColumnName.optional(),
  })
  .refine(
    ({ op, values, other }) =>
      op === 'null' || op === 'not-null'
        ? values === undefined && other === undefined
        : (values === undefined) !== (other === undefined),
    saying({
      ko: '값(values)이나 견줄 열(other) 가운데 하나만 적고, null 비교에는 둘 다 적지 않습니다',
      en: 'either values or another column is expected, and neither for null',
    }),
  );
/** A comparison within one row. */
export type QualityCondition = z.infer<typeof Condition>;

const common = {
  /** Unique in its contract; made from criterion and columns where it is derived. */
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
  severity: QualitySeverity,
  /** Whether a failure keeps the version from being published. */
  gate: z.enum(['warn', 'block']),
  /** What is wrong with a failing row; a text by criterion where absent. */
  reason: Localized.optional(),
};

const ranged = { column: ColumnName, min: z.number().optional(), max: z.number().optional() };

const Total = z.strictObject({
  kind: z.literal('total'),
  dataset: KebabId,
  column: ColumnName,
  /** Columns of the same name on both sides that a total belongs to. */
  by: z.array(ColumnName).min(1),
});

const Computed = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sum'),
    terms: z.array(z.strictObject({ column: ColumnName, factor: z.number().default(1) })).min(1),
  }),
  z.strictObject({
    kind: z.literal('ratio'),
    numerator: ColumnName,
    denominator: ColumnName,
    scale: z.number().positive().default(1),
  }),
  Total,
]);

/** One executable rule on the rows of a dataset. A blank counts only in `required`. */
export const QualityRule = z.discriminatedUnion('criterion', [
  z.strictObject({
    ...common,
    criterion: z.literal('time-order'),
    /** Dates that must not run backwards, earliest first. */
    columns: z.array(ColumnName).min(2),
  }),
  z.strictObject({
    ...common,
    criterion: z.literal('precedence'),
    /** Columns that make up one history. */
    within: z.array(ColumnName).min(1),
    from: ColumnName,
    /** Last day of a record: the next one must start later. */
    to: ColumnName.optional(),
    /** Distance that the next record must have where records have no end. */
    step: Grain.optional(),
  }),
  z.strictObject({
    ...common,
    criterion: z.literal('logic'),
    when: Condition.optional(),
    holds: Condition,
  }),
  z.strictObject({
    ...common,
    criterion: z.literal('calculation'),
    column: ColumnName,
    equals: Computed,
    /** Largest absolute difference that still counts as equal. */
    tolerance: z.number().min(0).default(0),
  }),
  z.strictObject({
    ...common,
    criterion: z.literal('reference'),
    columns: z.array(ColumnName).min(1),
    dataset: KebabId,
    /** Columns over there, in the order of `columns`. */
    references: z.array(ColumnName).min(1),
    /** Values of the first column that need no counterpart. */
    except: z.array(z.string()).default([]),
  }),
  z.strictObject({ ...common, criterion: z.literal('garbled'), column: ColumnName }),
  z.strictObject({ ...common, criterion: z.literal('blank-special'), column: ColumnName }),
  z.strictObject({ ...common, criterion: z.literal('required'), column: ColumnName }),
  z.strictObject({
    ...common,
    criterion: z.literal('duplicate'),
    columns: z.array(ColumnName).min(1),
  }),
  z.strictObject({
    ...common,
    criterion: z.literal('date'),
    column: ColumnName,
    from: IsoDate.optional(),
    to: IsoDate.optional(),
  }),
  z.strictObject({
    ...common,
    criterion: z.literal('number'),
    column: ColumnName,
    /** A known kind of number, or `pattern`, a regular expression that the whole value matches. */
    kind: z.enum(['business', 'phone', 'postal', 'pattern']),
    pattern: z.string().min(1).optional(),
  }),
  z.strictObject({
    ...common,
    criterion: z.literal('yes-no'),
    column: ColumnName,
    values: z.array(z.string()).length(2).default(['Y', 'N']),
  }),
  z.strictObject({
    ...common,
    criterion: z.literal('code'),
    column: ColumnName,
    /** The codes that exist; or the shape they have where the list is not at hand. */
    values: z.array(z.string()).min(1).optional(),
    pattern: z.string().min(1).optional(),
  }),
  z.strictObject({ ...common, criterion: z.literal('amount'), ...ranged }),
  z.strictObject({
    ...common,
    criterion: z.literal('quantity'),
    ...ranged,
    whole: z.boolean().default(false),
  }),
  z.strictObject({ ...common, criterion: z.literal('rate'), ...ranged }),
]);
export type QualityRule = z.infer<typeof QualityRule>;

function conditionColumns(condition: QualityCondition | undefined): string[] {
  if (!condition) return [];
  return condition.other === undefined ? [condition.column] : [condition.column, condition.other];
}

function computedColumns(rule: Extract<QualityRule, { criterion: 'calculation' }>): string[] {
  const { equals } = rule;
  switch (equals.kind) {
    case 'sum':
      return equals.terms.map(({ column }) => column);
    case 'ratio':
      return [equals.numerator, equals.denominator];
    case 'total':
      return equals.by;
  }
}

/** The columns of the dataset that a rule looks at, the judged one first. */
export function ruleColumns(rule: QualityRule): string[] {
  switch (rule.criterion) {
    case 'time-order':
    case 'reference':
    case 'duplicate':
      return rule.columns;
    case 'precedence':
      return [rule.from, ...(rule.to === undefined ? [] : [rule.to]), ...rule.within];
    case 'logic':
      return [...conditionColumns(rule.holds), ...conditionColumns(rule.when)];
    case 'calculation':
      return [rule.column, ...computedColumns(rule)];
    default:
      return [rule.column];
  }
}

/** The other dataset that a rule needs at hand, if any. */
export function ruleDataset(rule: QualityRule): string | undefined {
  if (rule.criterion === 'reference') return rule.dataset;
  if (rule.criterion === 'calculation' && rule.equals.kind === 'total') return rule.equals.dataset;
  return undefined;
}
