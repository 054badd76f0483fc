import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { TrendOption } from './trend-option.ts';

export interface ChartHostEvents {
  /** Painted for the first time. */
  onReady: () => void;
  /** The room changed: labels may want another option. */
  onResize: (width: number) => void;
}

/** Owns one ECharts instance: React mounts it, hands it options and destroys it. */
export class ChartHost {
  readonly #chart: ECharts;
  readonly #resizing: ResizeObserver;
  readonly #element: HTMLElement;
  #width: number;

  constructor(element: HTMLElement, { onReady, onResize }: ChartHostEvents) {
    use([LineChart, GridComponent, TooltipComponent, MarkLineComponent, SVGRenderer]);
    this.#element = element;
    this.#width = element.clientWidth;
    this.#chart = init(element, null, { renderer: 'svg' });
    const ready = () => {
      this.#chart.off('finished', ready);
      onReady();
    };
    this.#chart.on('finished', ready);
    this.#resizing = new ResizeObserver(() => {
      this.#chart.resize();
      if (element.clientWidth === this.#width) return;
      this.#width = element.clientWidth;
      onResize(this.#width);
    });
    this.#resizing.observe(element);
  }

  /** px */
  get width(): number {
    return this.#width;
  }

  /** px */
  get height(): number {
    return this.#element.clientHeight;
  }

  get element(): HTMLElement {
    return this.#element;
  }

  /** Replaces what is drawn. */
  setOption(option: TrendOption): void {
    this.#chart.setOption(option, { notMerge: true });
  }

  /** Shows the tooltip of a time, as a pointer would; `null` hides it. */
  point(time: number | null): void {
    if (time === null) {
      this.#chart.dispatchAction({ type: 'hideTip' });
      this.#chart.dispatchAction({ type: 'updateAxisPointer', currTrigger: 'leave' });
      return;
    }
    const x: unknown = this.#chart.convertToPixel({ xAxisIndex: 0 }, time);
    if (typeof x === 'number') this.#chart.dispatchAction({ type: 'showTip', x, y: 40 });
  }

  destroy(): void {
    this.#resizing.disconnect();
    this.#chart.dispose();
  }
}
