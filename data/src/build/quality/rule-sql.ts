import { type Grain, type QualityRule, ruleColumns } from '@bada/shared';
import { identifier, literal } from '../duckdb.ts';
import { columnOf, computedSql, conditionSql, textList } from './conditions.ts';

/** A rule as SQL: a boolean that is true for a failing row and null for one it says nothing of. */
export interface RuleSql {
  readonly rule: QualityRule;
  readonly fails: string;
  /** Join that the boolean needs, if any; `name` is its alias. */
  readonly join: string | undefined;
}

/** What the rules are compiled against. */
export interface RuleScope {
  /** DuckDB type of each column. */
  readonly types: ReadonlyMap<string, string>;
  /** SQL relation of another dataset. */
  readonly relationOf: (dataset: string) => string;
}

/** Replacement characters, private-use characters, UTF-8 read as Latin-1 or as CP949. */
const GARBLED =
  '[\\x{FFFD}\\x{E000}-\\x{F8FF}]|占쏙옙|ï¿½|[ìíëêãâÃÂ][\\x{80}-\\x{BF}]|[^?]\\?\\?+[^?]';
/** Outer and double blanks, control, zero-width and full-width blanks, or nothing but marks. */
const BLANK_SPECIAL =
  '^\\s|\\s$|\\s\\s|[\\x00-\\x1F\\x7F\\x{A0}\\x{200B}-\\x{200F}\\x{3000}\\x{FEFF}]|^[[:punct:]]+$';
const DATE_FORMATS = ['%Y-%m-%d', '%Y%m%d', '%Y.%m.%d', '%Y/%m/%d'];
const PHONE = '(0\\d{1,2}-?)?\\d{3,4}-?\\d{4}|1\\d{3}-?\\d{4}';
const POSTAL = '\\d{5}|\\d{3}-\\d{3}';

function isText(name: string, { types }: RuleScope): boolean {
  return types.get(name) === 'VARCHAR';
}

/** A value with blanks as null, because a blank counts in `required` only. */
function present(name: string, scope: RuleScope): string {
  const column = columnOf(name);
  return isText(name, scope) ? `nullif(trim(${column}), '')` : column;
}

function asText(name: string, scope: RuleScope): string {
  return isText(name, scope) ? present(name, scope) : `cast(${columnOf(name)} as varchar)`;
}

function allPresent(names: readonly string[], scope: RuleScope): string {
  return names.map((name) => `${present(name, scope)} is not null`).join(' and ');
}

function list(names: readonly string[]): string {
  return names.map(columnOf).join(', ');
}

function dateFails(rule: Extract<QualityRule, { criterion: 'date' }>, scope: RuleScope): string {
  const value = present(rule.column, scope);
  const formats = `[${DATE_FORMATS.map(literal).join(', ')}]`;
  const date = isText(rule.column, scope)
    ? `cast(try_strptime(${value}, ${formats}) as date)`
    : `cast(${value} as date)`;
  const { from = '0001-01-01', to = '9999-12-31' } = rule;
  const inside = `${date} between date ${literal(from)} and date ${literal(to)}`;
  return `case when ${value} is not null then not coalesce(${inside}, false) end`;
}

function numericFails(
  rule: Extract<QualityRule, { criterion: 'amount' | 'quantity' | 'rate' }>,
  scope: RuleScope,
): string {
  const value = present(rule.column, scope);
  const number = isText(rule.column, scope) ? `try_cast(${value} as double)` : value;
  const holds = [
    `${number} is not null`,
    // Infinite and not-a-number are values of DOUBLE and figures of nothing.
    `isfinite(cast(${number} as double))`,
    ...(rule.min === undefined ? [] : [`${number} >= ${rule.min}`]),
    ...(rule.max === undefined ? [] : [`${number} <= ${rule.max}`]),
    ...(rule.criterion === 'quantity' && rule.whole ? [`${number} = floor(${number})`] : []),
  ];
  return `case when ${value} is not null then not (${holds.join(' and ')}) end`;
}

/** The tax office's check digit over ten digits: weights 1 3 7 1 3 7 1 3 5, the ninth also by tens. */
function businessFails(value: string): string {
  const digits = `replace(${value}, '-', '')`;
  const digit = (at: number) => `cast(substr(${digits}, ${at}, 1) as integer)`;
  const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
  const sum = weights.map((weight, index) => `${digit(index + 1)} * ${weight}`).join(' + ');
  const check = `(10 - (${sum} + ${digit(9)} * 5 // 10) % 10) % 10`;
  return `not case when regexp_full_match(${digits}, '\\d{10}') then ${check} = ${digit(10)} else false end`;
}

function numberFails(
  { kind, pattern, column }: Extract<QualityRule, { criterion: 'number' }>,
  scope: RuleScope,
): string {
  const value = asText(column, scope);
  const shapes = { phone: PHONE, postal: POSTAL, pattern: pattern ?? '.*' };
  const fails =
    kind === 'business'
      ? businessFails(value)
      : `not regexp_full_match(${value}, ${literal(shapes[kind])})`;
  return `case when ${value} is not null then ${fails} end`;
}

function codeFails(
  { column, values, pattern }: Extract<QualityRule, { criterion: 'code' }>,
  scope: RuleScope,
): string {
  const value = asText(column, scope);
  if (values) return `${value} not in ${textList(values)}`;
  return `not regexp_full_match(${value}, ${literal(pattern ?? '.*')})`;
}

