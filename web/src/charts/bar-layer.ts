/** What a layer of bars draws: a column of results as it comes, read without objects. */
export interface BarColumn {
  readonly values: Float64Array;
  /** First and last position (exclusive) that are drawn, e.g. to leave out missing values. */
  readonly from: number;
  readonly to: number;
  /** Value of the full height, > 0. */
  readonly top: number;
}

/** Bars on a canvas of their own, for the frames of a brush: no layout, no animation, one path. */
export class BarLayer {
  readonly #context: CanvasRenderingContext2D;
  readonly #canvas: HTMLCanvasElement;

  /** @throws Error when the browser gives no canvas */
  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas to draw on');
    this.#canvas = canvas;
    this.#context = context;
  }

  /** Replaces what is drawn; what is missing leaves a gap. */
  draw({ values, from, to, top }: BarColumn, colour: string): void {
    const { width, height } = this.#canvas;
    const room = width / Math.max(to - from, 1);
    const gap = room > 3 ? 1 : 0;
    this.#context.clearRect(0, 0, width, height);
    this.#context.fillStyle = colour;
    this.#context.beginPath();
    for (let at = from; at < to; at++) {
      const value = values[at] ?? Number.NaN;
      if (!(value > 0)) continue;
      const tall = (Math.min(value, top) / top) * height;
      this.#context.rect((at - from) * room, height - tall, room - gap, tall);
    }
    this.#context.fill();
  }
}
