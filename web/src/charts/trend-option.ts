import type { LineSeriesOption } from 'echarts/charts';
import type {
  GridComponentOption,
  MarkLineComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { formatAxisNumber, formatNumber } from '../i18n/number.ts';
import { seriesColour } from '../ui/palettes.ts';
import type { Theme, ThemeColours } from '../ui/theme.ts';
import { endLabelShifts } from './end-labels.ts';
import type { TrendContent, TrendMark, TrendPoint, TrendSeries } from './trend-props.ts';
import { readingsAt, trendTimes } from './trend-reading.ts';
import { type ValueAxis, valueAxis } from './value-axis.ts';

/** The part of ECharts' options that a trend uses. */
export type TrendOption = ComposeOption<
  LineSeriesOption | GridComponentOption | TooltipComponentOption | MarkLineComponentOption
>;

/** What a trend looks like: theme, its colours and the room there is. */
export interface TrendLook {
  theme: Theme;
  colours: ThemeColours;
  /** px of the drawing; labels at line ends take their room from it. */
  width: number;
  /** px of the drawing; labels at line ends are moved apart in it. */
  height: number;
}

const SMALL = 12;
/** px above the plot and, with the axis texts, below it */
const MARGINS = { top: 20, bottom: 30 };
interface Placed extends TrendLook {
  /** px down per series id, so that labels at line ends do not overlap. */
  shifts: ReadonlyMap<string, number>;
}

const YEAR = 365.25 * 86_400_000;

function colourOf(series: TrendSeries, { theme, colours }: TrendLook): string {
  if (series.role === 'city') return colours.city;
  if (series.role === 'selected') return colours.accent;
  return seriesColour(series.colourIndex ?? 0, theme);
}

function lastValue(series: TrendSeries): number | undefined {
  return series.points.findLast((point) => point.value !== null)?.value ?? undefined;
}

function endText(series: TrendSeries, decimals: number): string {
  const value = lastValue(series);
  return value === undefined ? '' : `${series.name} ${formatNumber(value, decimals)}`;
}

/** The points with a gap before each break: figures of two definitions are never joined. */
function cutAt(
  points: readonly TrendPoint[],
  breaks: readonly TrendMark[] = [],
): readonly TrendPoint[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    if (before?.value == null || point.value === null) return [point];
    const cut = breaks.some(({ time }) => before.time < time && time <= point.time);
    return cut ? [{ time: (before.time + point.time) / 2, value: null }, point] : [point];
  });
}

function lineSeries(series: TrendSeries, content: TrendContent, look: Placed): LineSeriesOption {
  const colour = colourOf(series, look);
  const hollow = { color: look.colours.surface, borderColor: colour, borderWidth: 1.5 };
  return {
    id: series.id,
    name: series.name,
    type: 'line',
    data: cutAt(series.points, content.breaks).map(({ time, value, provisional }) => ({
      value: [time, value ?? '-'],
      ...(provisional === true ? { itemStyle: hollow, symbolSize: 7 } : {}),
    })),
    connectNulls: false,
    // Beyond eight districts colours come round again; the point's form tells them apart.
    symbol: series.role === 'other' && (series.colourIndex ?? 0) >= 8 ? 'rect' : 'circle',
    symbolSize: 5,
    showAllSymbol: true,
    lineStyle: { color: colour, width: series.role === 'other' ? 1.5 : 2 },
    itemStyle: { color: colour },
    z: series.role === 'other' ? 2 : 3,
    endLabel: {
      show: true,
      formatter: endText(series, content.decimals),
      color: colour,
      fontWeight: series.role === 'other' ? 'normal' : 'bold',
      fontSize: SMALL,
      distance: 8,
      offset: [0, look.shifts.get(series.id) ?? 0],
    },
    emphasis: { disabled: true },
  };
}

function targetSeries({ target }: TrendContent, { colours, shifts }: Placed): LineSeriesOption[] {
  if (target === undefined) return [];
  return [
    {
      id: 'target',
      name: target.label,
      type: 'line',
      silent: true,
      data: target.points.map(({ time, value }) => [time, value]),
      symbol: 'none',
      lineStyle: { color: colours.muted, width: 1.25, type: [5, 4] },
      z: 1,
      endLabel: {
        show: true,
        formatter: target.label,
        color: colours.muted,
        fontSize: SMALL,
        distance: 8,
        offset: [0, shifts.get('target') ?? 0],
      },
      emphasis: { disabled: true },
    },
  ];
}

