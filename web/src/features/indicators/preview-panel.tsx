import type { Indicator, Locale } from '@bada/shared';
import { type DefinitionPreview, isMeaningChanged } from '@bada/shared/definitions';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { definitionPreviewQuery } from '../../api/definitions.ts';
import { failureOf } from '../../api/failure.ts';
import type { TrendSeries } from '../../charts/trend-props.ts';
import {
  formatNumber,
  formatPeriod,
  formatTick,
  formatValue,
  periodTime,
  startAt,
} from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './editor.module.css';
import {
  answerIn,
  type PreviewFigure,
  type PreviewRow,
  previewRows,
  previewSummary,
} from './preview-model.ts';
import { Section } from './section.tsx';
import { useSettled } from './use-settled.ts';

const TrendChart = lazy(async () => ({
  default: (await import('../../charts/trend-chart.tsx')).TrendChart,
}));

const HEIGHT = '15rem';

/** A difference with its sign. */
function signed(difference: number, decimals: number): string {
  return `${difference > 0 ? '+' : ''}${formatNumber(difference, decimals)}`;
}

function useWords(indicator: Indicator) {
  const locale = useLocale();
  const { decimals, reportGrain: grain } = indicator;
  return {
    period: (start: string) => formatPeriod({ start, grain }, locale),
    tick: grain === 'hour' ? (time: number) => formatTick(time, grain, locale) : undefined,
    figure: (figure: PreviewFigure | undefined) =>
      figure ? formatValue(figure.value, { locale, decimals, status: figure.status }) : '-',
    difference: ({ difference }: PreviewRow) =>
      difference === undefined ? '-' : signed(difference, decimals),
    withUnit: (difference: number) => {
      const unit = indicator.unit.percent ? '%p' : indicator.unit[locale];
      return `${signed(difference, decimals)}${unit === '%p' || locale === 'ko' ? '' : ' '}${unit}`;
    },
  };
}

function Summary({ rows, indicator }: { rows: readonly PreviewRow[]; indicator: Indicator }) {
  const { preview } = useMessages().definition;
  const words = useWords(indicator);
  const { periods, changed, most } = previewSummary(rows);
  if (changed === 0) return <p role="status">{preview.same(periods)}</p>;
  const largest =
    most?.difference === undefined
      ? ''
      : preview.most(words.period(most.period), words.withUnit(most.difference));
  return (
    <p role="status">
      {preview.summary(changed, periods)} {largest}
    </p>
  );
}

function seriesOf(
  rows: readonly PreviewRow[],
  {
    id,
    name,
    role,
    of,
  }: Pick<TrendSeries, 'id' | 'name' | 'role'> & {
    of: (row: PreviewRow) => PreviewFigure | undefined;
  },
): TrendSeries {
  const points = rows.flatMap((row) => {
    const figure = of(row);
    if (!figure) return [];
    const time = periodTime({ start: row.period, grain: 'hour' });
    return [{ time, value: figure.value, provisional: figure.status === 'provisional' }];
  });
  return { id, name, role, points };
}

function breaksOf(indicator: Indicator, at: string | null, labels: { old: string; fresh: string }) {
  const known = indicator.breaks.filter((one) => one.at !== '' && one.at !== at);
  const marks = known.map((one) => ({
    time: periodTime({ start: one.at, grain: 'day' }),
    label: labels.old,
  }));
  const own =
    at === null ? [] : [{ time: periodTime({ start: at, grain: 'day' }), label: labels.fresh }];
  return [...marks, ...own];
}

interface Compared {
  rows: readonly PreviewRow[];
  indicator: Indicator;
  /** Whether today's figures can stand in the same picture. */
  isComparable: boolean;
  /** Day of the break that the approval declares. */
  breakAt: string | null;
}

