import { useMemo } from 'react';
import type { DistrictMapProps } from './district-map-props.ts';
import styles from './first-drawing.module.css';
import { type DistrictCollection, drawingOf } from './geometry.ts';

type FirstDrawingProps = Pick<DistrictMapProps, 'values' | 'classColours' | 'selected'> & {
  geojson: DistrictCollection;
};

/** The districts in their colours, where MapLibre will draw them: there at once, to be looked at only. */
export function FirstDrawing({ geojson, values, classColours, selected }: FirstDrawingProps) {
  const { box, shapes } = useMemo(() => drawingOf(geojson), [geojson]);
  const isChosen = (place: string) => selected.includes(place);
  // What is chosen lies over its neighbours' borders.
  const ordered = shapes.toSorted((a, b) => Number(isChosen(a.place)) - Number(isChosen(b.place)));
  return (
    <div className={styles.sea} data-testid="first-drawing">
      <svg className={styles.land} viewBox={box} aria-hidden="true">
        {ordered.map(({ place, path }) => {
          const at = values.get(place)?.classIndex;
          const fill = (at === null || at === undefined ? undefined : classColours[at]) ?? '';
          return (
            <path
              key={place}
              d={path}
              className={isChosen(place) ? styles.selected : styles.district}
              {...(fill ? { fill } : {})}
            />
          );
        })}
      </svg>
    </div>
  );
}