const STEPS: Readonly<Record<Grain, string>> = {
  year: '1 year',
  half: '6 months',
  quarter: '3 months',
  month: '1 month',
  day: '1 day',
  hour: '1 hour',
};

function precedenceFails({
  within,
  from,
  to,
  step,
}: Extract<QualityRule, { criterion: 'precedence' }>): string {
  const window = `(partition by ${list(within)} order by ${columnOf(from)}, s.__row)`;
  if (step !== undefined) {
    const due = `lag(${columnOf(from)}) over ${window} + interval '${STEPS[step]}'`;
    return `${columnOf(from)} != ${step === 'hour' ? due : `cast(${due} as date)`}`;
  }
  const end = to === undefined ? from : to;
  return `${columnOf(from)} <= lag(${columnOf(end)}) over ${window}`;
}

function calculationFails(
  rule: Extract<QualityRule, { criterion: 'calculation' }>,
  joined: string,
): string {
  const { equals, tolerance } = rule;
  const computed = computedSql(rule, joined);
  if (equals.kind !== 'total')
    return `abs(${columnOf(rule.column)} - (${computed})) > ${tolerance}`;
  const window = `partition by ${list(equals.by)}`;
  const sum = `sum(${columnOf(rule.column)}) over (${window})`;
  // A total is one value, whatever the number of its parts.
  const isFirst = `row_number() over (${window} order by s.__row) = 1`;
  return `case when ${isFirst} then abs(${sum} - ${computed}) > ${tolerance} end`;
}

function consistencyFails(rule: QualityRule, scope: RuleScope, joined: string): string {
  switch (rule.criterion) {
    case 'time-order': {
      const pairs = rule.columns.slice(1).map((later, at) => {
        return `${columnOf(rule.columns[at] ?? later)} <= ${columnOf(later)}`;
      });
      return `case when ${allPresent(rule.columns, scope)} then not (${pairs.join(' and ')}) end`;
    }
    case 'precedence':
      return precedenceFails(rule);
    case 'logic': {
      const fails = `not coalesce(${conditionSql(rule.holds)}, false)`;
      return rule.when === undefined
        ? fails
        : `case when ${conditionSql(rule.when)} then ${fails} end`;
    }
    case 'calculation':
      return calculationFails(rule, joined);
    case 'reference': {
      const isExempt =
        rule.except.length === 0
          ? ''
          : ` and ${asText(rule.columns[0] ?? '', scope)} not in ${textList(rule.except)}`;
      return `case when ${allPresent(rule.columns, scope)}${isExempt} then ${joined}.found is null end`;
    }
    default:
      return valueFails(rule, scope);
  }
}

function valueFails(rule: QualityRule, scope: RuleScope): string {
  switch (rule.criterion) {
    case 'garbled':
      return `regexp_matches(${present(rule.column, scope)}, ${literal(GARBLED)})`;
    case 'blank-special':
      return `case when ${present(rule.column, scope)} is not null then regexp_matches(${columnOf(rule.column)}, ${literal(BLANK_SPECIAL)}) end`;
    case 'required':
      return `${present(rule.column, scope)} is null`;
    case 'duplicate':
      return `case when ${allPresent(rule.columns, scope)} then row_number() over (partition by ${list(rule.columns)} order by s.__row) > 1 end`;
    case 'date':
      return dateFails(rule, scope);
    case 'number':
      return numberFails(rule, scope);
    case 'yes-no':
      return `${asText(rule.column, scope)} not in ${textList(rule.values)}`;
    case 'code':
      return codeFails(rule, scope);
    case 'amount':
    case 'quantity':
    case 'rate':
      return numericFails(rule, scope);
    default:
      throw new Error(`rule ${rule.id} has no SQL`);
  }
}

/** The counterpart in another dataset, one row per key, so that a join adds no row. */
function joinOf(rule: QualityRule, scope: RuleScope, alias: string): string | undefined {
  if (rule.criterion === 'reference') {
    const over = rule.references.map((name, at) => `${identifier(name)} as k${at}`);
    const on = rule.columns.map((name, at) => `${columnOf(name)} = ${alias}.k${at}`);
    const found = `select distinct ${over.join(', ')}, true as found from ${scope.relationOf(rule.dataset)}`;
    return `left join (${found}) ${alias} on ${on.join(' and ')}`;
  }
  if (rule.criterion !== 'calculation' || rule.equals.kind !== 'total') return undefined;
  const { dataset, column, by } = rule.equals;
  const keys = by.map(identifier).join(', ');
  const totals = `select ${keys}, sum(${identifier(column)}) as total from ${scope.relationOf(dataset)} group by ${keys}`;
  const on = by.map((name) => `${columnOf(name)} = ${alias}.${identifier(name)}`);
  return `left join (${totals}) ${alias} on ${on.join(' and ')}`;
}

/** Compiles a rule against the rows of a scan (`s`).
 * @param index makes the alias of its join unique
 * @throws Error when the rule names a column that the dataset does not have */
export function compileRule(rule: QualityRule, scope: RuleScope, index: number): RuleSql {
  const unknown = ruleColumns(rule).find((name) => !scope.types.has(name));
  if (unknown !== undefined) throw new Error(`rule ${rule.id} names no column: ${unknown}`);
  const alias = `j${index}`;
  const fails = consistencyFails(rule, scope, alias);
  return { rule, fails, join: joinOf(rule, scope, alias) };
}