/** Carries the vertical lines: the shown time and where definitions changed. */
function markSeries(
  { current, breaks = [] }: TrendContent,
  { colours }: TrendLook,
): LineSeriesOption {
  const now = current === undefined ? [] : [{ time: current, label: '' }];
  const line = (dashed: boolean) => ({
    color: dashed ? colours.muted : colours.accent,
    width: 1,
    type: dashed ? [2, 3] : ('solid' as const),
    opacity: dashed ? 1 : 0.55,
  });
  return {
    id: 'marks',
    type: 'line',
    data: [],
    silent: true,
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      data: [
        ...now.map(({ time }) => ({ xAxis: time, lineStyle: line(false), label: { show: false } })),
        ...breaks.map(({ time, label }) => ({
          xAxis: time,
          lineStyle: line(true),
          label: { show: true, formatter: label, color: colours.muted, fontSize: 11 },
        })),
      ],
    },
  };
}

/** Shifts of the labels at line ends, from where the axis puts the last values. */
function shiftsOf(content: TrendContent, axis: ValueAxis, height: number): Map<string, number> {
  const plot = Math.max(0, height - MARGINS.top - MARGINS.bottom);
  const y = (value: number) => ((axis.max - value) / (axis.max - axis.min)) * plot;
  const labels = content.series.flatMap((series) => {
    const value = lastValue(series);
    return value === undefined ? [] : [{ id: series.id, y: y(value) }];
  });
  const target = content.target?.points.at(-1)?.value;
  if (target !== undefined) labels.push({ id: 'target', y: y(target) });
  return endLabelShifts(labels);
}

/** Room to the right for the longest label: Hangul takes about an em, the rest six tenths. */
function labelRoom(content: TrendContent, width: number): number {
  const texts = content.series.map((series) => endText(series, content.decimals));
  if (content.target !== undefined) texts.push(content.target.label);
  const widths = texts.map((text) =>
    [...text].reduce((sum, letter) => sum + (/[가-힣]/.test(letter) ? 1 : 0.6) * SMALL, 0),
  );
  return Math.min(Math.max(24, ...widths) + 14, width * 0.4);
}

function yearOf(time: number): string {
  return `${new Date(time).getUTCFullYear()}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** The tooltip of one time: its name, then a line per series. */
function tooltipHtml(content: TrendContent, look: TrendLook, time: number): string {
  const rows = readingsAt(content, time).map(({ series, text }) => {
    const dot = `<span style="color:${colourOf(series, look)}">●</span>`;
    return `<div>${dot} ${escapeHtml(series.name)} <b>${escapeHtml(text)}</b></div>`;
  });
  return `<div>${escapeHtml(content.formatTime(time))}</div>${rows.join('')}`;
}

function tooltip(content: TrendContent, look: TrendLook): TooltipComponentOption {
  const { colours } = look;
  return {
    trigger: 'axis',
    confine: true,
    transitionDuration: 0,
    backgroundColor: colours.raised,
    borderColor: colours.border,
    textStyle: { color: colours.text, fontSize: 13, fontFamily: colours.font },
    axisPointer: { type: 'line', lineStyle: { color: colours.muted, type: 'solid', width: 1 } },
    formatter: (params) => {
      const first = Array.isArray(params) ? params[0] : params;
      const value: unknown = first?.value;
      const time: unknown = Array.isArray(value) ? value[0] : undefined;
      return typeof time === 'number' ? tooltipHtml(content, look, time) : '';
    },
  };
}

/** Years over long spans, the period's own name over short ones. */
function timeAxis(
  content: TrendContent,
  { colours }: TrendLook,
): NonNullable<TrendOption['xAxis']> {
  const times = trendTimes(content);
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const long = span > 2 * YEAR;
  const named = content.formatTick ?? content.formatTime;
  return {
    type: 'time',
    axisLine: { lineStyle: { color: colours.border } },
    axisTick: { show: false },
    splitLine: { show: false },
    minInterval: long ? YEAR : 0,
    axisLabel: {
      color: colours.muted,
      fontSize: SMALL,
      hideOverlap: true,
      formatter: (time: number) => (long ? yearOf(time) : named(time)),
    },
  };
}

/** A trend as ECharts draws it: pure, so that it can be read and tested without a browser. */
export function trendOption(content: TrendContent, look: TrendLook): TrendOption {
  const { colours, width, height } = look;
  const axis = valueAxis(content);
  const placed: Placed = { ...look, shifts: shiftsOf(content, axis, height) };
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: colours.font },
    grid: {
      left: 8,
      top: MARGINS.top,
      bottom: MARGINS.bottom,
      right: labelRoom(content, width),
    },
    tooltip: tooltip(content, look),
    xAxis: timeAxis(content, look),
    yAxis: {
      type: 'value',
      ...axis,
      axisLabel: {
        color: colours.muted,
        fontSize: SMALL,
        formatter: (value: number) => formatAxisNumber(value, content.locale),
      },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    series: [
      markSeries(content, look),
      ...targetSeries(content, placed),
      ...content.series.map((series) => lineSeries(series, content, placed)),
    ],
  };
}
