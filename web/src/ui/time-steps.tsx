import { type CSSProperties, type PointerEvent, useRef } from 'react';
import { cx } from './cx.ts';
import styles from './time-steps.module.css';

export interface TimeStep {
  id: string;
  /** E.g. `2023. 1.` */
  label: string;
  /** Milliseconds since 1970: steps stand in proportion to time. */
  time: number;
}

export interface TimeStepsProps {
  label: string;
  /** Sorted by time, at least one. */
  steps: readonly TimeStep[];
  /** Id of the shown step. */
  value: string;
  onChange: (id: string) => void;
}

/** More steps than that lie closer than a dot is wide: the line stands for them. */
const MOST_DRAWN = 300;

/** Position of a step on the line, 0–100. */
function positions(steps: readonly TimeStep[]): number[] {
  const first = steps[0]?.time ?? 0;
  const span = (steps.at(-1)?.time ?? 0) - first;
  return steps.map((step) => (span === 0 ? 50 : ((step.time - first) / span) * 100));
}

function nearest(places: readonly number[], percent: number): number {
  const distances = places.map((place) => Math.abs(place - percent));
  return distances.indexOf(Math.min(...distances));
}

/** Ends always, the shown step where it does not cover an end's label. */
function labelled(places: readonly number[], current: number): number[] {
  const last = places.length - 1;
  const here = places[current] ?? 0;
  const ends = [0, last].filter(
    (index) => index === current || Math.abs((places[index] ?? 0) - here) > 22,
  );
  return [...new Set([...ends, current])];
}

function labelStyle(place: number): CSSProperties & { '--shift': string } {
  return {
    left: `${place}%`,
    '--shift': place < 8 ? '-12px' : place > 92 ? 'calc(-100% + 12px)' : '-50%',
  };
}

/** Chooses one of some dates: a native slider (arrows, Home, End) over steps of uneven distance. */
export function TimeSteps({ label, steps, value, onChange }: TimeStepsProps) {
  const line = useRef<HTMLDivElement>(null);
  const current = Math.max(
    0,
    steps.findIndex((step) => step.id === value),
  );
  const places = positions(steps);

  function choose(index: number) {
    const step = steps[index];
    if (step !== undefined && index !== current) onChange(step.id);
  }
  // The native track is even, so a pointer is placed by the drawn steps instead.
  function point(event: PointerEvent) {
    if (event.buttons === 0 && event.type !== 'pointerdown') return;
    event.preventDefault();
    const box = line.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return;
    choose(nearest(places, ((event.clientX - box.left) / box.width) * 100));
  }
  function press(event: PointerEvent<HTMLInputElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus({ preventScroll: true });
    point(event);
  }

  return (
    <div className={styles.slider}>
      <div ref={line} className={styles.line} />
      <input
        type="range"
        className={styles.input}
        aria-label={label}
        aria-valuetext={steps[current]?.label}
        min={0}
        max={Math.max(0, steps.length - 1)}
        step={1}
        value={current}
        onChange={(event) => choose(Number(event.target.value))}
        onMouseDown={(event) => event.preventDefault()}
        onPointerDown={press}
        onPointerMove={point}
      />
      {steps.map((step, index) =>
        steps.length > MOST_DRAWN && index !== current ? null : (
          <span
            key={step.id}
            aria-hidden="true"
            className={cx(styles.step, index === current && styles.current)}
            style={{ left: `${places[index]}%` }}
          />
        ),
      )}
      {labelled(places, current).map((index) => (
        <span
          key={steps[index]?.id}
          aria-hidden="true"
          className={cx(styles.label, index === current && styles.shown)}
          style={labelStyle(places[index] ?? 0)}
        >
          {steps[index]?.label}
        </span>
      ))}
    </div>
  );
}
