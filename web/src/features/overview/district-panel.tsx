import { DISTRICTS, placeName } from '@bada/shared';
import { lazy, Suspense, useState } from 'react';
import type { DistrictShapes } from '../../api/shapes.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import type { DistrictValue } from '../../map/district-map-props.ts';
import { FirstDrawing } from '../../map/first-drawing.tsx';
import { useApp } from '../../state/context.tsx';
import { Legend } from '../../ui/legend.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { TileGrid } from '../../ui/tile-grid.tsx';
import styles from './detail.module.css';
import type { DetailModel } from './detail-model.ts';
import { DistrictTable } from './district-table.tsx';
import { HiddenValues, hiddenIn } from './hidden-values.tsx';
import { type Classes, useClasses } from './use-classes.ts';
import { useSelection } from './use-selection.ts';
import { valueInList, valueInWords } from './wording.ts';

const DistrictMap = lazy(async () => ({
  default: (await import('../../map/district-map.tsx')).DistrictMap,
}));

const HEIGHT = '24rem';

interface PanelProps {
  model: DetailModel;
  shapes: DistrictShapes | undefined;
  sentence: string;
  onReady: () => void;
}

function MapOfDistricts({
  model,
  shapes,
  sentence,
  onReady,
  classes,
  onError,
}: PanelProps & { classes: Classes; onError: () => void }) {
  const locale = useLocale();
  const theme = useApp((state) => state.theme);
  const { places, toggle, clear } = useSelection();
  const [painted, setPainted] = useState(false);
  const { indicator, figures } = model;
  if (!shapes) return <Skeleton height={HEIGHT} />;
  const values = new Map<string, DistrictValue>(
    figures.map(({ place, point }) => [
      place,
      {
        classIndex: classes.classification.classOf(point.value),
        label: valueInWords(indicator, point.value, locale, point.status).text,
        status: point.status,
      },
    ]),
  );
  const drawn = { geojson: shapes, values, classColours: classes.colours, selected: places };
  return (
    <div className={styles.map} style={{ height: HEIGHT }}>
      <Suspense fallback={null}>
        <DistrictMap
          {...drawn}
          onSelect={toggle}
          onClear={clear}
          locale={locale}
          theme={theme}
          label={sentence}
          height={HEIGHT}
          onReady={() => {
            setPainted(true);
            onReady();
          }}
          onError={onError}
        />
      </Suspense>
      {!painted && <FirstDrawing {...drawn} />}
    </div>
  );
}

function Tiles({
  model,
  sentence,
  classes,
}: Omit<PanelProps, 'shapes' | 'onReady'> & { classes: Classes }) {
  const locale = useLocale();
  const { places, toggle, clear } = useSelection();
  const tiles = DISTRICTS.map(({ place, tile: [col, row] }) => {
    const point = model.figures.find((figure) => figure.place === place)?.point;
    const value = point?.value ?? null;
    const status = point?.status ?? 'missing';
    return {
      id: place,
      name: placeName(place)[locale],
      col,
      row,
      classIndex: classes.classification.classOf(value),
      valueLabel: valueInList(model.indicator, value, locale, status),
      status,
    };
  });
  return (
    <TileGrid
      label={sentence}
      tiles={tiles}
      classColours={classes.colours}
      selected={places}
      onSelect={toggle}
      onClear={clear}
    />
  );
}

function ClassLegend({ model, classes }: { model: DetailModel; classes: Classes }) {
  const { overview } = useMessages();
  const suppressed = hiddenIn(model);
  const empty = model.figures.filter(({ point }) => point.value === null).length;
  return (
    <div title={overview.classingHint}>
      <Legend
        label={overview.legend}
        classes={classes.legend}
        missing={empty - suppressed}
        suppressed={suppressed}
      />
    </div>
  );
}

/** The districts as map, tile grid or table, whichever the reader chose. */
export function DistrictPanel(props: PanelProps) {
  const { ui } = useMessages();
  const drawing = useApp((state) => state.view.drawing);
  const [mapFailed, setMapFailed] = useState(false);
  const classes = useClasses(props.model);
  if (drawing === 'table') return <DistrictTable model={props.model} />;
  const tiles = drawing === 'tiles' || mapFailed;
  return (
    <div className={styles.districts}>
      {mapFailed && drawing === 'map' && <p className={styles.note}>{ui.map.noWebGl}</p>}
      {tiles ? (
        <Tiles {...props} classes={classes} />
      ) : (
        <MapOfDistricts {...props} classes={classes} onError={() => setMapFailed(true)} />
      )}
      <ClassLegend model={props.model} classes={classes} />
      <HiddenValues model={props.model} />
    </div>
  );
}
