import { isPending } from '@bada/shared';
import type { DatasetNode } from '@bada/shared/catalogue';
import type { QualityDetail, TaskPage } from '@bada/shared/intake';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { failureOf } from '../../api/failure.ts';
import { datasetQualityQuery, evidenceHref } from '../../api/quality.ts';
import { tasksQuery } from '../../api/tasks.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { ColumnNamesProvider } from './column-names.tsx';
import { DatasetTasks } from './dataset-tasks.tsx';
import styles from './quality.module.css';
import { QualityDiagnoses, QualityLinks } from './quality-diagnoses.tsx';
import { QualityOverlaps } from './quality-overlaps.tsx';
import { QualityRules } from './quality-rules.tsx';
import { QualityScorePanel } from './quality-score.tsx';
import { QualitySignals } from './quality-signals.tsx';
import { QualityTrend } from './quality-trend.tsx';
import { officialText, pointsText } from './quality-words.ts';
import { DatasetSection } from './section.tsx';

interface FoundProps {
  dataset: DatasetNode;
  detail: QualityDetail;
  tasks: TaskPage | undefined;
}

function Sentence({ detail, tasks }: Omit<FoundProps, 'dataset'>) {
  const locale = useLocale();
  const { quality: words } = useMessages();
  if (!detail.report || !detail.score) return <p>{words.undiagnosedHint}</p>;
  const { results } = detail.report.value;
  const text = words.sentence({
    score: pointsText(detail.score.score, words),
    ...officialText(detail, { words, locale }),
    failed: results.filter(({ errors }) => errors > 0).length,
    rules: results.length,
    pending: (tasks?.tasks ?? []).filter(isPending).length,
  });
  return <p className={styles.sentence}>{text}</p>;
}

function Found({ dataset: { id, grain }, detail, tasks }: FoundProps) {
  const { quality: words } = useMessages();
  const { report, score, trend } = detail;
  return (
    <>
      <Sentence detail={detail} tasks={tasks} />
      {score && <QualityScorePanel detail={{ ...detail, score }} />}
      {report && <QualityDiagnoses report={report} />}
      <QualitySignals detail={detail} grain={grain} />
      {report && <QualityRules detail={detail} />}
      {tasks && <DatasetTasks page={tasks} />}
      {report && <QualityLinks report={report} />}
      {report && <QualityTrend trend={trend} />}
      <QualityOverlaps dataset={id} />
      <a className={styles.download} href={evidenceHref(id)} download>
        {words.evidence}
      </a>
    </>
  );
}

/** The score in a few words; what was never diagnosed is not good. */
function useQualitySaid(detail: QualityDetail | undefined): string | undefined {
  const { dataset, quality: words } = useMessages();
  if (!detail) return undefined;
  const score = detail.score?.score ?? null;
  return score === null ? words.undiagnosed : dataset.folded.score(formatNumber(score, 1));
}

/** How good a dataset is: its diagnoses, what is odd, what is done about it, how it went. */
export function DatasetQuality({ dataset }: { dataset: DatasetNode }) {
  const { id } = dataset;
  const locale = useLocale();
  const { quality: words } = useMessages().dataset;
  const { data: detail, error, refetch } = useQuery(datasetQualityQuery(id));
  const { data: tasks } = useInfiniteQuery(tasksQuery({ dataset: id }));
  return (
    <ColumnNamesProvider dataset={dataset}>
      <DatasetSection part="quality" title={words.title} said={useQualitySaid(detail)}>
        {error && <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />}
        {!error && !detail && <Skeleton height="40rem" />}
        {!error && detail && <Found dataset={dataset} detail={detail} tasks={tasks?.pages[0]} />}
      </DatasetSection>
    </ColumnNamesProvider>
  );
}
