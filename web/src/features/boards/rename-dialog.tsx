import type { Board } from '@bada/shared';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { NameDialog } from '../../ui/name-dialog.tsx';
import { useBoardChanges } from './use-board-changes.ts';

/** Asks for a board's new name. */
export function RenameDialog({ board, onClose }: { board: Board; onClose: () => void }) {
  const locale = useLocale();
  const { boards } = useMessages();
  const { rename, refresh } = useBoardChanges();
  const ends = { onSuccess: onClose, onError: refresh };
  return (
    <NameDialog
      title={boards.renameTitle}
      name={board.title}
      error={rename.error ? failureOf(rename.error, locale).message : undefined}
      busy={rename.isPending}
      onName={(title) => rename.mutate({ board, title }, ends)}
      onClose={onClose}
    />
  );
}
