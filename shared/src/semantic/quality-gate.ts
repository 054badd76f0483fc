import { z } from 'zod';
import { KebabId, Sha256 } from '../model/ids.ts';
import type { QualityReport } from './quality-report.ts';
import { RuleResult } from './quality-summary.ts';

/** What the gate said of a dataset when it was last about to be published. `warn` lets it through. */
export const GateVerdict = z.strictObject({
  v: z.literal(1),
  dataset: KebabId,
  /** ISO date-time of the build. */
  at: z.iso.datetime(),
  outcome: z.enum(['pass', 'warn', 'block']),
  /** Hash of the extract that was judged; a blocked one was never published. */
  extract: Sha256,
  /** Rules that failed, the blocking ones first. */
  failed: z.array(RuleResult),
});
export type GateVerdict = z.infer<typeof GateVerdict>;

/** Judges a report: a failed blocking rule blocks, any other failure warns. */
export function judgeGate(report: QualityReport, at: string): GateVerdict {
  const broken = report.value.results.filter(({ errors }) => errors > 0);
  const blocking = broken.filter(({ gate }) => gate === 'block');
  const warning = broken.filter(({ gate }) => gate === 'warn');
  const passed = warning.length === 0 ? 'pass' : 'warn';
  return {
    v: 1,
    dataset: report.dataset,
    at,
    outcome: blocking.length > 0 ? 'block' : passed,
    extract: report.extract,
    failed: [...blocking, ...warning],
  };
}
