import type { Clause } from '@bada/shared/linked';
import { formatNumber } from '../../i18n/format.ts';
import type { LinkedAxis } from './linked-axes.ts';
import type { LinkedBar } from './linked-bars.ts';
import styles from './linked-panel.module.css';

interface ValuesProps {
  axis: LinkedAxis;
  bars: readonly LinkedBar[];
  chosen: readonly (string | number)[];
  decimals: number;
  onEnter: () => void;
  onSelect: (clause: Clause) => void;
  onClear: () => void;
}

function share(value: number, most: number): string {
  return Number.isFinite(value) && most > 0 ? `${(Math.max(0, value) / most) * 100}%` : '0%';
}

/** Bars of the values of a column, each of which can be chosen, several together. */
export function LinkedValues(props: ValuesProps) {
  const { axis, bars, chosen, decimals, onEnter, onSelect, onClear } = props;
  const { name, role } = axis.column;
  const most = Math.max(
    0,
    ...bars.flatMap(({ now, whole }) => [now, whole].filter(Number.isFinite)),
  );
  function toggle(value: string | number) {
    const values = chosen.includes(value)
      ? chosen.filter((one) => one !== value)
      : [...chosen, value];
    const owner = { view: name, dimension: name };
    if (values.length === 0) onClear();
    else if (role === 'place') onSelect({ type: 'places', ...owner, values: values.map(String) });
    else onSelect({ type: 'points', ...owner, values });
  }
  return (
    <ul className={styles.values} onPointerEnter={onEnter} onFocus={onEnter}>
      {bars.map(({ slot, label, now, whole, value }) => {
        const isOut = chosen.length > 0 && (value === undefined || !chosen.includes(value));
        const text = Number.isFinite(now) ? formatNumber(now, decimals) : '-';
        const bar = (
          <>
            <span className={styles.valueName}>{label}</span>
            <span aria-hidden="true" className={styles.track}>
              <span className={styles.wholeBar} style={{ width: share(whole, most) }} />
              <span
                className={isOut ? styles.outBar : styles.nowBar}
                style={{ width: share(now, most) }}
              />
            </span>
            <span className={styles.valueCount}>{text}</span>
          </>
        );
        return (
          <li key={slot}>
            {value === undefined ? (
              <span className={styles.valueRow}>{bar}</span>
            ) : (
              <button
                type="button"
                className={styles.valueRow}
                aria-pressed={chosen.includes(value)}
                onClick={() => toggle(value)}
              >
                {bar}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
