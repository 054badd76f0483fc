import type { QualityReport } from './quality-report.ts';

/** Verdict on one of the four diagnoses; `none` (미진단) is not a good one. */
export type DiagnosisVerdict = 'good' | 'caution' | 'warning' | 'none';

/** The four official diagnoses. */
export type DiagnosisKind = 'standard' | 'structure' | 'value' | 'links';

/** One of the four diagnoses in short. */
export interface DiagnosisSummary {
  readonly kind: DiagnosisKind;
  /** Share of what conforms, in per cent; for values the error rate. Null when undiagnosed. */
  readonly percent: number | null;
  readonly verdict: DiagnosisVerdict;
}

/** Least shares, in per cent, for good and for caution. 90 % of standard terms is what the official
 * evaluation gives full marks for; the others are BADA's proposal. */
const LEAST = Object.freeze({
  standard: { good: 90, caution: 60 },
  structure: { good: 100, caution: 90 },
  links: { good: 100, caution: 99 },
});

function byShare(
  kind: 'standard' | 'structure' | 'links',
  percent: number | null,
): DiagnosisSummary {
  if (percent === null) return { kind, percent, verdict: 'none' };
  const { good, caution } = LEAST[kind];
  const low = percent >= caution ? 'caution' : 'warning';
  return { kind, percent, verdict: percent >= good ? 'good' : low };
}

/** Official bands with 8 points and more are good, with 4 and more call for caution. */
function byBand(percent: number | null, points: number | null): DiagnosisSummary {
  const kind = 'value';
  if (percent === null || points === null) return { kind, percent, verdict: 'none' };
  const low = points >= 4 ? 'caution' : 'warning';
  return { kind, percent, verdict: points >= 8 ? 'good' : low };
}

/** The four diagnoses of a report, each with its verdict: 표준, 구조, 값, 연계. */
export function diagnosesOf({
  standard,
  structure,
  value,
  exchange,
}: QualityReport): DiagnosisSummary[] {
  return [
    byShare('standard', standard.uses.length === 0 ? null : standard.share * 100),
    byShare('structure', structure.currency * 100),
    byBand(value.percent, value.points),
    byShare('links', exchange === 'undiagnosed' ? null : exchange.share * 100),
  ];
}
