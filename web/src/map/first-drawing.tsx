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
  return (
    <div className={styles.sea} data-testid="first-drawing">
      <svg className={styles.land} viewBox={box} aria-hidden="true">
        {shapes.map(({ place, path }) => {
          const at = values.get(place)?.classIndex;
          const fill = (at === null || at === undefined ? undefined : classColours[at]) ?? '';
          return (
            <path
              key={place}
              d={path}
              className={selected.includes(place) ? styles.selected : styles.district}
              {...(fill ? { fill } : {})}
            />
          );
        })}
      </svg>
    </div>
  );
}
