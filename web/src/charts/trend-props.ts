import type { Locale } from '../i18n/locale.ts';
import type { Theme } from '../ui/theme.ts';

export interface TrendPoint {
  /** Milliseconds since 1970 (UTC) of the period's beginning. */
  time: number;
  /** `null` breaks the line. */
  value: number | null;
  /** Drawn hollow. */
  provisional?: boolean;
}

export interface TrendSeries {
  id: string;
  name: string;
  /** The city is dark grey, the selection the accent, others keep their district's colour. */
  role: 'city' | 'selected' | 'other';
  /** Position of the district in code order, from 0; its colour follows from it. */
  colourIndex?: number;
  /** Sorted by time; dates may be uneven. */
  points: readonly TrendPoint[];
}

export interface TrendMark {
  time: number;
  label: string;
}

/** A target line: one level, or a level per date. */
export interface TrendTarget {
  /** E.g. `목표 21%`. */
  label: string;
  points: readonly { time: number; value: number }[];
}

/** What a trend says; everything but the drawing. */
export interface TrendContent {
  series: readonly TrendSeries[];
  decimals: number;
  /** Written behind values in the tooltip. */
  unit: string;
  locale: Locale;
  target?: TrendTarget;
  /** The time that the page shows. */
  current?: number;
  /** Where a definition or a source changed. */
  breaks?: readonly TrendMark[];
  /** Whether the value axis holds zero; true unless told. */
  fromZero?: boolean;
  /** Text of a time in tooltips; long form of the period. */
  formatTime: (time: number) => string;
  /** Text of a time on the axis, where it is not that of tooltips. */
  formatTick?: ((time: number) => string) | undefined;
}

export interface TrendChartProps extends TrendContent {
  theme: Theme;
  /** One sentence that says what is to be seen; the name of the picture. */
  summary: string;
  /** CSS height; 16rem by default. */
  height?: string;
  /** Painted for the first time. */
  onReady?: () => void;
  onError?: (error: unknown) => void;
}
