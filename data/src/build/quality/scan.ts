import { type QualityRule, type RuleResult, ruleColumns, ruleReason } from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { maskAll } from '../../read/personal-mask.ts';
import { identifier, rowsOf } from '../duckdb.ts';
import { compileRule, type RuleScope, type RuleSql } from './rule-sql.ts';

/** What a scan needs to know of the data it reads. */
export interface ScanInput extends RuleScope {
  /** SQL relation of the rows, e.g. a table's name or `read_parquet(…)`. */
  readonly relation: string;
  readonly rules: readonly QualityRule[];
  /** SQL of a row's number in its file, 1-based; counted in reading order where absent. */
  readonly rowNumber?: string;
}

/** A row that fails a rule, for the file that goes back to its department. */
export interface FailingRow {
  readonly rowNumber: number;
  readonly rule: string;
  readonly columns: readonly string[];
  /** Values of the columns that tell which row it is, as texts, in the order asked for. */
  readonly key: readonly (string | null)[];
  /** The judged value as text; null where it is missing. */
  readonly value: string | null;
  readonly reason: { readonly ko: string; readonly en: string };
}

function compileAll(input: ScanInput): RuleSql[] {
  return input.rules.map((rule, index) => compileRule(rule, input, index));
}

/** Rows with one boolean per rule: the only reading of the data. */
function flagged(input: ScanInput, compiled: readonly RuleSql[], extra: readonly string[]): string {
  const number = input.rowNumber ?? 'row_number() over ()';
  const flags = compiled.map(({ fails }, at) => `${fails} as r${at}`);
  const joins = compiled.map(({ join }) => join).filter((join) => join !== undefined);
  return [
    `with s as (select ${number} as __row, * from ${input.relation}),`,
    `flagged as (select ${['s.__row', ...extra, ...flags].join(', ')} from s ${joins.join(' ')})`,
  ].join(' ');
}

/** The one SQL statement that measures all rules of a dataset. */
export function scanSql(input: ScanInput): string {
  const counts = input.rules.map((_, at) => `count(r${at}) as n${at}, count_if(r${at}) as e${at}`);
  const select = ['count(*) as rows', ...counts].join(', ');
  return `${flagged(input, compileAll(input), [])} select ${select} from flagged`;
}

/** Runs all rules in one scan.
 * @returns rows read, and for each rule in its order the values evaluated and failed */
export async function scan(
  connection: DuckDBConnection,
  input: ScanInput,
): Promise<{ rows: number; results: RuleResult[] }> {
  const [counted] = await rowsOf(connection, scanSql(input));
  const results = input.rules.map((rule, at) => ({
    id: rule.id,
    criterion: rule.criterion,
    columns: [...new Set(ruleColumns(rule))],
    severity: rule.severity,
    gate: rule.gate,
    evaluated: Number(counted?.[`n${at}`] ?? 0),
    errors: Number(counted?.[`e${at}`] ?? 0),
  }));
  return { rows: Number(counted?.rows ?? 0), results };
}

const HIDDEN = '***';

/** How failing rows are read. */
export interface FailingOptions {
  /** Most rows per rule. */
  readonly limit: number;
  /** Rows of each rule that are passed over. */
  readonly offset?: number;
  /** Columns whose values are not to leave their department. */
  readonly hidden?: readonly string[];
  /** Columns that tell which row it is; none where absent. */
  readonly key?: readonly string[];
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** A text that is hidden where its column is, else without what looks personal; what is missing stays missing. */
function masked(text: string | null, isHidden: boolean): string | null {
  if (text === null) return null;
  return isHidden ? HIDDEN : maskAll(text);
}

function failingSql(
  input: ScanInput,
  columns: readonly string[],
  { limit, offset = 0, key = [] }: FailingOptions,
): string {
  const shown = columns.map((name) => `cast(s.${identifier(name)} as varchar)`);
  const value = shown.length === 1 ? shown[0] : `concat_ws(' | ', ${shown.join(', ')})`;
  // A key that the contract names ahead of its data tells nothing yet.
  const keys = key.map((name, at) => {
    const text = input.types.has(name) ? `cast(s.${identifier(name)} as varchar)` : 'null::varchar';
    return `${text} as k${at}`;
  });
  const body = flagged(input, compileAll(input), [`${value} as value`, ...keys]);
  const names = ['__row', 'value', ...key.map((_, at) => `k${at}`)].join(', ');
  return `${body} select ${names} from flagged where r0 order by __row limit ${limit} offset ${offset}`;
}

/** The failing rows of the rules given, ordered by rule and row. Reads again, so ask only for rules
 * that found something. */
export async function failingRows(
  connection: DuckDBConnection,
  input: ScanInput,
  options: FailingOptions,
): Promise<FailingRow[]> {
  const { hidden = [], key = [] } = options;
  const found: FailingRow[] = [];
  for (const rule of input.rules) {
    const columns = [...new Set(ruleColumns(rule))];
    const sql = failingSql({ ...input, rules: [rule] }, columns, options);
    const isHidden = columns.some((name) => hidden.includes(name));
    for (const row of await rowsOf(connection, sql)) {
      found.push({
        rowNumber: Number(row.__row),
        rule: rule.id,
        columns,
        key: key.map((name, at) => masked(textOrNull(row[`k${at}`]), hidden.includes(name))),
        value: masked(textOrNull(row.value), isHidden),
        reason: ruleReason(rule),
      });
    }
  }
  return found;
}
