import type { ReactNode } from 'react';
import { useMessages } from '../i18n/locale-context.tsx';
import styles from './badge.module.css';
import { cx } from './cx.ts';

export interface BadgeProps {
  children: ReactNode;
  tone?: 'neutral' | 'sample' | 'info' | 'good' | 'caution' | 'warning';
  /** Explanation shown on hover; say it in the text too where it matters. */
  title?: string;
}

/** A short remark set beside what it is about. */
export function Badge({ children, tone = 'neutral', title }: BadgeProps) {
  return (
    <span className={cx(styles.badge, tone !== 'neutral' && styles[tone])} title={title}>
      {children}
    </span>
  );
}

/** Marks figures, targets and departments that are not the city's own. */
export function SampleBadge() {
  const { ui } = useMessages();
  return (
    <Badge tone="sample" title={ui.sampleHint}>
      {ui.sample}
    </Badge>
  );
}
