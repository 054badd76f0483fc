import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { BOARDS_KEY, createBoard } from '../../api/boards.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { encodeView } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { SaveIcon } from '../../ui/icons.tsx';
import { NameDialog } from '../../ui/name-dialog.tsx';

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
  const save = useSave(indicator, onClose);
  return (
    <NameDialog
      title={boards.saveTitle}
      name={suggestion}
      hint={boards.nameHint}
      error={save.error ? failureOf(save.error, locale).message : undefined}
      busy={save.isPending}
      onName={(title) => save.mutate(title)}
      onClose={onClose}
    />
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
