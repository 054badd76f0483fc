import { periodEnd, placeName } from '@bada/shared';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import type { DetailModel } from './detail-model.ts';
import type { Series } from './series.ts';
import { useSelection } from './use-selection.ts';
import { headlineName, periodInWords, valueInList } from './wording.ts';

interface Line {
  readonly id: string;
  readonly name: string;
  readonly series: Series;
}

function useLines({ indicator, headline, figures }: DetailModel): Line[] {
  const locale = useLocale();
  const { overview } = useMessages();
  const { places } = useSelection();
  const whole = {
    id: 'headline',
    name: headlineName(indicator, locale, overview.city),
    series: headline,
  };
  const chosen = places.flatMap((place) => {
    const figure = figures.find((one) => one.place === place);
    return figure ? [{ id: place, name: placeName(place)[locale], series: figure.series }] : [];
  });
  return [whole, ...chosen];
}

/** The table twin of the trend: a row per period, a column per line. */
export function TrendTable({ model }: { model: DetailModel }) {
  const locale = useLocale();
  const { overview } = useMessages();
  const lines = useLines(model);
  const { indicator, periods } = model;
  const cuts = indicator.breaks.map(({ at, ...text }) => ({
    /** The first shown period that is counted anew. */
    period: periods.find((start) => periodEnd({ start, grain: indicator.reportGrain }) >= at),
    text: text[locale],
  }));
  const note: Column<string> = {
    id: 'note',
    header: overview.tableColumns.note,
    cell: (period) => cuts.filter((cut) => cut.period === period).map(({ text }) => `※ ${text}`),
  };
  const pointsOf = lines.map(({ series }) => new Map(series.map((one) => [one.period, one])));
  const columns: Column<string>[] = [
    {
      id: 'period',
      header: overview.period,
      cell: (period) => periodInWords(indicator, period, locale, 'short'),
    },
    ...lines.map(({ id, name }, at) => ({
      id,
      header: name,
      align: 'end' as const,
      cell: (period: string) => {
        const point = pointsOf[at]?.get(period);
        return valueInList(indicator, point?.value ?? null, locale, point?.status ?? 'missing');
      },
    })),
    ...(cuts.length > 0 ? [note] : []),
  ];
  return (
    <DataTable
      caption={`${indicator.name[locale]}, ${overview.trend}`}
      unit={indicator.unit[locale]}
      columns={columns}
      rows={[...model.periods].reverse()}
      rowKey={(period) => period}
      isSelected={(period) => period === model.period}
    />
  );
}
