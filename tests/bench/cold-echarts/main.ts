import { LineChart, MapChart } from 'echarts/charts';
import { GridComponent, VisualMapComponent } from 'echarts/components';
import { init, registerMap, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { mark, openTwin, QUESTIONS, showKpi } from '../cold-peer.ts';

use([LineChart, MapChart, GridComponent, VisualMapComponent, CanvasRenderer]);

function show(id: 'chart' | 'map', option: object): Promise<void> {
  const element = document.getElementById(id);
  if (!element) throw new Error(`there is no #${id}`);
  const chart = init(element);
  const finished = new Promise<void>((resolve) => chart.on('finished', () => resolve()));
  chart.setOption({ animation: false, ...option });
  return finished.then(() => mark(id));
}

function trend(rows: unknown[][]): object {
  return {
    xAxis: { type: 'time' },
    yAxis: { type: 'value', scale: true },
    series: [{ type: 'line', data: rows.map(([period, value]) => [Number(period), value]) }],
  };
}

function districts(rows: unknown[][]): object {
  const data = rows.map(([place, value]) => ({ name: String(place), value: Number(value) }));
  const values = data.map(({ value }) => value);
  return {
    visualMap: { min: Math.min(...values), max: Math.max(...values) },
    series: [{ type: 'map', map: 'districts', nameProperty: 'place', data }],
  };
}

async function start(): Promise<void> {
  const shapes = fetch('/districts.geojson').then((response) => response.text());
  const { rows } = await openTwin();
  await showKpi(await rows(QUESTIONS.kpi));
  await show('chart', trend(await rows(QUESTIONS.trend)));
  registerMap('districts', await shapes);
  await show('map', districts(await rows(QUESTIONS.districts)));
}

await start();
