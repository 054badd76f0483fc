import { binEdge, type Clause, type LinkedDimension } from '@bada/shared/linked';
import { type KeyboardEvent, type PointerEvent, useId, useRef } from 'react';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import type { LinkedAxis } from './linked-axes.ts';
import { edgeText, endText, type LinkedBar, rangeText } from './linked-bars.ts';
import styles from './linked-panel.module.css';

type Binned = Extract<LinkedDimension, { kind: 'binned' }>;
type Bins = readonly [from: number, to: number];

const HEIGHT = 88;
/** Units of the drawing's width per bin. */
const UNIT = 10;

interface HistogramProps {
  axis: LinkedAxis;
  dimension: Binned;
  bars: readonly LinkedBar[];
  bins: Bins | undefined;
  onEnter: () => void;
  onSelect: (clause: Clause) => void;
  onClear: () => void;
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}

/** Bins that a key leads to; `undefined` clears, `null` is no key of the brush. */
function binsAfter(
  { key, shiftKey }: KeyboardEvent,
  bins: Bins | undefined,
  count: number,
): Bins | undefined | null {
  if (key === 'Escape') return bins ? undefined : null;
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[key];
  if (key === 'Home' || key === 'End') {
    const width = bins ? bins[1] - bins[0] : 1;
    return key === 'Home' ? [0, width] : [count - width, count];
  }
  if (step === undefined) return null;
  if (!bins) return step > 0 ? [0, 1] : [count - 1, count];
  const [from, to] = bins;
  if (shiftKey) return [from, Math.min(Math.max(to + step, from + 1), count)];
  const moved = clamp(from + step, count - (to - from));
  return [moved, moved + to - from];
}

function Bars({ bars, bins }: { bars: readonly LinkedBar[]; bins: Bins | undefined }) {
  const most = Math.max(
    0,
    ...bars.flatMap(({ now, whole }) => [now, whole].filter(Number.isFinite)),
  );
  const tall = (value: number) =>
    Number.isFinite(value) && value > 0 && most > 0 ? Math.max(1, (value / most) * HEIGHT) : 0;
  return bars.map(({ slot, now, whole }, at) => {
    const x = at * UNIT + 0.5;
    const isOut = bins !== undefined && (at < bins[0] || at >= bins[1]);
    return (
      <g key={slot}>
        <rect
          className={styles.wholeBar}
          x={x}
          y={HEIGHT - tall(whole)}
          width={UNIT - 1}
          height={tall(whole)}
        />
        <rect
          className={isOut ? styles.outBar : styles.nowBar}
          x={x}
          y={HEIGHT - tall(now)}
          width={UNIT - 1}
          height={tall(now)}
        />
      </g>
    );
  });
}

/** What pointer and keys do to a brush. */
function useBrush({ axis, dimension, bins, onSelect, onClear }: HistogramProps) {
  const anchor = useRef<number | undefined>(undefined);
  const { count } = dimension;
  const owner = { view: axis.column.name, dimension: axis.column.name };

  function choose([from, to]: Bins) {
    onSelect({
      ...{ type: 'interval', ...owner, ends: '[)' },
      from: binEdge(dimension, from),
      to: binEdge(dimension, to),
    });
  }
  function binAt(event: PointerEvent<HTMLElement>): number {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return clamp(Math.floor(((event.clientX - left) / width) * count), count - 1);
  }
  function release() {
    anchor.current = undefined;
  }
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      event.currentTarget.setPointerCapture(event.pointerId);
      anchor.current = binAt(event);
      choose([anchor.current, anchor.current + 1]);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (anchor.current === undefined) return;
      const other = binAt(event);
      choose([Math.min(anchor.current, other), Math.max(anchor.current, other) + 1]);
    },
    onPointerUp: release,
    onPointerCancel: release,
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const next = binsAfter(event, bins, count);
      if (next === null) return;
      event.preventDefault();
      if (next) choose(next);
      else onClear();
    },
  };
}

/** Bars over an axis on which a range is brushed, by pointer or by arrow keys. */
export function LinkedHistogram(props: HistogramProps) {
  const { axis, dimension, bars, bins, onEnter } = props;
  const locale = useLocale();
  const { linked: words } = useMessages();
  const hint = useId();
  const brush = useBrush(props);
  const { count } = dimension;
  const drawn = bars.filter(({ value }) => value !== undefined);
  const text = bins ? rangeText(dimension, bins, { locale, words }) : words.allRange;
  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        className={styles.brush}
        aria-label={words.brush(axis.column.title[locale])}
        aria-describedby={hint}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={bins?.[0] ?? 0}
        aria-valuetext={text}
        onPointerEnter={onEnter}
        onFocus={onEnter}
        {...brush}
      >
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${count * UNIT} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={styles.histogram}
        >
          {bins && (
            <rect
              className={styles.band}
              x={bins[0] * UNIT}
              y={0}
              width={(bins[1] - bins[0]) * UNIT}
              height={HEIGHT}
            />
          )}
          <Bars bars={drawn} bins={bins} />
        </svg>
      </div>
      <div className={styles.ends} aria-hidden="true">
        <span>{edgeText(dimension, 0, locale)}</span>
        <span>{endText(dimension, count, locale)}</span>
      </div>
      <span id={hint} className="sr-only">
        {words.brushHint}
      </span>
    </>
  );
}
