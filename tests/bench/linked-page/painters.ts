import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import districtsText from '../../../data/sources/districts/districts.geojson?raw';
import { BarLayer } from '../../../web/src/charts/bar-layer.ts';
import { DistrictMapHost } from '../../../web/src/map/district-map-host.ts';
import type { DistrictCollection } from '../../../web/src/map/geometry.ts';
import '../../../web/src/ui/tokens.css';

/** What the product's brush can be painted with: its canvas layer, that and the district map, or ECharts. */
export type PainterName = 'canvas' | 'map' | 'echarts';

/** Values of one view by its slot; the first and the last are what lies outside. */
export type ViewValues = (view: string) => Float64Array;

/** Draws three views anew. */
export interface Painter {
  /** Resolves when what was drawn is handed to the frame. */
  paint(values: ViewValues): void | Promise<void>;
}

const VIEWS = ['hours', 'kinds', 'places'];
const COLOURS = ['#dbe7fd', '#a9c8fb', '#6b9df5', '#256ef4', '#0b50d0'];

function box(height: number): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = `width: 365px; height: ${height}px`;
  document.body.append(element);
  return element;
}

function topOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value || 0), 1);
}

function canvasPainter(): Painter {
  const layers = VIEWS.map((view) => {
    const canvas = document.createElement('canvas');
    canvas.width = 365;
    canvas.height = 120;
    document.body.append(canvas);
    return { view, layer: new BarLayer(canvas) };
  });
  return {
    paint(valuesOf) {
      for (const { view, layer } of layers) {
        const values = valuesOf(view);
        layer.draw({ values, from: 1, to: values.length - 1, top: topOf(values) }, '#256ef4');
      }
    },
  };
}

function echartsPainter(): Painter {
  use([BarChart, GridComponent, CanvasRenderer]);
  const charts = VIEWS.map((view) => {
    const chart = init(box(120));
    chart.setOption({
      animation: false,
      grid: { left: 0, right: 0, top: 0, bottom: 0 },
      xAxis: { type: 'category', show: false },
      yAxis: { type: 'value', show: false },
      series: [{ type: 'bar', data: [] }],
    });
    return { view, chart };
  });
  return {
    paint(valuesOf) {
      for (const { view, chart } of charts) {
        const data = Array.from(valuesOf(view).subarray(1, -1));
        chart.setOption({ series: [{ data }] });
        // In this frame and not in the next.
        chart.getZr().flush();
      }
    },
  };
}

function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/** The product's map, coloured by rides of each place. */
async function openMap(): Promise<(values: Float64Array) => void> {
  const districts: DistrictCollection = JSON.parse(districtsText);
  const element = box(400);
  const { promise, resolve } = Promise.withResolvers<void>();
  const ignore = () => undefined;
  const map = new DistrictMapHost(element, {
    districts,
    classColours: COLOURS,
    locale: 'ko',
    gestures: { ctrlZoom: '', cmdZoom: '', twoFingers: '' },
    events: { onSelect: ignore, onPoint: ignore, onMove: ignore, onReady: resolve },
  });
  await promise;
  const places = districts.features.map(({ properties }) => properties.place);
  const plain = { pattern: 'none', selected: false, focused: false, hovered: false } as const;
  return (values) => {
    const sums = values.subarray(1, -1);
    const [least, most] = [Math.min(...sums), Math.max(...sums)];
    const step = Math.max((most - least) / COLOURS.length, 1e-9);
    const classOf = (at: number) =>
      Math.min(Math.floor(((sums[at] ?? least) - least) / step), COLOURS.length - 1);
    map.setStates(new Map(places.map((place, at) => [place, { ...plain, cls: classOf(at) }])));
  };
}

async function mapPainter(): Promise<Painter> {
  const bars = canvasPainter();
  const recolour = await openMap();
  return {
    async paint(valuesOf) {
      await bars.paint(valuesOf);
      recolour(valuesOf('places'));
      // The map draws in the frame after.
      await frame();
    },
  };
}

/** Puts three views into the page. */
export async function openPainter(name: PainterName): Promise<Painter> {
  switch (name) {
    case 'canvas':
      return canvasPainter();
    case 'map':
      return mapPainter();
    case 'echarts':
      return echartsPainter();
  }
}
