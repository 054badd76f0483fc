import type { Manifest } from './manifest.ts';
import type { QualityGrade } from './quality-summary.ts';

/** Quality of one published version of a dataset. */
export interface QualityPoint {
  readonly manifest: string;
  readonly version: string;
  /** ISO date-time of the build. */
  readonly builtAt: string;
  readonly score: number | null;
  readonly grade: QualityGrade;
  readonly evaluated: number;
  readonly errors: number;
  /** Whether formula or rules differ from the point before: the line must not run through. */
  readonly breaks: boolean;
}

/** Quality of a dataset over the versions that were published with a diagnosis, oldest first.
 * Manifests that left the dataset as it was add no point. */
export function qualityTrend(manifests: readonly Manifest[], dataset: string): QualityPoint[] {
  const ordered = [...manifests].sort((a, b) => (a.builtAt < b.builtAt ? -1 : 1));
  const points: QualityPoint[] = [];
  let measure = '';
  let seen = '';
  for (const { id: manifest, builtAt, datasets } of ordered) {
    const entry = datasets.find(({ id }) => id === dataset);
    if (!entry?.quality) continue;
    const { version, quality } = entry;
    const { formulaVersion, rulesetHash, score, grade, evaluated, errors } = quality;
    const now = `${formulaVersion} ${rulesetHash}`;
    if (seen === `${version} ${now}`) continue;
    const breaks = measure !== '' && measure !== now;
    points.push({ manifest, version, builtAt, score, grade, evaluated, errors, breaks });
    measure = now;
    seen = `${version} ${now}`;
  }
  return points;
}
