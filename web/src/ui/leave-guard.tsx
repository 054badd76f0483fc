import { useBlocker } from '@tanstack/react-router';
import { useMessages } from '../i18n/locale-context.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Asks before a page with unsaved changes is left. */
export function LeaveGuard({ isDirty }: { isDirty: () => boolean }) {
  const { leave } = useMessages().ui;
  const blocker = useBlocker({
    shouldBlockFn: isDirty,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Dialog
      open
      title={leave.title}
      onClose={blocker.reset}
      footer={
        <>
          <Button onClick={blocker.proceed}>{leave.go}</Button>
          <Button variant="primary" onClick={blocker.reset}>
            {leave.stay}
          </Button>
        </>
      }
    >
      <p>{leave.reason}</p>
    </Dialog>
  );
}
