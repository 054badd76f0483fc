import { placeName } from '@bada/shared';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { RankBars } from '../../ui/rank-bars.tsx';
import type { DetailModel } from './detail-model.ts';
import { useSelection } from './use-selection.ts';
import { headlineName, valueInList } from './wording.ts';

/** The districts from the highest to the lowest, against the headline. */
export function RankPanel({ model }: { model: DetailModel }) {
  const locale = useLocale();
  const { overview } = useMessages();
  const { places, toggle, clear } = useSelection();
  const { indicator, figures, headline, period } = model;
  const whole = headline.find((point) => point.period === period)?.value;
  const comparable = indicator.cityRule !== 'sum' && whole != null;
  const label = comparable
    ? `${headlineName(indicator, locale, overview.city)} ${valueInList(indicator, whole, locale)}`
    : '';
  const items = figures.map(({ place, point }) => ({
    id: place,
    name: placeName(place)[locale],
    value: point.value,
    valueLabel: valueInList(indicator, point.value, locale, point.status),
    status: point.status,
  }));
  return (
    <RankBars
      label={overview.rank}
      items={items}
      selected={places}
      onSelect={toggle}
      onClear={clear}
      {...(comparable ? { reference: { value: whole, label } } : {})}
    />
  );
}
