import type { CSSProperties, ReactNode } from 'react';
import { useMessages } from '../i18n/locale-context.tsx';
import { Button } from './button.tsx';
import { InfoIcon } from './icons.tsx';
import styles from './states.module.css';

export interface SkeletonProps {
  width?: CSSProperties['width'];
  height?: CSSProperties['height'];
}

/** A grey stand-in with the size of what follows; announce loading on the surrounding region. */
export function Skeleton({ width = '100%', height = '1em' }: SkeletonProps) {
  return <span aria-hidden="true" className={styles.skeleton} style={{ width, height }} />;
}

export interface EmptyStateProps {
  title: string;
  /** The whole page is this state, so its title is the page's heading. */
  isPage?: boolean;
  /** Why there is nothing, and what would change that. */
  reason?: string;
  action?: ReactNode;
}

export function EmptyState({ title, isPage = false, reason, action }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={styles.state}>
      <Title className={styles.title}>{title}</Title>
      {reason !== undefined && <p className={styles.text}>{reason}</p>}
      {action}
    </div>
  );
}

export interface ErrorStateProps {
  /** What happened, to what, and what to do, in the reader's language. */
  message: string;
  title?: string;
  /** What failed, for a title where none is given: loading something, saving it, or another act. */
  of?: 'load' | 'save' | 'act';
  /** To quote to whoever helps. */
  code?: string;
  onRetry?: () => void;
}

/** Stands where the thing should have been, and is read aloud at once. */
export function ErrorState({ message, title, of = 'load', code, onRetry }: ErrorStateProps) {
  const { ui } = useMessages();
  return (
    <div role="alert" className={styles.state}>
      <span className={styles.errorIcon}>
        <InfoIcon size={24} />
      </span>
      <p className={styles.title}>{title ?? ui.errorTitles[of]}</p>
      <p className={styles.text}>{message}</p>
      {code !== undefined && <p className={styles.code}>{ui.errorCode(code)}</p>}
      {onRetry !== undefined && <Button onClick={onRetry}>{ui.retry}</Button>}
    </div>
  );
}

/** Says above a page's content that it shows something else than what was asked for. */
export function Remark({ message, code }: { message: string; code: string }) {
  const { ui } = useMessages();
  return (
    <div role="status" className={styles.remark}>
      <InfoIcon size={18} />
      <p>
        {message} <span className={styles.code}>{ui.errorCode(code)}</span>
      </p>
    </div>
  );
}
