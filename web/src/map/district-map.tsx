import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { messagesOf } from '../i18n/locale-context.tsx';
import { cx } from '../ui/cx.ts';
import { patternOf } from '../ui/value-status.ts';
import styles from './district-map.module.css';
import type { DistrictMapHost } from './district-map-host.ts';
import type { DistrictMapProps, DistrictValue } from './district-map-props.ts';
import { districtName } from './labels.ts';
import { MapButtons } from './map-buttons.tsx';
import { MapWalker } from './map-walker.tsx';
import type { DistrictState } from './style.ts';
import { useMapHost } from './use-map-host.ts';

interface Tip {
  place: string;
  x: number;
  y: number;
}

const ABSENT: DistrictValue = { classIndex: null, label: '-', status: 'missing' };

function stateOf(
  value: DistrictValue,
  marks: Pick<DistrictState, 'selected' | 'focused' | 'hovered'>,
) {
  const pattern = value.classIndex === null ? (patternOf(value.status) ?? 'missing') : 'none';
  return { cls: value.classIndex ?? -1, pattern, ...marks } satisfies DistrictState;
}

/** Keeps the map's colours and marks in step with the props. */
function useStates(
  host: DistrictMapHost | null,
  props: DistrictMapProps,
  focused: string | null,
  hovered: string | null,
) {
  const { geojson, values, selected } = props;
  useEffect(() => {
    const states = geojson.features.map(({ properties: { place } }) => {
      const marks = {
        selected: selected.includes(place),
        focused: place === focused,
        hovered: place === hovered,
      };
      return [place, stateOf(values.get(place) ?? ABSENT, marks)] as const;
    });
    host?.setStates(new Map(states));
  }, [host, geojson, values, selected, focused, hovered]);
}

function TipBox({ tip, name, value }: { tip: Tip; name: string; value: string }) {
  return (
    <div
      aria-hidden="true"
      className={cx(styles.tip, tip.y < 72 && styles.below)}
      style={{ left: tip.x, top: tip.y }}
    >
      <span>{name}</span>
      <span className={styles.tipValue}>{value}</span>
    </div>
  );
}

/** The choropleth of the districts; MapLibre itself is loaded when this is first shown. */
export function DistrictMap(props: DistrictMapProps) {
  const {
    geojson,
    values,
    selected,
    onSelect,
    onClear,
    onHover,
    locale,
    label,
    height = '26rem',
  } = props;
  const { ui } = messagesOf(locale);
  const canvas = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const hovered = tip !== null && tip.place !== focused ? tip.place : null;
  const hintId = useId();

  const point = useCallback(
    (place: string | null, x: number, y: number) => {
      setTip(place === null ? null : { place, x, y });
      onHover?.(place);
    },
    [onHover],
  );
  const host = useMapHost(canvas, props, point);
  useStates(host, props, focused, hovered);

  const focus = useCallback(
    (place: string | null) => {
      setFocused(place);
      const at = place === null ? null : (host?.locate(place) ?? null);
      point(at === null ? null : place, at?.x ?? 0, at?.y ?? 0);
    },
    [host, point],
  );
  const options = useMemo(() => walkerOptions(props), [geojson, values, locale]);
  const shown = options.find((option) => option.place === tip?.place);

  return (
    <div className={styles.frame} style={{ height }}>
      <div className={styles.canvas} aria-hidden="true">
        <div ref={canvas} className={styles.fill} />
      </div>
      <MapWalker
        label={label}
        hintId={hintId}
        options={options}
        selected={selected}
        onFocus={focus}
        onSelect={onSelect}
        onClear={onClear}
      />
      <p id={hintId} className="sr-only">
        {ui.map.hint}
      </p>
      <MapButtons host={host} words={ui.map} />
      {tip !== null && shown !== undefined && (
        <TipBox tip={tip} name={shown.name} value={shown.value} />
      )}
    </div>
  );
}

/** One option per district in code order, with what is read aloud. */
function walkerOptions({ geojson, values, locale }: DistrictMapProps) {
  const { ui } = messagesOf(locale);
  return geojson.features
    .map((feature) => {
      const { place } = feature.properties;
      const value = values.get(place) ?? ABSENT;
      const pattern =
        value.classIndex === null ? (patternOf(value.status) ?? 'missing') : undefined;
      const text = pattern === undefined ? value.label : ui[pattern];
      return { place, name: districtName(feature, locale), value: text };
    })
    .sort((a, b) => (a.place < b.place ? -1 : 1));
}
