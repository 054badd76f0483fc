import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { BOARDS_KEY, createBoard } from '../../api/boards.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { encodeView } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SaveIcon } from '../../ui/icons.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Keeps the view with the indicator that is shown, chosen or not. */
function useSave(indicator: string, onSaved: () => void) {
  const client = useQueryClient();
  const view = useApp((state) => state.view);
  const { boards } = useMessages();
  const confirm = useApp((state) => state.confirm);
  return useMutation({
    mutationFn: (title: string) =>
      createBoard({
        title,
        tiles: [{ kind: 'view', path: '/', search: encodeView({ ...view, indicator }) }],
      }),
    onSuccess: async (board) => {
      await client.invalidateQueries({ queryKey: BOARDS_KEY });
      confirm(boards.saved(board.title));
      onSaved();
    },
  });
}

interface SaveProps {
  readonly indicator: string;
  readonly suggestion: string;
}

function SaveForm({ indicator, suggestion, onClose }: SaveProps & { onClose: () => void }) {
  const locale = useLocale();
  const { boards } = useMessages();
  const [title, setTitle] = useState(suggestion);
  const [asked, setAsked] = useState(false);
  const save = useSave(indicator, onClose);
  const formId = useId();
  const missing = asked && title.trim() === '' ? boards.nameMissing : undefined;
  const error = missing ?? (save.error ? failureOf(save.error, locale).message : undefined);
  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (title.trim() !== '') save.mutate(title.trim());
  }
  return (
    <Dialog
      open
      title={boards.saveTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{boards.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={save.isPending}>
            {boards.keep}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label={boards.nameLabel}
          hint={boards.nameHint}
          value={title}
          onChange={setTitle}
          maxLength={120}
          {...(error === undefined ? {} : { error })}
        />
      </form>
    </Dialog>
  );
}

/** Keeps what is shown under a name. */
export function SaveView(props: SaveProps) {
  const { boards } = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<SaveIcon size={16} />} onClick={() => setOpen(true)}>
        {boards.save}
      </Button>
      {open && <SaveForm {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
