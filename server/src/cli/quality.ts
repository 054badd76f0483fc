import { join } from 'node:path';
import {
  currentManifest,
  diagnoseExtract,
  failingCsv,
  loadQualityPolicy,
  readContract,
} from '@bada/data/build';
import {
  BadaError,
  type DatasetFreshness,
  datasetFreshness,
  type ManifestDataset,
  QUALITY_CRITERIA,
  type QualityReport,
  scoreOf,
  timeliness,
} from '@bada/shared';
import { PROJECT_ROOT } from '../config.ts';

/** Most failing rows per rule that are written. */
const MOST_ROWS = 10_000;

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function freshnessText(fresh: DatasetFreshness): string {
  if (fresh.state === 'unscheduled') return '주기 없음 · no cadence';
  const word = fresh.state === 'late' ? '늦음 · late' : '제때 · on time';
  return `${word} (${fresh.due}, ${fresh.daysLate})`;
}

function ruleLines({ value }: QualityReport): string[] {
  return value.results.map(({ id, criterion, evaluated, errors, severity }) => {
    const { ko } = QUALITY_CRITERIA[criterion].name;
    const mark = errors > 0 ? '✗' : '✓';
    return `  ${mark} ${ko} ${id} [${severity}]: ${errors} / ${evaluated}`;
  });
}

function linksText({ exchange }: QualityReport): string {
  if (exchange === 'undiagnosed') return '미진단 · undiagnosed';
  const broken = exchange.links.filter(({ values, matched }) => matched < values);
  const names = broken.map(({ id, values, matched }) => `${id} ${matched} / ${values}`);
  return [percent(exchange.share), ...names].join(', ');
}

function anomalyLines({ anomalies }: QualityReport): string[] {
  return anomalies.map((one) =>
    one.kind === 'missing'
      ? `  ? ${one.group} ${one.period}: 빠짐 · missing (${one.before}, ${one.after})`
      : `  ? ${one.group} ${one.period} ${one.column}: ${one.value}, 예상 · expected ${one.expected.toFixed(1)}`,
  );
}

function reportLines(report: QualityReport, score: string, fresh: DatasetFreshness): string[] {
  const { value, standard, structure, coverage, rows } = report;
  const rate = value.percent === null ? '미진단 · undiagnosed' : `${value.percent.toFixed(4)} %`;
  return [
    `${report.dataset}: ${rows} rows`,
    `점수 · score: ${score}`,
    `공식 오류율 · official error rate: ${rate} (${value.errors} / ${value.evaluated})`,
    `표준적용률 · standard terms: ${percent(standard.share)}`,
    `구조 현행화율 · structure: ${percent(structure.currency)}`,
    `연계 · links: ${linksText(report)}`,
    `진단 범위 · coverage: ${percent(coverage)}`,
    `적시성 · freshness: ${freshnessText(fresh)}`,
    ...ruleLines(report),
    ...anomalyLines(report),
  ];
}

async function datasetIn(home: string, id: string): Promise<ManifestDataset[]> {
  const manifest = await currentManifest(home);
  if (!manifest) throw new BadaError('manifest.not-found', { id: 'current' });
  const found = manifest.datasets.some((one) => one.id === id);
  if (!found) throw new BadaError('dataset.not-found', { id });
  return manifest.datasets;
}

/** Diagnoses a published dataset by today's rules.
 * @returns lines to show, failing rows as CSV, and whether no rule failed
 * @throws BadaError `manifest.not-found`, `dataset.not-found` */
export async function qualityOf({
  home,
  dataset: id,
  evaluationDate,
}: {
  home: string;
  dataset: string;
  evaluationDate: string;
}): Promise<{ lines: string[]; csv: string; passed: boolean }> {
  const datasets = await datasetIn(home, id);
  const policy = await loadQualityPolicy(join(PROJECT_ROOT, 'data', 'quality'));
  const contract = await readContract(join(PROJECT_ROOT, 'data', 'sources', id));
  const { report, failing } = await diagnoseExtract(contract, {
    datasets,
    extracts: join(home, 'extracts'),
    policy,
    limit: MOST_ROWS,
  });
  const timely = timeliness(policy.formula, { ...contract, evaluationDate });
  const { results } = report.value;
  const { score, grade } = scoreOf(policy.formula, { results, coverage: report.coverage, timely });
  const shown = score === null ? '미진단 · undiagnosed' : `${score.toFixed(1)} (${grade})`;
  const fresh = datasetFreshness(contract, { evaluationDate, formula: policy.formula });
  const lines = reportLines(report, shown, fresh);
  return { lines, csv: failingCsv(failing), passed: report.value.errors === 0 };
}
