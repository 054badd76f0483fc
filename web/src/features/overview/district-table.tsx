import { changeAt, placeName } from '@bada/shared';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import type { DetailModel, DistrictFigure } from './detail-model.ts';
import { HiddenValues } from './hidden-values.tsx';
import { useCaveats } from './use-caveats.ts';
import { useSelection } from './use-selection.ts';
import { amountInWords, periodInWords, valueInList } from './wording.ts';

function useColumns(model: DetailModel): Column<DistrictFigure>[] {
  const locale = useLocale();
  const { overview, ui } = useMessages();
  const caveatsOf = useCaveats();
  const { indicator, period } = model;
  const words = overview.tableColumns;
  const change = ({ series }: DistrictFigure) => {
    const found = changeAt(indicator, series, period);
    return found.kind === 'change' ? found : undefined;
  };
  return [
    { id: 'place', header: words.place, cell: ({ place }) => placeName(place)[locale] },
    {
      id: 'value',
      header: words.value,
      align: 'end',
      cell: ({ point }) => valueInList(indicator, point.value, locale, point.status),
    },
    { id: 'rank', header: words.rank, align: 'end', cell: ({ rank }) => rank ?? '-' },
    {
      id: 'previous',
      header: words.previous,
      align: 'end',
      cell: (figure) => valueInList(indicator, change(figure)?.base.value ?? null, locale),
    },
    {
      id: 'change',
      header: words.change,
      align: 'end',
      cell: (figure) => {
        const found = change(figure);
        if (!found) return '-';
        const since = periodInWords(indicator, found.base.period, locale, 'short');
        return `${amountInWords(found, locale)} (${since})`;
      },
    },
    {
      id: 'note',
      header: words.note,
      cell: ({ place, point }) => {
        const mark = caveatsOf(place, period).length > 0 ? '※' : '';
        const { status } = point;
        const isPlain = status === 'final' || status === 'missing' || status === 'not-computable';
        const settled = isPlain ? '' : ui[status];
        return `${settled} ${mark}`.trim();
      },
    },
  ];
}

/** The table twin of map, tiles and ranking. */
export function DistrictTable({ model }: { model: DetailModel }) {
  const locale = useLocale();
  const { overview } = useMessages();
  const { places } = useSelection();
  const columns = useColumns(model);
  const { indicator, period, figures } = model;
  const caption = overview.tableCaption(
    indicator.name[locale],
    periodInWords(indicator, period, locale),
  );
  return (
    <>
      <DataTable
        caption={caption}
        unit={indicator.unit[locale]}
        columns={columns}
        rows={figures}
        rowKey={({ place }) => place}
        isSelected={({ place }) => places.includes(place)}
      />
      <HiddenValues model={model} />
    </>
  );
}
