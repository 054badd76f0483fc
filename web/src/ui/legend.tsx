import { useMessages } from '../i18n/locale-context.tsx';
import { cx } from './cx.ts';
import styles from './legend.module.css';
import patterns from './patterns.module.css';

export interface LegendClass {
  colour: string;
  /** The class's bounds, e.g. `20–22`. */
  label: string;
  /** Number of districts in the class. */
  count: number;
}

export interface LegendProps {
  label: string;
  classes: readonly LegendClass[];
  /** Number of districts without a value; no entry when 0. */
  missing?: number;
  /** Number of districts whose value is withheld; no entry when 0. */
  suppressed?: number;
}

interface EntryProps {
  label: string;
  count: number;
  colour?: string;
  pattern?: 'missing' | 'suppressed';
}

function Entry({ label, count, colour, pattern }: EntryProps) {
  const { ui } = useMessages();
  return (
    <li className={styles.item}>
      <span
        aria-hidden="true"
        className={cx(styles.swatch, pattern !== undefined && patterns[pattern])}
        style={colour === undefined ? undefined : { background: colour }}
      />
      <span>{label}</span>
      <span className={styles.count}>
        <span aria-hidden="true">{count}</span>
        <span className="sr-only">{ui.districts(count)}</span>
      </span>
    </li>
  );
}

/** The classes of a map or tile grid with their bounds and how many districts fall in each. */
export function Legend({ label, classes, missing = 0, suppressed = 0 }: LegendProps) {
  const { ui } = useMessages();
  return (
    <ul className={styles.legend} aria-label={label}>
      {classes.map((entry) => (
        <Entry key={entry.label} label={entry.label} count={entry.count} colour={entry.colour} />
      ))}
      {missing > 0 && <Entry label={ui.missing} count={missing} pattern="missing" />}
      {suppressed > 0 && <Entry label={ui.suppressed} count={suppressed} pattern="suppressed" />}
    </ul>
  );
}
