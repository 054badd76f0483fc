import { type DatasetContract, type RuleResult, ruleReason, rulesOf } from '@bada/shared';
import type { IngestGate } from '@bada/shared/intake';

/** What the gate said, with why rows fail each rule. */
export function gateOf(
  { outcome, failed }: { outcome: IngestGate['outcome']; failed: readonly RuleResult[] },
  contract: DatasetContract,
): IngestGate {
  const reasons = new Map(rulesOf(contract).map((rule) => [rule.id, ruleReason(rule)]));
  return {
    outcome,
    failed: failed.map((result) => {
      return { ...result, reason: reasons.get(result.id) ?? { ko: '', en: '' } };
    }),
  };
}
