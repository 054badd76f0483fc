import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CheckResult, CompareRule } from '@bada/shared/intake';
import { sqlName } from '@bada/shared/intake';
import { identifier, literal } from '../duckdb.ts';
import { flagRows } from './flags.ts';
import type { Session } from './session.ts';

/** Takes in another file under a mapping and gives the path of its result, without checks or comparisons. */
export type TakeIn = (file: string, mappingId: string) => Promise<string>;

function fileNamed(rule: CompareRule, groups: Readonly<Record<string, string>>): string {
  return rule.file.replace(
    /\{([a-z][a-z0-9_]*)\}/g,
    (whole, name: string) => groups[name] ?? whole,
  );
}

function summed(relation: string, { key, prefix }: CompareRule, values: readonly string[]): string {
  const keys = key.map((name, at) => `${sqlName(name)}::varchar as k${at}`);
  const sums = values.map((name, at) => `sum(${sqlName(name)}) as s${at}`);
  const where =
    prefix === undefined ? '' : `where starts_with(${sqlName(key[0] ?? '')}, ${literal(prefix)})`;
  return `(select ${[...keys, ...sums].join(', ')} from ${relation} ${where} group by all)`;
}

async function compareOne(
  session: Session,
  rule: CompareRule,
  { other, name }: { other: string; name: string },
): Promise<CheckResult> {
  const [ours, theirs] = [Object.keys(rule.values), Object.values(rule.values)];
  const keys = rule.key.map((_, at) => `k${at}`);
  const on = keys.map((name) => `a.${name} is not distinct from b.${name}`).join(' and ');
  const label = `concat_ws(', ', ${keys.map((name) => `coalesce(a.${name}, b.${name})`).join(', ')})`;
  const joined = `${summed('result', rule, ours)} a full join ${summed(`read_parquet(${literal(other)})`, rule, theirs)} b on ${on}`;
  const column = literal(rule.key.join(', '));
  const amounts = (side: string) => ours.map((_, at) => `${side}.s${at}`).join(` || ' / ' || `);
  const cases = (where: string, value: string) =>
    `select null as row_number, ${column} as "column", ${label} || ${value} as "value" from ${joined} where ${where}`;
  const values = (side: string) => (ours.length > 0 ? `' (' || (${amounts(side)}) || ')'` : `''`);
  // A joined row whose key is there on neither side's own columns cannot exist, so one key column tells the side.
  const missing = await flagRows(session, 'compare-missing', cases('a.k0 is null', values('b')));
  const extra = await flagRows(session, 'compare-extra', cases('b.k0 is null', values('a')));
  const differ = ours.map((_, at) => `a.s${at} is distinct from b.s${at}`).join(' or ');
  const unequal =
    ours.length === 0
      ? 0
      : await flagRows(
          session,
          'compare-differ',
          cases(
            `a.k0 is not null and b.k0 is not null and (${differ})`,
            `': ' || (${amounts('a')}) || ' ≠ ' || (${amounts('b')})`,
          ),
        );
  const checked = await session.count(`select count(*) from ${joined}`);
  const title = { ko: `${name} 파일`, en: `file ${name}` };
  return { kind: 'compare', what: rule.mapping, title, checked, failed: missing + extra + unequal };
}

/** Compares the result with the files beside it that the mapping names. */
export async function compareWithOthers(
  session: Session,
  {
    rules,
    path,
    groups,
    takeIn,
  }: {
    readonly rules: readonly CompareRule[];
    readonly path: string;
    readonly groups: Readonly<Record<string, string>>;
    readonly takeIn: TakeIn;
  },
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const rule of rules) {
    const name = fileNamed(rule, groups);
    const file = join(dirname(path), name);
    if (existsSync(file)) {
      results.push(
        await compareOne(session, rule, { other: await takeIn(file, rule.mapping), name }),
      );
      continue;
    }
    const select = `select null as row_number, '' as ${identifier('column')}, ${literal(name)} as "value"`;
    await flagRows(session, 'compare-absent', select);
  }
  return results;
}
