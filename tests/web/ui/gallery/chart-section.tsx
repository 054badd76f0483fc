import { TrendChart } from '@bada/web/src/charts/trend-chart.tsx';
import type { TrendSeries } from '@bada/web/src/charts/trend-props.ts';
import { formatPeriod, periodTime } from '@bada/web/src/i18n/period.ts';
import { DataTable } from '@bada/web/src/ui/data-table.tsx';
import { RankBars } from '@bada/web/src/ui/rank-bars.tsx';
import { TimeSteps } from '@bada/web/src/ui/time-steps.tsx';
import { useMemo, useState } from 'react';
import { DISTRICTS } from './districts.ts';
import { CITY, CITY_TREND, DATES, figures, HAEUNDAE_TREND } from './figures.ts';
import type { SectionProps } from './map-section.tsx';

const TIMES = DATES.map((start) => periodTime({ start, grain: 'month' }));

function points(values: readonly number[], hole: number) {
  return TIMES.map((time, index) => ({
    time,
    value: index === hole ? null : (values[index] ?? null),
    provisional: index === TIMES.length - 1,
  }));
}

function useSeries(locale: SectionProps['locale']): TrendSeries[] {
  return useMemo(
    () => [
      {
        id: '26',
        name: locale === 'ko' ? '부산' : 'Busan',
        role: 'city',
        points: points(CITY_TREND, -1),
      },
      {
        id: '26350',
        name: locale === 'ko' ? '해운대구' : 'Haeundae-gu',
        role: 'selected',
        colourIndex: 8,
        points: points(HAEUNDAE_TREND, 2),
      },
      {
        id: '26440',
        name: locale === 'ko' ? '강서구' : 'Gangseo-gu',
        role: 'other',
        colourIndex: 2,
        points: points([9.8, 9.5, 8.8, 9.1, 10.9, 13.35], -1),
      },
    ],
    [locale],
  );
}

export function ChartSection({ locale, theme, selected, onSelect, onClear }: SectionProps) {
  const [step, setStep] = useState(DATES[5] ?? '');
  const [ready, setReady] = useState(false);
  const series = useSeries(locale);
  const text = (start: string, style: 'long' | 'short') =>
    formatPeriod({ start, grain: 'month' }, locale, style);
  const items = figures(true).map((row) => ({
    id: row.place,
    name:
      DISTRICTS.features.find((each) => each.properties.place === row.place)?.properties[
        locale === 'ko' ? 'name_ko' : 'name_en'
      ] ?? '',
    value: row.value,
    valueLabel: row.value === null ? '-' : row.value.toFixed(1),
    status: row.status,
  }));
  const target = useMemo(
    () => ({ label: '목표 21.0', points: TIMES.map((time) => ({ time, value: 21 })) }),
    [],
  );
  const breaks = useMemo(() => [{ time: TIMES[3] ?? 0, label: '기준 변경' }], []);
  return (
    <>
      <RankBars
        label="rank"
        items={items}
        reference={{ value: CITY, label: '부산 21.6' }}
        selected={selected}
        onSelect={onSelect}
        onClear={onClear}
      />
      <div data-testid="trend" data-ready={ready}>
        <TrendChart
          series={series}
          decimals={1}
          unit="%"
          locale={locale}
          theme={theme}
          target={target}
          breaks={breaks}
          current={periodTime({ start: step, grain: 'month' })}
          formatTime={(time) => text(new Date(time).toISOString().slice(0, 10), 'long')}
          summary="추이"
          onReady={() => setReady(true)}
        />
        <TimeSteps
          label="기준 시점"
          steps={DATES.map((start, index) => ({
            id: start,
            label: text(start, 'short'),
            time: TIMES[index] ?? 0,
          }))}
          value={step}
          onChange={setStep}
        />
        <DataTable
          caption="구·군별 고령인구비율"
          unit="%"
          columns={[
            { id: 'name', header: '구·군', cell: (row) => row.name },
            { id: 'value', header: '비율', align: 'end', cell: (row) => row.valueLabel },
          ]}
          rows={items.slice(0, 6)}
          rowKey={(row) => row.id}
          isSelected={(row) => selected.includes(row.id)}
          maxHeight="10rem"
        />
      </div>
    </>
  );
}
