import { useEffect, useState } from 'react';
import { useMessages } from '../i18n/locale-context.tsx';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { CloseIcon, UndoIcon } from './icons.tsx';
import styles from './toast.module.css';

/** A confirmation of something done; errors stand where they happened, never here. */
export interface Toast {
  id: string;
  message: string;
  undo?: () => void;
}

export interface ToastRegionProps {
  toasts: readonly Toast[];
  onDismiss: (id: string) => void;
  /** How long a toast stays, in ms; it waits while pointed at or focused. */
  duration?: number;
}

interface ToastItemProps {
  toast: Toast;
  duration: number;
  onDismiss: (id: string) => void;
}

function ToastItem({ toast, duration, onDismiss }: ToastItemProps) {
  const { ui } = useMessages();
  const [held, setHeld] = useState(false);
  const { id, undo } = toast;

  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => onDismiss(id), duration);
    return () => clearTimeout(timer);
  }, [held, id, duration, onDismiss]);

  return (
    <li
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.message}</span>
      {undo !== undefined && (
        <Button
          className={styles.action}
          icon={<UndoIcon size={16} />}
          onClick={() => {
            undo();
            onDismiss(id);
          }}
        >
          {ui.undo}
        </Button>
      )}
      <IconButton
        className={cx(styles.action, styles.close)}
        label={ui.dismiss}
        icon={<CloseIcon size={16} />}
        onClick={() => onDismiss(id)}
      />
    </li>
  );
}

/** Where confirmations appear; mount it once, empty or not, so that additions are read aloud. */
export function ToastRegion({ toasts, onDismiss, duration = 8000 }: ToastRegionProps) {
  const { ui } = useMessages();
  return (
    <section aria-label={ui.notifications} aria-live="polite">
      <ul className={styles.region}>
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} duration={duration} onDismiss={onDismiss} />
        ))}
      </ul>
    </section>
  );
}
