import type { ReactNode } from 'react';
import styles from './card.module.css';
import { cx } from './cx.ts';

export interface CardProps {
  children: ReactNode;
  className?: string;
}

/** A plain surface that groups what belongs together. */
export function Card({ children, className }: CardProps) {
  return <div className={cx(styles.card, className)}>{children}</div>;
}

export interface SelectableCardProps extends CardProps {
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
