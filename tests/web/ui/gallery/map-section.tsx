import type { Locale } from '@bada/web/src/i18n/locale.ts';
import { messagesOf } from '@bada/web/src/i18n/locale-context.tsx';
import { formatValue } from '@bada/web/src/i18n/number.ts';
import { shortName } from '@bada/web/src/i18n/places.ts';
import { classCounts, classify, classLabels } from '@bada/web/src/map/classify.ts';
import { DistrictMap } from '@bada/web/src/map/district-map.tsx';
import type { DistrictValue } from '@bada/web/src/map/district-map-props.ts';
import { Legend } from '@bada/web/src/ui/legend.tsx';
import { classColours } from '@bada/web/src/ui/palettes.ts';
import type { Theme } from '@bada/web/src/ui/theme.ts';
import { TileGrid } from '@bada/web/src/ui/tile-grid.tsx';
import { useMemo, useState } from 'react';
import { CELLS, DISTRICTS } from './districts.ts';
import { type Figure, figures } from './figures.ts';

export interface SectionProps {
  locale: Locale;
  theme: Theme;
  selected: readonly string[];
  onSelect: (place: string) => void;
  onClear: () => void;
}

function nameOf(place: string, locale: Locale): string {
  const properties = DISTRICTS.features.find((each) => each.properties.place === place)?.properties;
  return (locale === 'ko' ? properties?.name_ko : properties?.name_en) ?? place;
}

function useClasses(rows: readonly Figure[], theme: Theme) {
  return useMemo(() => {
    const values = rows.map((row) => row.value);
    const classes = classify(values, { method: 'natural', decimals: 1 });
    return {
      classes,
      colours: classColours(classes.count, theme),
      counts: classCounts(classes, values),
    };
  }, [rows, theme]);
}

export function MapSection({ locale, theme, ...selection }: SectionProps) {
  const [error, setError] = useState('');
  const [ready, setReady] = useState(false);
  const rows = useMemo(() => figures(true), []);
  const { classes, colours, counts } = useClasses(rows, theme);
  const text = (row: Figure) =>
    formatValue(row.value, { locale, decimals: 1, unit: '%', status: row.status });
  const values = useMemo(
    () =>
      new Map<string, DistrictValue>(
        rows.map((row) => [
          row.place,
          { classIndex: classes.classOf(row.value), label: text(row), status: row.status },
        ]),
      ),
    [rows, classes, locale],
  );
  const tiles = rows.map((row) => ({
    id: row.place,
    name: nameOf(row.place, locale),
    shortName: shortName(nameOf(row.place, locale)),
    col: CELLS[row.place]?.[0] ?? 1,
    row: CELLS[row.place]?.[1] ?? 1,
    classIndex: classes.classOf(row.value),
    valueLabel: row.value === null ? '-' : row.value.toFixed(1),
    status: row.status,
  }));
  const labels = classLabels(classes, (bound) => bound.toFixed(0), messagesOf(locale).ui);
  return (
    <>
      <div data-testid="map" data-ready={ready} data-error={error}>
        <DistrictMap
          geojson={DISTRICTS}
          values={values}
          classColours={colours}
          locale={locale}
          theme={theme}
          label="65+ by district"
          onReady={() => setReady(true)}
          onError={(cause) => setError(String(cause))}
          {...selection}
        />
        <Legend
          label="legend"
          classes={labels.map((label, index) => ({
            label,
            colour: colours[index] ?? '',
            count: counts[index] ?? 0,
          }))}
          missing={1}
          suppressed={1}
        />
      </div>
      <TileGrid label="tiles" tiles={tiles} classColours={colours} {...selection} />
    </>
  );
}
