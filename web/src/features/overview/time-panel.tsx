import { periodTime } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { TimeSteps } from '../../ui/time-steps.tsx';
import type { DetailModel } from './detail-model.ts';
import { periodInWords } from './wording.ts';

/** Chooses the shown period among those that have figures. */
export function TimePanel({ model }: { model: DetailModel }) {
  const locale = useLocale();
  const { overview } = useMessages();
  const changeView = useApp((state) => state.changeView);
  const { indicator, periods, period } = model;
  if (periods.length < 2) return null;
  const steps = periods.map((start) => ({
    id: start,
    label: periodInWords(indicator, start, locale, 'short'),
    time: periodTime({ start, grain: indicator.reportGrain }),
  }));
  return (
    <TimeSteps
      label={overview.time}
      steps={steps}
      value={period}
      onChange={(start) => changeView({ period: start }, 'replace')}
    />
  );
}
