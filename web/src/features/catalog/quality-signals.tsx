import { type Grain, placeName, type QualityReport } from '@bada/shared';
import type { QualityDetail } from '@bada/shared/intake';
import { type ReactNode, useState } from 'react';
import { formatDate, formatNumber, formatPeriod } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import type { QualityMessages } from '../../i18n/messages/quality.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CautionIcon, CheckIcon, NoneIcon, WarningIcon } from '../../ui/icons.tsx';
import { useColumnNames } from './column-names.tsx';
import styles from './quality.module.css';
import { criterionText } from './task-words.ts';

type Anomaly = QualityReport['anomalies'][number];
type Tone = 'good' | 'caution' | 'warning' | 'neutral';

const ICONS = { good: CheckIcon, caution: CautionIcon, warning: WarningIcon, neutral: NoneIcon };
const SHOWN = 5;
const PLACES = 2;

/** A finding: icon and sentence, with what belongs to it below. */
function Signal({ tone, text, children }: { tone: Tone; text: string; children?: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <li className={styles.signal}>
      <span className={styles[tone]}>
        <Icon size={16} />
      </span>
      <div>
        <p>{text}</p>
        {children}
      </div>
    </li>
  );
}

function Gate({ verdict }: Pick<QualityDetail, 'verdict'>) {
  const locale = useLocale();
  const nameOf = useColumnNames();
  const { signals: words } = useMessages().quality;
  if (!verdict) return null;
  const { outcome, at, failed } = verdict;
  const tones = { pass: 'good', warn: 'caution', block: 'warning' } as const;
  const relevant = outcome === 'block' ? failed.filter(({ gate }) => gate === 'block') : failed;
  const reasons = relevant.map(
    ({ criterion, columns, errors }) =>
      `${criterionText(criterion, locale)} (${columns.map(nameOf).join(', ')}) ${formatNumber(errors)}`,
  );
  return (
    <Signal tone={tones[outcome]} text={words.gate[outcome](formatDate(at, locale))}>
      {reasons.length > 0 && <p className={styles.note}>{words.gateRules(reasons.join('; '))}</p>}
    </Signal>
  );
}

function Freshness({ freshness }: Pick<QualityDetail, 'freshness'>) {
  const locale = useLocale();
  const { signals: words } = useMessages().quality;
  if (freshness.state === 'unscheduled') return <Signal tone="neutral" text={words.unscheduled} />;
  const due = formatDate(freshness.due, locale);
  return freshness.state === 'late' ? (
    <Signal tone="caution" text={words.late(due, formatNumber(freshness.daysLate))} />
  ) : (
    <Signal tone="good" text={words.onTime(due)} />
  );
}

function Drift({ drift }: Pick<QualityDetail, 'drift'>) {
  const locale = useLocale();
  const { signals: words } = useMessages().quality;
  if (!drift) return <Signal tone="neutral" text={words.firstVersion} />;
  if (drift.changes.length === 0) {
    return <Signal tone="good" text={words.noDrift(drift.against)} />;
  }
  const isBreaking = drift.changes.some(({ breaking }) => breaking);
  return (
    <Signal tone={isBreaking ? 'warning' : 'caution'} text={words.drift(drift.against)}>
      <ul className={styles.notes}>
        {drift.changes.map(({ text, breaking }) => (
          <li key={text.en}>
            {text[locale]} {breaking && <Badge tone="warning">{words.breaking}</Badge>}
          </li>
        ))}
      </ul>
    </Signal>
  );
}

interface AnomalyWords {
  words: QualityMessages['signals'];
  locale: Locale;
  grain: Grain;
  nameOf: (column: string) => string;
}

function anomalyText(one: Anomaly, { words, locale, grain, nameOf }: AnomalyWords): string {
  const group = placeName(one.group)[locale];
  const period = formatPeriod({ start: one.period, grain }, locale);
  if (one.kind === 'missing') {
    return words.missing(group, period, one.successor ? placeName(one.successor)[locale] : '');
  }
  const decimals = Number.isInteger(one.value) ? 0 : PLACES;
  const value = formatNumber(one.value, decimals);
  return words.departs(
    group,
    period,
    nameOf(one.column),
    value,
    formatNumber(one.expected, decimals),
  );
}

function Anomalies({ anomalies, grain }: Pick<QualityReport, 'anomalies'> & { grain: Grain }) {
  const locale = useLocale();
  const { signals: words } = useMessages().quality;
  const nameOf = useColumnNames();
  const [isAll, setAll] = useState(false);
  if (anomalies.length === 0) return <Signal tone="good" text={words.noAnomalies} />;
  const shown = isAll ? anomalies : anomalies.slice(0, SHOWN);
  const texts = shown.map((one) => anomalyText(one, { words, locale, grain, nameOf }));
  return (
    <Signal tone="caution" text={words.anomalies(anomalies.length)}>
      <ul className={styles.notes}>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {shown.length < anomalies.length && (
        <Button onClick={() => setAll(true)}>{words.more(anomalies.length - shown.length)}</Button>
      )}
    </Signal>
  );
}

/** What a steward has to look at: the gate, freshness, drift of the columns, odd totals. */
export function QualitySignals({ detail, grain }: { detail: QualityDetail; grain: Grain }) {
  const { signals: words } = useMessages().quality;
  return (
    <div className={styles.block}>
      <h3>{words.title}</h3>
      <ul className={styles.signals}>
        <Gate verdict={detail.verdict} />
        <Freshness freshness={detail.freshness} />
        <Drift drift={detail.drift} />
        {detail.report && <Anomalies anomalies={detail.report.anomalies} grain={grain} />}
      </ul>
    </div>
  );
}
