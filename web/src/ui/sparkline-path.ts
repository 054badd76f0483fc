export interface SparkPoint {
  /** Milliseconds since 1970; gaps in time are drawn in proportion. */
  time: number;
  /** `null` breaks the line. */
  value: number | null;
  provisional?: boolean;
}

export interface SparkBox {
  /** px */
  width: number;
  /** px */
  height: number;
  target?: number;
  /** Times before which the line is broken: what comes after means something else. */
  breaks?: readonly number[];
}

export interface SparkShape {
  /** SVG path; empty when no two neighbours have values. */
  path: string;
  dots: { x: number; y: number; provisional: boolean }[];
  /** Height of the target line, if there is one. */
  targetY: number | undefined;
}

const MARGIN = 4;

function scale(low: number, high: number, from: number, to: number) {
  const span = high - low;
  return (value: number) =>
    span === 0 ? (from + to) / 2 : from + ((value - low) / span) * (to - from);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Whether a point is joined with the one before it. */
function isJoined(points: readonly SparkPoint[], index: number, breaks: readonly number[]) {
  const [before, point] = [points[index - 1], points[index]];
  if (before?.value == null || point?.value == null) return false;
  return !breaks.some((time) => before.time < time && time <= point.time);
}

/** Dots stand where the eye needs them: the last value, lonely values and provisional ones. */
function needsDot(points: readonly SparkPoint[], index: number, breaks: readonly number[]) {
  const alone = !isJoined(points, index, breaks) && !isJoined(points, index + 1, breaks);
  const last = points.findLastIndex((point) => point.value !== null);
  return index === last || alone || points[index]?.provisional === true;
}

/** Places points (sorted by time) in the box; the y axis spans values and target, not zero. */
export function sparkShape(points: readonly SparkPoint[], box: SparkBox): SparkShape {
  const values = points.flatMap((point) => point.value ?? []);
  const bounds = box.target === undefined ? values : [...values, box.target];
  const times = points.map((point) => point.time);
  const x = scale(Math.min(...times), Math.max(...times), MARGIN, box.width - MARGIN);
  const y = scale(Math.min(...bounds), Math.max(...bounds), box.height - MARGIN, MARGIN);
  const { breaks = [] } = box;
  const shape: SparkShape = {
    path: '',
    dots: [],
    targetY: box.target === undefined || values.length === 0 ? undefined : round(y(box.target)),
  };
  points.forEach((point, index) => {
    if (point.value === null) return;
    const at = { x: round(x(point.time)), y: round(y(point.value)) };
    shape.path += `${isJoined(points, index, breaks) ? 'L' : 'M'}${at.x} ${at.y}`;
    if (needsDot(points, index, breaks)) {
      shape.dots.push({ ...at, provisional: point.provisional === true });
    }
  });
  return shape;
}