function Picture({ rows, indicator, isComparable, breakAt }: Compared) {
  const locale = useLocale();
  const { definition, ui } = useMessages();
  const theme = useApp((state) => state.theme);
  const words = useWords(indicator);
  const { preview } = definition;
  const present = seriesOf(rows, {
    id: 'present',
    name: preview.present,
    role: 'city',
    of: (row) => row.present,
  });
  const draft = seriesOf(rows, {
    id: 'draft',
    name: preview.draft,
    role: 'selected',
    of: (row) => row.draft,
  });
  return (
    <Suspense fallback={<Skeleton height={HEIGHT} />}>
      <TrendChart
        series={isComparable ? [present, draft] : [draft]}
        breaks={breaksOf(indicator, breakAt, {
          old: ui.chart.brokenSeries,
          fresh: preview.newBreak,
        })}
        decimals={indicator.decimals}
        unit={indicator.unit[locale]}
        locale={locale}
        theme={theme}
        fromZero={false}
        formatTime={(time) => words.period(startAt(time, indicator.reportGrain))}
        formatTick={words.tick}
        summary={preview.picture(indicator.name[locale])}
        height={HEIGHT}
      />
    </Suspense>
  );
}

function Table({ rows, indicator }: Pick<Compared, 'rows' | 'indicator'>) {
  const locale = useLocale();
  const { preview } = useMessages().definition;
  const words = useWords(indicator);
  return (
    <DataTable
      caption={preview.table}
      unit={indicator.unit[locale]}
      rows={rows.toReversed()}
      rowKey={({ period }) => period}
      maxHeight="18rem"
      columns={[
        { id: 'period', header: preview.period, cell: ({ period }) => words.period(period) },
        {
          id: 'present',
          header: preview.present,
          align: 'end',
          cell: (row) => words.figure(row.present),
        },
        {
          id: 'draft',
          header: preview.draft,
          align: 'end',
          cell: (row) => words.figure(row.draft),
        },
        { id: 'difference', header: preview.difference, align: 'end', cell: words.difference },
      ]}
    />
  );
}

/** The refusal of the engine in the reader's language. */
function refusalOf(outcome: DefinitionPreview['draft'], locale: Locale): string | undefined {
  if (!outcome || 'columns' in outcome) return undefined;
  const { message, next } = outcome.problem;
  return `${message[locale]} ${next[locale]}`;
}

function Figures({
  data,
  newest,
  effectiveFrom,
}: {
  data: DefinitionPreview;
  newest: Indicator | null;
  effectiveFrom: string | null;
}) {
  const locale = useLocale();
  const { preview } = useMessages().definition;
  const { document: indicator, draft, present } = data;
  const refusal = refusalOf(draft, locale);
  if (refusal !== undefined) return <ErrorState title={preview.refused} message={refusal} />;
  const answer = answerIn(draft);
  if (!indicator || !answer) return <p className={styles.note}>{preview.broken}</p>;
  const isComparable = newest !== null && newest.unit[locale] === indicator.unit[locale];
  const before = isComparable ? answerIn(present) : undefined;
  const rows = previewRows(before, answer);
  const isBroken = newest !== null && isMeaningChanged(newest, indicator);
  return (
    <>
      {before && <Summary rows={rows} indicator={indicator} />}
      {!before && (
        <p className={styles.note}>{newest === null ? preview.fresh : preview.otherUnit}</p>
      )}
      <Picture
        {...{ rows, indicator }}
        isComparable={before !== undefined}
        breakAt={isBroken ? effectiveFrom : null}
      />
      <Table rows={rows} indicator={indicator} />
    </>
  );
}

/** What the draft would say of all periods, beside what is said today. */
export function PreviewPanel({
  id,
  draft,
  newest,
  effectiveFrom,
}: {
  id: string;
  draft: { document: unknown } | { yaml: string };
  newest: Indicator | null;
  effectiveFrom: string | null;
}) {
  const locale = useLocale();
  const { sections, preview } = useMessages().definition;
  const settled = useSettled(draft);
  const { data, error, refetch } = useQuery(definitionPreviewQuery(id, settled));
  return (
    <Section title={sections.preview}>
      {error && <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />}
      {!data && !error && (
        <>
          <p className={styles.note}>{preview.waiting}</p>
          <Skeleton height={HEIGHT} />
        </>
      )}
      {data && <Figures {...{ data, newest, effectiveFrom }} />}
    </Section>
  );
}
