import { DISTRICTS, periodStart, placeName, targetFor } from '@bada/shared';
import { lazy, Suspense } from 'react';
import type { TrendContent, TrendSeries } from '../../charts/trend-props.ts';
import { formatTick, periodTime, startAt } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Skeleton } from '../../ui/states.tsx';
import type { DetailModel } from './detail-model.ts';
import { trendSentence } from './sentence.ts';
import type { Series } from './series.ts';
import { headlineName, periodInWords, valueInWords } from './wording.ts';

const TrendChart = lazy(async () => ({
  default: (await import('../../charts/trend-chart.tsx')).TrendChart,
}));

const HEIGHT = '19rem';

function pointsOf(series: Series, grain: DetailModel['indicator']['reportGrain']) {
  return series.map(({ period, value, status }) => ({
    time: periodTime({ start: period, grain }),
    value,
    provisional: status === 'provisional',
  }));
}

function trendSeries(
  model: DetailModel,
  places: readonly string[],
  locale: 'ko' | 'en',
  city: string,
) {
  const { indicator, headline, figures } = model;
  const whole: TrendSeries = {
    id: 'headline',
    name: headlineName(indicator, locale, city),
    role: 'city',
    points: pointsOf(headline, indicator.reportGrain),
  };
  const chosen = places.flatMap((place, index): TrendSeries[] => {
    const figure = figures.find((one) => one.place === place);
    if (!figure) return [];
    return [
      {
        id: place,
        name: placeName(place)[locale],
        role: index === 0 ? 'selected' : 'other',
        colourIndex: DISTRICTS.findIndex((district) => district.place === place),
        points: pointsOf(figure.series, indicator.reportGrain),
      },
    ];
  });
  // Beside the sum of all districts, single ones would lie flat on the axis.
  const isDwarfing = indicator.cityRule === 'sum' && chosen.length > 0;
  return isDwarfing ? chosen : [whole, ...chosen];
}

/** Figures that differ by half or more are read from zero; closer ones would look all alike there. */
function spreadsWide(series: readonly TrendSeries[]): boolean {
  const values = series.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  return values.every((value) => value >= 0) && Math.min(...values) < Math.max(...values) / 2;
}

function useTarget(model: DetailModel, samples: boolean): Pick<TrendContent, 'target'> {
  const locale = useLocale();
  const { overview } = useMessages();
  const { indicator, headline } = model;
  const points = headline.flatMap(({ period }) => {
    const target = targetFor(indicator, { period, samples });
    const time = periodTime({ start: period, grain: indicator.reportGrain });
    return target ? [{ time, value: target.value }] : [];
  });
  const last = points.at(-1);
  if (!last) return {};
  const label = overview.target(valueInWords(indicator, last.value, locale).text);
  return { target: { label, points } };
}

/** How the headline and the chosen districts moved. */
export function TrendPanel({ model, onReady }: { model: DetailModel; onReady: () => void }) {
  const locale = useLocale();
  const { overview, ui } = useMessages();
  const theme = useApp((state) => state.theme);
  const places = useApp((state) => state.view.places);
  const samples = useApp((state) => state.view.samples);
  const target = useTarget(model, samples);
  const shownTarget = places.length > 0 && model.indicator.cityRule === 'sum' ? {} : target;
  const { indicator, period } = model;
  const { reportGrain: grain } = indicator;
  const series = trendSeries(model, places, locale, overview.city);
  const timeOf = (start: string) => periodTime({ start, grain });
  const breaks = indicator.breaks.map(({ at }) => ({
    time: timeOf(periodStart(at, grain)),
    label: ui.chart.brokenSeries,
  }));
  return (
    <Suspense fallback={<Skeleton height={HEIGHT} />}>
      <TrendChart
        {...shownTarget}
        series={series}
        breaks={breaks}
        decimals={indicator.decimals}
        unit={indicator.unit[locale]}
        locale={locale}
        theme={theme}
        current={timeOf(period)}
        fromZero={spreadsWide(series)}
        formatTime={(time) => periodInWords(indicator, startAt(time, grain), locale)}
        formatTick={
          grain === 'hour' ? (time: number) => formatTick(time, grain, locale) : undefined
        }
        summary={trendSentence(model, { locale, words: overview })}
        height={HEIGHT}
        onReady={onReady}
      />
    </Suspense>
  );
}
