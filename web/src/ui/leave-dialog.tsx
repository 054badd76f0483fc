import { useMessages } from '../i18n/locale-context.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Asks before a page with unsaved changes is left. */
export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { leave } = useMessages().ui;
  return (
    <Dialog
      open
      title={leave.title}
      onClose={onStay}
      footer={
        <>
          <Button onClick={onLeave}>{leave.go}</Button>
          <Button variant="primary" onClick={onStay}>
            {leave.stay}
          </Button>
        </>
      }
    >
      <p>{leave.reason}</p>
    </Dialog>
  );
}
