import type { Board } from '@bada/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BOARDS_KEY, deleteBoard, restoreBoard, updateBoard } from '../../api/boards.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';

/** Changes to boards; each is confirmed, and a deletion can be undone. */
export function useBoardChanges() {
  const client = useQueryClient();
  const { boards } = useMessages();
  const confirm = useApp((state) => state.confirm);
  const refresh = () => client.invalidateQueries({ queryKey: BOARDS_KEY });
  const restore = useMutation({
    mutationFn: restoreBoard,
    onSuccess: async (board) => {
      await refresh();
      confirm(boards.restored(board.title));
    },
  });
  const remove = useMutation({
    mutationFn: deleteBoard,
    onSuccess: (_, board) => confirm(boards.removed(board.title), () => restore.mutate(board)),
    onSettled: refresh,
  });
  const rename = useMutation({
    mutationFn: ({ board, title }: { board: Board; title: string }) =>
      updateBoard(board, { title, tiles: board.tiles }),
    onSuccess: async (board) => {
      await refresh();
      confirm(boards.renamed(board.title));
    },
  });
  return { remove, rename, restore, refresh };
}
