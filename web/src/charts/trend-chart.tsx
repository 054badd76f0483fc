import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { readThemeColours } from '../ui/theme.ts';
import type { ChartHost } from './chart-host.ts';
import styles from './trend-chart.module.css';
import { trendOption } from './trend-option.ts';
import type { TrendChartProps } from './trend-props.ts';
import { readingSentence, trendTimes } from './trend-reading.ts';

/** Loads ECharts, mounts the chart once and redraws it when the props or the room change. */
function useChartHost(element: RefObject<HTMLElement | null>, props: TrendChartProps) {
  const [host, setHost] = useState<ChartHost | null>(null);
  const [width, setWidth] = useState(0);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    let gone = false;
    let mounted: ChartHost | undefined;
    async function mount() {
      const { ChartHost: Host } = await import('./chart-host.ts');
      if (gone || element.current === null) return;
      mounted = new Host(element.current, {
        onReady: () => latest.current.onReady?.(),
        onResize: setWidth,
      });
      setWidth(mounted.width);
      setHost(mounted);
    }
    mount().catch((error: unknown) => latest.current.onError?.(error));
    return () => {
      gone = true;
      mounted?.destroy();
      setHost(null);
    };
  }, [element]);

  const { series, target, current, breaks, locale, theme, decimals, unit, fromZero } = props;
  // The texts of times follow from the locale; the function itself may be new at each render.
  useEffect(() => {
    if (host === null || width === 0) return;
    const colours = readThemeColours(host.element);
    host.setOption(trendOption(latest.current, { theme, colours, width, height: host.height }));
  }, [host, width, series, target, current, breaks, locale, theme, decimals, unit, fromZero]);
  return host;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** Arrows walk the dates: the tooltip follows and its text is read aloud. */
function useWalk(host: ChartHost | null, props: TrendChartProps) {
  const [spoken, setSpoken] = useState('');
  const at = useRef<number | null>(null);

  function show(index: number | null, times: readonly number[]) {
    const time = index === null ? undefined : times[index];
    at.current = time === undefined ? null : index;
    host?.point(time ?? null);
    setSpoken(time === undefined ? '' : readingSentence(props, time));
  }
  function keyDown(event: KeyboardEvent) {
    const times = trendTimes(props);
    const step = STEPS[event.key];
    if (event.key === 'Escape' && at.current !== null) {
      // This Escape is for the tooltip; the page's selection stays.
      event.preventDefault();
      show(null, times);
    }
    if (step === undefined) return;
    event.preventDefault();
    const from = at.current ?? (step > 0 ? -1 : times.length);
    show(Math.min(Math.max(from + step, 0), times.length - 1), times);
  }
  return { spoken, keyDown, leave: () => show(null, []) };
}

/** Lines over time for the city and chosen districts; ECharts is loaded when this is first shown. */
export function TrendChart(props: TrendChartProps) {
  const { summary, height = '16rem' } = props;
  const canvas = useRef<HTMLDivElement>(null);
  const host = useChartHost(canvas, props);
  const { spoken, keyDown, leave } = useWalk(host, props);
  return (
    <div className={styles.frame} style={{ height }}>
      <div
        ref={canvas}
        role="img"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows walk the dates of the picture
        tabIndex={0}
        className={styles.canvas}
        aria-label={summary}
        onKeyDown={keyDown}
        onBlur={leave}
      />
      <p aria-live="polite" className="sr-only">
        {spoken}
      </p>
    </div>
  );
}
