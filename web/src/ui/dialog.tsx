import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useMessages } from '../i18n/locale-context.tsx';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';
import { CloseIcon } from './icons.tsx';

export interface DialogProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the bottom, the most likely one last. */
  footer?: ReactNode;
}

interface PanelProps extends DialogProps {
  variant: 'dialog' | 'drawer';
}

/**
 * The native modal dialog: it keeps the focus inside, gives it back when closed,
 * and closes on Escape.
 */
function Panel({ open, title, onClose, children, footer, variant }: PanelProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { ui } = useMessages();

  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);

  function closeOnBackdrop(event: MouseEvent<HTMLDialogElement>) {
    if (event.target === event.currentTarget) onClose();
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own key for the backdrop's click
    <dialog
      ref={ref}
      className={cx(styles.dialog, variant === 'drawer' && styles.drawer)}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={closeOnBackdrop}
    >
      {open && (
        <div className={styles.frame}>
          <header className={styles.head}>
            <h2 id={titleId} className={styles.title}>
              {title}
            </h2>
            <IconButton variant="quiet" label={ui.close} icon={<CloseIcon />} onClick={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <footer className={styles.foot}>{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}

/** A window in the middle for one short task. */
export function Dialog(props: DialogProps) {
  return <Panel {...props} variant="dialog" />;
}

/** A sheet at the right edge for reading beside the page. */
export function Drawer(props: DialogProps) {
  return <Panel {...props} variant="drawer" />;
}
