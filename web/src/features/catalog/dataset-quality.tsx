import { type DatasetNode, QUALITY_CRITERIA, type QualitySummary } from '@bada/shared';
import { formatNumber, formatValue } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import styles from './dataset-page.module.css';
import { Section } from './section.tsx';

const DIMENSIONS = [
  'completeness',
  'validity',
  'consistency',
  'accuracy',
  'uniqueness',
  'timeliness',
] as const;

function Figures({ quality }: { quality: QualitySummary }) {
  const locale = useLocale();
  const { quality: words } = useMessages().dataset;
  const { score, grade, evaluated, errors, coverage, anomalies } = quality;
  const rate = evaluated === 0 ? null : (errors / evaluated) * 100;
  const percent = (value: number | null, decimals: number) =>
    formatValue(value, { locale, decimals, unit: '%' });
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{words.score}</dt>
        <dd>
          {score === null ? words.undiagnosed : formatNumber(score, 1)}
          {grade !== 'undiagnosed' && <small> {words.grade(grade)}</small>}
        </dd>
      </div>
      <div>
        <dt>{words.errorRate}</dt>
        <dd>{percent(rate, 2)}</dd>
      </div>
      <div>
        <dt>{words.coverage}</dt>
        <dd>{percent(coverage * 100, 0)}</dd>
      </div>
      <div>
        <dt>{words.anomalies}</dt>
        <dd>{formatNumber(anomalies)}</dd>
      </div>
    </dl>
  );
}

function Dimensions({ quality }: { quality: QualitySummary }) {
  const { quality: words } = useMessages().dataset;
  return (
    <dl className={styles.dimensions}>
      {DIMENSIONS.map((name) => {
        const points = quality.dimensions[name];
        return (
          <div key={name}>
            <dt>{words.dimensions[name]}</dt>
            <dd>{points === null ? words.undiagnosed : formatNumber(points, 1)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function Failed({ quality }: { quality: QualitySummary }) {
  const locale = useLocale();
  const { quality: words, columns } = useMessages().dataset;
  if (quality.failed.length === 0) return <p className={styles.note}>{words.clean}</p>;
  return (
    <DataTable
      caption={words.failed}
      columns={[
        {
          id: 'rule',
          header: words.rule,
          cell: ({ criterion }) => QUALITY_CRITERIA[criterion].name[locale],
        },
        { id: 'columns', header: columns.name, cell: (rule) => rule.columns.join(', ') },
        {
          id: 'errors',
          header: words.errors,
          align: 'end',
          cell: ({ errors, evaluated }) => `${formatNumber(errors)} / ${formatNumber(evaluated)}`,
        },
      ]}
      rows={quality.failed}
      rowKey={({ id }) => id}
    />
  );
}

/** What the last diagnosis found; a dataset without one says so. */
export function DatasetQuality({ dataset: { quality } }: { dataset: DatasetNode }) {
  const { quality: words } = useMessages().dataset;
  if (!quality) {
    return (
      <Section title={words.title}>
        <p className={styles.note}>{words.undiagnosed}</p>
      </Section>
    );
  }
  return (
    <Section title={words.title}>
      <Figures quality={quality} />
      <Dimensions quality={quality} />
      <Failed quality={quality} />
    </Section>
  );
}
