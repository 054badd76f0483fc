import type { ColumnProfile, NodeColumn } from '@bada/shared/catalogue';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { cellText } from './cell-text.ts';
import styles from './column-spread.module.css';

type Bins = Extract<ColumnProfile['spread'], { kind: 'histogram' }>['bins'];
type Top = Extract<ColumnProfile['spread'], { kind: 'top' }>;

const WIDTH = 160;
const HEIGHT = 40;
const SHOWN = 4;

function Histogram({ column, bins }: { column: NodeColumn; bins: Bins }) {
  const locale = useLocale();
  const words = useMessages().dataset;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const peak = bins.find(({ count }) => count === most);
  const text = (value: number | undefined) =>
    cellText(value === undefined ? null : Number(value.toPrecision(4)), column, locale);
  const width = WIDTH / Math.max(1, bins.length);
  return (
    <span className={styles.box}>
      <span className="sr-only">
        {words.histogram(
          column.title[locale],
          text(bins[0]?.from),
          text(bins.at(-1)?.to),
          text(peak?.from),
        )}
      </span>
      <svg aria-hidden="true" width={WIDTH} height={HEIGHT} className={styles.histogram}>
        {bins.map(({ from, count }, at) => {
          // A bin that holds something stays visible however few that is.
          const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (HEIGHT - 1));
          return (
            <rect
              key={from}
              x={at * width}
              y={HEIGHT - 1 - height}
              width={Math.max(1, width - 1)}
              height={height}
            />
          );
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      </svg>
    </span>
  );
}

function TopValues({ column, top }: { column: NodeColumn; top: Top }) {
  const locale = useLocale();
  const words = useMessages().dataset;
  const shown = top.values.slice(0, SHOWN);
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const rest = top.values.slice(SHOWN).reduce((sum, { count }) => sum + count, top.others);
  return (
    <ul className={styles.top}>
      {shown.map(({ value, count }) => (
        <li key={value}>
          <span className={styles.value}>{cellText(value, column, locale)}</span>
          <span
            aria-hidden="true"
            className={styles.bar}
            style={{ width: `${(count / most) * 48}px` }}
          />
          <span className={styles.count}>{formatNumber(count)}</span>
        </li>
      ))}
      {rest > 0 && <li className={styles.count}>{words.others(formatNumber(rest))}</li>}
    </ul>
  );
}

/** How a column's values are spread, small: a histogram of numbers, else the most frequent values. */
export function ColumnSpread({ profile, column }: { profile: ColumnProfile; column: NodeColumn }) {
  const { spread } = profile;
  return spread.kind === 'histogram' ? (
    <Histogram column={column} bins={spread.bins} />
  ) : (
    <TopValues column={column} top={spread} />
  );
}
