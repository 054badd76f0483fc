import { type DiagnosisSummary, diagnosesOf, type QualityReport } from '@bada/shared';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { CautionIcon, CheckIcon, NoneIcon, WarningIcon } from '../../ui/icons.tsx';
import { useColumnNames } from './column-names.tsx';
import styles from './quality.module.css';
import { shareText } from './quality-words.ts';
import { rateText } from './task-words.ts';

const LOOKS = {
  good: { tone: 'good', Icon: CheckIcon },
  caution: { tone: 'caution', Icon: CautionIcon },
  warning: { tone: 'warning', Icon: WarningIcon },
  none: { tone: 'neutral', Icon: NoneIcon },
} as const;

function Diagnosis({ kind, percent, verdict }: DiagnosisSummary) {
  const locale = useLocale();
  const { diagnoses: words } = useMessages().quality;
  const { tone, Icon } = LOOKS[verdict];
  const share = percent === null ? '' : shareText(percent / 100);
  const value = kind === 'value' ? rateText(percent, locale) : share;
  return (
    <li className={styles.diagnosis}>
      <strong>{words.names[kind]}</strong>
      <Badge tone={tone}>
        <span className={styles.mark}>
          <Icon size={14} />
          {words.verdicts[verdict]}
        </span>
      </Badge>
      <span className={styles.note}>
        {percent === null ? words.unmeasured[kind] : `${words.measures[kind]} ${value}`}
      </span>
    </li>
  );
}

/** The four official diagnoses, each with a verdict; what was not diagnosed is not good. */
export function QualityDiagnoses({ report }: { report: QualityReport }) {
  const { diagnoses: words } = useMessages().quality;
  return (
    <div className={styles.block}>
      <h3>{words.title}</h3>
      <ul className={styles.diagnoses}>
        {diagnosesOf(report).map((one) => (
          <Diagnosis key={one.kind} {...one} />
        ))}
      </ul>
    </div>
  );
}

/** What a dataset is linked with: codes of places, registers, declared references. */
export function QualityLinks({ report }: { report: QualityReport }) {
  const { links: words } = useMessages().quality;
  const nameOf = useColumnNames();
  if (report.exchange === 'undiagnosed') return null;
  return (
    <DataTable
      caption={words.title}
      columns={[
        {
          id: 'what',
          header: words.what,
          cell: ({ dataset, declared }) => (
            <>
              {dataset ?? words.crosswalk} {declared && <Badge>{words.declared}</Badge>}
            </>
          ),
        },
        {
          id: 'columns',
          header: words.columns,
          cell: ({ columns }) => (
            <span className={styles.names}>{columns.map(nameOf).join(', ')}</span>
          ),
        },
        {
          id: 'matched',
          header: words.matched,
          align: 'end',
          cell: ({ matched, values }) =>
            `${formatNumber(matched)} / ${formatNumber(values)} (${shareText(matched / values)})`,
        },
        {
          id: 'examples',
          header: words.examples,
          cell: ({ examples }) => (
            <span className={styles.names}>
              {examples.length === 0 ? '-' : examples.join(', ')}
            </span>
          ),
        },
      ]}
      rows={report.exchange.links}
      rowKey={({ id }) => id}
    />
  );
}
