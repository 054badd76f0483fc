import type { Localized } from '../model/localized.ts';
import { withParticle } from '../model/particle.ts';
import { type QualityRule, ruleColumns, ruleDataset } from './quality-rule.ts';

/** Columns of published datasets by id. */
export type ColumnsOf = (dataset: string) => ReadonlySet<string> | undefined;

/** What a rule speaks of and published data does not hold: a column of its own, another dataset, or a column of that as
 * `dataset.column`; undefined where it can run. */
export function missingForRule(
  rule: QualityRule,
  { columns, columnsOf }: { readonly columns: ReadonlySet<string>; readonly columnsOf: ColumnsOf },
): string | undefined {
  const own = ruleColumns(rule).find((name) => !columns.has(name));
  const dataset = ruleDataset(rule);
  if (own !== undefined || dataset === undefined) return own;
  const others = columnsOf(dataset);
  if (!others) return dataset;
  const referred = rule.criterion === 'reference' ? rule.references : [];
  const other = referred.find((name) => !others.has(name));
  return other && `${dataset}.${other}`;
}

/** Why a rule that misses something was not diagnosed. */
export function unrunnableReason(missing: string): Localized {
  return {
    ko: `지금 공개된 판에 ${withParticle(missing, '이/가')} 없어 진단하지 못했습니다.`,
    en: `The published version holds no ${missing}, so this was not diagnosed.`,
  };
}
