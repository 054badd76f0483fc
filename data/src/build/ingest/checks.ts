import type { Localized } from '@bada/shared';
import {
  type BoundMapping,
  type CheckResult,
  measuresOfRow,
  pivotedValues,
  ROW_KINDS,
  sqlName,
  stagedValue,
  type TotalsRule,
} from '@bada/shared/intake';
import { literal } from '../duckdb.ts';
import { flagRows } from './flags.ts';
import type { Session } from './session.ts';

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new Error(`column ${name} stands in no cell of its own`);
  return value;
}

/** A column of the result as people call it. */
function titleOf({ columns }: BoundMapping, name: string): Localized {
  const spec = columns.find((column) => column.spec.name === name)?.spec;
  const header = typeof spec?.from === 'string' ? spec.from : name;
  return spec?.title ?? { ko: header, en: name };
}

function titlesOf(bound: BoundMapping, names: readonly string[]): Localized {
  const titles = names.map((name) => titleOf(bound, name));
  const joined = (locale: keyof Localized) => titles.map((title) => title[locale]).join(', ');
  return { ko: joined('ko'), en: joined('en') };
}

/** Totals rows against the sums of their parts, cell by cell. */
async function checkTotals(
  session: Session,
  bound: BoundMapping,
  { by, tolerance, column }: TotalsRule,
  index: number,
): Promise<CheckResult> {
  const measures = measuresOfRow(bound);
  const shared = by.map((name) => required(stagedValue(bound, name), name));
  const keys = shared.map((value, at) => `${value} as b${at}`);
  const same = shared.map((_, at) => `and p.b${at} is not distinct from t.b${at}`).join(' ');
  const table = `totals_${index}`;
  await session.run(`create table ${table} as
    with t as (select ${['row_number', 'total_key as key', ...keys].join(', ')}, [${measures.map(({ value }) => `${value}::double`).join(', ')}] as cells
        from rows where kind = ${ROW_KINDS.totals + index} and not bad),
      p as (select ${[`part${index} as key`, ...keys].join(', ')}, [${measures.map(({ value }) => `sum(${value})::double`).join(', ')}] as sums
        from kept where part${index} is not null group by all)
    select t.row_number, t.key, p.sums is null as lonely, unnest(t.cells) as total, unnest(coalesce(p.sums, t.cells)) as parts,
      unnest([${measures.map(({ header }) => literal(header)).join(', ')}]) as header
    from t left join p on p.key = t.key ${same}`);
  await flagRows(
    session,
    'totals-without-parts',
    `select row_number, ${literal(column)} as "column", min(key) as "value" from ${table} where lonely group by row_number`,
  );
  const failed = await flagRows(
    session,
    'totals-differ',
    `select row_number, header as "column", key || ': ' || total || ' ≠ ' || coalesce(parts::varchar, '-') as "value"
     from ${table} where not lonely and total is not null and abs(total - coalesce(parts, 0)) > ${tolerance}`,
  );
  const checked = await session.count(
    `select count(*) from ${table} where not lonely and total is not null`,
  );
  const rules = bound.mapping.totals.filter((rule) => rule.column === column).length;
  const title =
    rules === 1
      ? { ko: `${column} 열`, en: `column ${column}` }
      : { ko: `${column} 열(규칙 ${index + 1})`, en: `column ${column} (rule ${index + 1})` };
  return { kind: 'totals', what: `${column} ${index + 1}`, title, checked, failed };
}

/** Total columns against the sums of their part columns. */
async function checkSums(session: Session, bound: BoundMapping): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { total, parts, tolerance } of bound.mapping.sums) {
    const value = required(stagedValue(bound, total), total);
    const values =
      parts === 'pivot'
        ? pivotedValues(bound)
        : parts.map((name) => required(stagedValue(bound, name), name));
    const sum = values.map((one) => `coalesce(${one}, 0)`).join(' + ');
    const failed = await flagRows(
      session,
      'sum-differs',
      `select row_number, ${literal(total)} as "column", ${value} || ' ≠ ' || (${sum}) as "value"
       from kept where ${value} is not null and abs(${value} - (${sum})) > ${tolerance}`,
    );
    const checked = await session.count(`select count(${value}) from kept`);
    results.push({ kind: 'sums', what: total, title: titleOf(bound, total), checked, failed });
  }
  return results;
}

/** A period with fewer rows than this share of the median is sparse. */
const SPARSE = 0.5;

/** Periods of the result with far fewer rows than the others. */
async function checkPeriods(session: Session, bound: BoundMapping): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { spec } of bound.columns.filter((column) => column.spec.role === 'period')) {
    const name = sqlName(spec.name);
    const counts = `(select ${name} as period, count(*) as n, min(row_number) as first_row from result where ${name} is not null group by all)`;
    const failed = await flagRows(
      session,
      'period-sparse',
      `select first_row as row_number, ${literal(spec.name)} as "column", period || ': ' || n || ' / ' || middle::bigint as "value"
       from (select *, median(n) over () as middle, count(*) over () as periods from ${counts}) where periods >= 3 and n < ${SPARSE} * middle`,
    );
    const checked = await session.count(`select count(*) from ${counts}`);
    results.push({
      kind: 'periods',
      what: spec.name,
      title: titleOf(bound, spec.name),
      checked,
      failed,
    });
  }
  return results;
}

async function checkKey(session: Session, bound: BoundMapping): Promise<CheckResult[]> {
  const { mapping } = bound;
  if (mapping.key.length === 0) return [];
  const key = mapping.key.map(sqlName);
  const failed = await flagRows(
    session,
    'key-repeated',
    `select min(row_number) as row_number, ${literal(mapping.key.join(', '))} as "column", concat_ws(', ', ${key.join(', ')}) || ' × ' || count(*) as "value"
     from result group by ${key.join(', ')} having count(*) > 1`,
  );
  const checked = await session.count('select count(*) from result');
  const title = titlesOf(bound, mapping.key);
  return [{ kind: 'key', what: mapping.key.join(', '), title, checked, failed }];
}

/** All checks that a mapping declares, over the views `rows`, `kept` and `result`; failures are flags. */
export async function runChecks(session: Session, bound: BoundMapping): Promise<CheckResult[]> {
  const totals: CheckResult[] = [];
  for (const [index, rule] of bound.mapping.totals.entries()) {
    totals.push(await checkTotals(session, bound, rule, index));
  }
  return [
    ...totals,
    ...(await checkSums(session, bound)),
    ...(await checkPeriods(session, bound)),
    ...(await checkKey(session, bound)),
  ];
}
