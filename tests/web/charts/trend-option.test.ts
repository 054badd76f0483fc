import { endLabelShifts } from '@bada/web/src/charts/end-labels.ts';
import { trendOption } from '@bada/web/src/charts/trend-option.ts';
import type { TrendContent } from '@bada/web/src/charts/trend-props.ts';
import { readingSentence, trendTimes } from '@bada/web/src/charts/trend-reading.ts';
import { valueAxis } from '@bada/web/src/charts/value-axis.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const T = [Date.UTC(2012, 2, 1), Date.UTC(2018, 4, 1), Date.UTC(2023, 0, 1)] as const;

const content: TrendContent = {
  series: [
    {
      id: '26',
      name: '부산',
      role: 'city',
      points: [
        { time: T[0], value: 12.2 },
        { time: T[1], value: null },
        { time: T[2], value: 21.58, provisional: true },
      ],
    },
    {
      id: '26350',
      name: '<해운대구>',
      role: 'selected',
      points: [{ time: T[2], value: 19.82 }],
    },
    { id: '26710', name: '기장군', role: 'other', colourIndex: 15, points: [] },
  ],
  decimals: 1,
  unit: '%',
  locale: 'ko',
  target: { label: '목표 21.0%', points: T.map((time) => ({ time, value: 21 })) },
  current: T[2],
  breaks: [{ time: T[1], label: '기준 변경' }],
  formatTime: (time) => `${new Date(time).getUTCFullYear()}년`,
};

const colours = {
  surface: '#ffffff',
  raised: '#ffffff',
  text: '#000000',
  muted: '#666666',
  border: '#dddddd',
  accent: '#0b50d0',
  city: '#33363d',
  grid: '#eeeeee',
  sea: '#f7f9fb',
  landLine: '#ffffff',
  hatch: '#888888',
  hatchGround: '#ffffff',
  focus: '#256ef4',
  font: 'sans-serif',
};

function drawn(change: Partial<TrendContent> = {}) {
  const look = { theme: 'light', colours, width: 400, height: 256 } as const;
  const option = trendOption({ ...content, ...change }, look);
  const list = Array.isArray(option.series) ? option.series : [];
  return { option, byId: new Map(list.map((series) => [series.id, series])) };
}

test('the city is grey, the selection the accent, others keep their own colour and form', () => {
  const { byId } = drawn();
  expect(byId.get('26')).toMatchObject({ lineStyle: { color: colours.city } });
  expect(byId.get('26350')).toMatchObject({ lineStyle: { color: colours.accent } });
  expect(byId.get('26710')).toMatchObject({ symbol: 'rect' });
});

test('missing values break the line and provisional ones are hollow', () => {
  expect(drawn().byId.get('26')).toMatchObject({
    connectNulls: false,
    data: [
      { value: [T[0], 12.2] },
      { value: [T[1], '-'] },
      { value: [T[2], 21.58], itemStyle: { color: colours.surface } },
    ],
  });
});

test('no line joins the figures before a break with those from it on', () => {
  const points = T.map((time, at) => ({ time, value: at + 1 }));
  const series = [{ id: '26', name: '부산', role: 'city' as const, points }];
  const joined = drawn({ series, breaks: [] }).byId.get('26');
  expect(joined).toMatchObject({
    data: points.map(({ time, value }) => ({ value: [time, value] })),
  });
  const [first = 0, second = 0, third = 0] = T;
  const cut = drawn({ series, breaks: [{ time: second, label: '기준 변경' }] }).byId.get('26');
  expect(cut).toMatchObject({
    data: [
      { value: [first, 1] },
      { value: [(first + second) / 2, '-'] },
      { value: [second, 2] },
      { value: [third, 3] },
    ],
  });
});

test('lines are named at their end with the last value', () => {
  expect(drawn().byId.get('26')).toMatchObject({ endLabel: { formatter: '부산 21.6' } });
});

test('the target is dashed and carries its name', () => {
  const target = drawn().byId.get('target');
  expect(target).toMatchObject({ endLabel: { formatter: '목표 21.0%' } });
  expect(target).toMatchObject({ lineStyle: { type: [5, 4] } });
});

test('shown time and changes of definition are marked', () => {
  const marks = drawn().byId.get('marks');
  expect(marks).toMatchObject({
    markLine: { data: [{ xAxis: T[2] }, { xAxis: T[1], label: { formatter: '기준 변경' } }] },
  });
});

test('the axis starts at zero unless told', () => {
  expect(valueAxis(content)).toEqual({ min: 0, max: 30, interval: 10 });
  expect(valueAxis({ ...content, fromZero: false }).min).toBe(10);
  expect(valueAxis({ ...content, series: [], fromZero: false })).toMatchObject({ min: 20 });
});

test('the axis holds every value', () => {
  // No source holds more than six decimals.
  const value = fc.integer({ min: -1e13, max: 1e13 }).map((millionths) => millionths / 1e6);
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), fc.boolean(), (values, fromZero) => {
      const points = values.map((each, time) => ({ time, value: each }));
      const axis = valueAxis({
        series: [{ id: 'a', name: 'a', role: 'city', points }],
        decimals: 0,
        unit: '',
        locale: 'ko',
        formatTime: String,
        fromZero,
      });
      expect(axis.min).toBeLessThanOrEqual(Math.min(...values));
      expect(axis.max).toBeGreaterThanOrEqual(Math.max(...values));
      expect(axis.max).toBeGreaterThan(axis.min);
    }),
  );
});

test('a short axis tells times in its own words where there are some', () => {
  const hours = [0, 1].map((hour) => ({ time: Date.UTC(2024, 2, 1, hour), value: 1 }));
  const series = [{ id: '26', name: '부산', role: 'city' as const, points: hours }];
  const labelOf = (change: Partial<TrendContent>): unknown => {
    const { xAxis } = drawn({ series, ...change }).option;
    const axis = Array.isArray(xAxis) ? xAxis[0] : xAxis;
    const formatter: unknown = axis?.axisLabel?.formatter;
    return typeof formatter === 'function' ? formatter(hours[1]?.time) : undefined;
  };
  expect(labelOf({ formatTick: () => '01:00' })).toBe('01:00');
  expect(labelOf({ formatTime: () => '1시' })).toBe('1시');
  expect(labelOf({ series: content.series, formatTick: () => '01:00' })).toBe('2024');
});

test('tooltip texts are escaped and values keep their unit', () => {
  const { option } = drawn();
  const tooltip = Array.isArray(option.tooltip) ? option.tooltip[0] : option.tooltip;
  const formatter: unknown = tooltip?.formatter;
  const html: unknown =
    typeof formatter === 'function' ? formatter([{ value: [T[2], 1] }]) : undefined;
  expect(html).toContain('21.6%');
  expect(html).toContain('&#60;해운대구&#62;');
  expect(html).not.toContain('<해운대구>');
});

test('a date can be read as a sentence', () => {
  expect(trendTimes(content)).toEqual([...T]);
  expect(readingSentence(content, T[1])).toBe('2018년: 부산 -');
});

test('labels at line ends never overlap and keep their order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 9 }), (ys) => {
      const labels = ys.map((y, index) => ({ id: `${index}`, y }));
      const shifts = endLabelShifts(labels);
      const placed = labels.map(({ id, y }) => y + (shifts.get(id) ?? 0)).sort((a, b) => a - b);
      for (let i = 1; i < placed.length; i += 1) {
        expect((placed[i] ?? 0) - (placed[i - 1] ?? 0)).toBeGreaterThan(14.99);
      }
    }),
  );
});
