import type { QualityDetail } from '@bada/shared/intake';
import { lazy, Suspense } from 'react';
import type { TrendPoint, TrendSeries } from '../../charts/trend-props.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import type { QualityMessages } from '../../i18n/messages/quality.ts';
import { useApp } from '../../state/context.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Skeleton } from '../../ui/states.tsx';
import styles from './quality.module.css';
import { pointsText } from './quality-words.ts';

const TrendChart = lazy(async () => ({
  default: (await import('../../charts/trend-chart.tsx')).TrendChart,
}));

const HEIGHT = '13rem';

type Trend = QualityDetail['trend'];

/** Points of the line; where formula or rules changed, an empty one between keeps it from running on. */
function pointsOf(trend: Trend): TrendPoint[] {
  return trend.flatMap(({ builtAt, score, breaks }, at) => {
    const time = Date.parse(builtAt);
    const before = trend[at - 1];
    const gap =
      breaks && before ? [{ time: (Date.parse(before.builtAt) + time) / 2, value: null }] : [];
    return [...gap, { time, value: score }];
  });
}

/** Only versions measured alike are told together: those since the last change. */
function sentenceOf(trend: Trend, words: QualityMessages): string {
  const since = Math.max(
    0,
    trend.findLastIndex((point) => point.breaks),
  );
  const alike = trend.slice(since);
  const first = alike[0];
  const last = alike.at(-1);
  if (!first || !last) return words.undiagnosed;
  const [from, to] = [pointsText(first.score, words), pointsText(last.score, words)];
  const told =
    alike.length === 1
      ? words.trend.one(to)
      : words.trend.many(alike.length, { from, to, errors: last.errors });
  const breaks = trend.filter((point) => point.breaks).length;
  return breaks === 0 ? told : `${words.trend.breaks(breaks)} ${told}`;
}

function Chart({ trend, summary }: { trend: Trend; summary: string }) {
  const locale = useLocale();
  const theme = useApp((state) => state.theme);
  const { trend: words } = useMessages().quality;
  const series: TrendSeries[] = [
    { id: 'score', name: words.score, role: 'selected', points: pointsOf(trend) },
  ];
  const breaks = trend
    .filter((point) => point.breaks)
    .map(({ builtAt }) => ({ time: Date.parse(builtAt), label: words.broken }));
  return (
    <Suspense fallback={<Skeleton height={HEIGHT} />}>
      <TrendChart
        series={series}
        breaks={breaks}
        decimals={1}
        unit={words.points('')}
        locale={locale}
        theme={theme}
        fromZero={false}
        formatTime={(time) => formatDate(new Date(time).toISOString(), locale)}
        summary={summary}
        height={HEIGHT}
      />
    </Suspense>
  );
}

/** How the score went over the versions: a sentence, a line, and the table of it. */
export function QualityTrend({ trend }: { trend: Trend }) {
  const locale = useLocale();
  const { quality } = useMessages();
  const { trend: words } = quality;
  const sentence = sentenceOf(trend, quality);
  return (
    <div className={styles.block}>
      <h3>{words.title}</h3>
      <p>{sentence}</p>
      {trend.length > 1 && (
        <>
          <Chart trend={trend} summary={sentence} />
          <DataTable
            caption={words.title}
            hideCaption
            columns={[
              {
                id: 'date',
                header: words.date,
                cell: ({ builtAt }) => formatDate(builtAt, locale),
              },
              {
                id: 'version',
                header: words.version,
                cell: ({ version }) => <span className={styles.whole}>{version}</span>,
              },
              {
                id: 'score',
                header: words.score,
                align: 'end',
                cell: ({ score }) => pointsText(score, quality),
              },
              {
                id: 'errors',
                header: words.errors,
                align: 'end',
                cell: ({ errors, evaluated }) =>
                  `${formatNumber(errors)} / ${formatNumber(evaluated)}`,
              },
              {
                id: 'breaks',
                header: words.broken,
                cell: ({ breaks }) => (breaks ? words.broken : '-'),
              },
            ]}
            rows={[...trend].reverse()}
            rowKey={({ manifest }) => manifest}
            maxHeight="16rem"
          />
        </>
      )}
      <p className={styles.note}>{words.note}</p>
    </div>
  );
}
