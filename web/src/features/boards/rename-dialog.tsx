import type { Board } from '@bada/shared';
import { type FormEvent, useId, useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useBoardChanges } from './use-board-changes.ts';

/** Asks for a board's new name; an error stays beside the field. */
export function RenameDialog({ board, onClose }: { board: Board; onClose: () => void }) {
  const locale = useLocale();
  const { boards } = useMessages();
  const [title, setTitle] = useState(board.title);
  const { rename, refresh } = useBoardChanges();
  const formId = useId();
  const empty = title.trim() === '' ? boards.nameMissing : undefined;
  const error = empty ?? (rename.error ? failureOf(rename.error, locale).message : undefined);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!empty)
      rename.mutate({ board, title: title.trim() }, { onSuccess: onClose, onError: refresh });
  }
  return (
    <Dialog
      open
      title={boards.renameTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{boards.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={rename.isPending}>
            {boards.keep}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label={boards.nameLabel}
          value={title}
          onChange={setTitle}
          maxLength={120}
          {...(error === undefined ? {} : { error })}
        />
      </form>
    </Dialog>
  );
}
