import styles from './sparkline.module.css';
import { type SparkPoint, sparkShape } from './sparkline-path.ts';

export interface SparklineProps {
  /** Sorted by time. */
  points: readonly SparkPoint[];
  target?: number;
  /** Times (ms) before which the line is broken. */
  breaks?: readonly number[];
  width?: number;
  height?: number;
  /** One sentence that says what the line shows. */
  label: string;
}

/** A line without axes: where it comes from and where it is now. */
export function Sparkline(props: SparklineProps) {
  const { points, target, breaks = [], width = 160, height = 40, label } = props;
  const box = { width, height, breaks, ...(target === undefined ? {} : { target }) };
  const shape = sparkShape(points, box);
  return (
    <span className={styles.box}>
      <span className="sr-only">{label}</span>
      <svg
        aria-hidden="true"
        width="100%"
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="xMinYMid meet"
      >
        {shape.targetY !== undefined && (
          <line className={styles.target} x1={0} x2={width} y1={shape.targetY} y2={shape.targetY} />
        )}
        <path className={styles.line} d={shape.path} />
        {shape.dots.map((dot) => (
          <circle
            key={dot.x}
            className={dot.provisional ? styles.hollow : styles.dot}
            cx={dot.x}
            cy={dot.y}
            r={dot.provisional ? 2.5 : 3}
          />
        ))}
      </svg>
    </span>
  );
}
