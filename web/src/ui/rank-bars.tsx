import { useMessages } from '../i18n/locale-context.tsx';
import { cx } from './cx.ts';
import patterns from './patterns.module.css';
import { type Ranked, rankItems } from './rank.ts';
import styles from './rank-bars.module.css';
import { type RovingItem, useRoving } from './use-roving.ts';
import { type PlaceStatus, patternOf } from './value-status.ts';

export interface RankItem {
  id: string;
  name: string;
  value: number | null;
  /** The value as text; `-` when missing. */
  valueLabel: string;
  status?: PlaceStatus;
}

export interface RankBarsProps {
  label: string;
  /** In any order; sorted and ranked here. */
  items: readonly RankItem[];
  order?: 'desc' | 'asc';
  /** A value all bars are compared with, usually the city's. */
  reference?: { value: number; label: string };
  selected: readonly string[];
  onSelect: (id: string) => void;
  onClear?: () => void;
  onHover?: (id: string | null) => void;
}

/** Share of the track's width, 0–100, at which a value stands; the axis always holds zero. */
function axis(values: readonly number[]) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const span = high - low || 1;
  return (value: number) => ((value - low) / span) * 100;
}

interface BarProps {
  item: Ranked<RankItem>;
  at: (value: number) => number;
  reference: number | undefined;
}

function Bar({ item, at, reference }: BarProps) {
  const pattern = item.value === null ? patternOf(item.status ?? 'missing') : undefined;
  const [from, to] = [at(0), at(item.value ?? 0)];
  return (
    <span aria-hidden="true" className={styles.track}>
      {pattern === undefined ? (
        <span
          className={styles.bar}
          style={{ left: `${Math.min(from, to)}%`, width: `${Math.abs(to - from)}%` }}
        />
      ) : (
        <span className={cx(styles.none, patterns[pattern])} />
      )}
      {reference !== undefined && (
        <span className={styles.reference} style={{ left: `${at(reference)}%` }} />
      )}
    </span>
  );
}

interface RowProps extends BarProps {
  selected: boolean;
  roving: RovingItem;
  onSelect: (id: string) => void;
  onHover: ((id: string | null) => void) | undefined;
}

function Row({ item, selected, roving, onSelect, onHover, ...bar }: RowProps) {
  const { ui } = useMessages();
  return (
    <li className={styles.item}>
      <button
        type="button"
        {...roving}
        className={cx(styles.row, selected && styles.selected)}
        aria-pressed={selected}
        onClick={() => onSelect(item.id)}
        onPointerEnter={() => onHover?.(item.id)}
        onPointerLeave={() => onHover?.(null)}
      >
        <span className={styles.rank}>{item.rank ?? ''}</span>
        <span className={styles.name}>{item.name}</span>
        <Bar item={item} {...bar} />
        <span className={styles.value}>{item.valueLabel}</span>
        {item.value === null && (
          <span className="sr-only">{ui[patternOf(item.status ?? 'missing') ?? 'missing']}</span>
        )}
      </button>
    </li>
  );
}

/** A ranked list of bars from zero; each bar is a button, arrows walk them in rank order. */
export function RankBars(props: RankBarsProps) {
  const { label, items, order = 'desc', reference, selected, onSelect, onClear, onHover } = props;
  const ranked = rankItems(items, order);
  const values = ranked.flatMap((item) => item.value ?? []);
  const at = axis(reference === undefined ? values : [...values, reference.value]);
  const roving = useRoving({
    ids: ranked.map((item) => item.id),
    start: selected[0],
    onEscape: onClear,
  });
  return (
    <div className={styles.chart}>
      {reference !== undefined && (
        <p className={styles.head}>
          <span aria-hidden="true" className={styles.key} />
          {reference.label}
        </p>
      )}
      <ol className={styles.list} aria-label={label}>
        {ranked.map((item) => (
          <Row
            key={item.id}
            item={item}
            at={at}
            reference={reference?.value}
            selected={selected.includes(item.id)}
            roving={roving(item.id)}
            onSelect={onSelect}
            onHover={onHover}
          />
        ))}
      </ol>
    </div>
  );
}
