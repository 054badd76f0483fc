import type { ReactNode } from 'react';
import styles from './card.module.css';
import { cx } from './cx.ts';

export interface SelectableCardProps {
  children: ReactNode;
  className?: string;
  selected: boolean;
  onSelect: () => void;
}

/** A card that is chosen as a whole; its content must hold no other controls (use spans). */
export function SelectableCard(props: SelectableCardProps) {
  const { selected, onSelect, children, className } = props;
  return (
    <button
      type="button"
      className={cx(styles.card, selected && styles.selected, className)}
      aria-pressed={selected}
      onClick={onSelect}
    >
      {children}
    </button>
  );
}
