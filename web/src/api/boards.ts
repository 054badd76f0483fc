import { Board, type BoardDraft, BoardPage } from '@bada/shared';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { jsonBody, send, sendJson } from './client.ts';

/** Key of everything that lists boards; invalidate it after a change. */
export const BOARDS_KEY = ['boards'] as const;

function pathOf(board: Board): string {
  return `/api/boards/${encodeURIComponent(board.id)}`;
}

function ifUnchanged(board: Board): { 'if-match': string } {
  return { 'if-match': `"${board.version}"` };
}

/** The reader's boards, newest first, page by page. */
export function boardsQuery() {
  return infiniteQueryOptions({
    queryKey: BOARDS_KEY,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const search = pageParam === '' ? '' : `?cursor=${encodeURIComponent(pageParam)}`;
      return sendJson(BoardPage, `/api/boards${search}`, { signal });
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Saves a new board. */
export function createBoard(draft: BoardDraft): Promise<Board> {
  return sendJson(Board, '/api/boards', { method: 'POST', ...jsonBody(draft) });
}

/** Changes a board that nobody changed since it was read. */
export function updateBoard(board: Board, draft: BoardDraft): Promise<Board> {
  return sendJson(Board, pathOf(board), {
    method: 'PUT',
    ...jsonBody(draft, ifUnchanged(board)),
  });
}

/** Deletes a board; `restoreBoard` brings it back. */
export async function deleteBoard(board: Board): Promise<void> {
  await send(pathOf(board), { method: 'DELETE', headers: ifUnchanged(board) });
}

/** Undoes a deletion. */
export function restoreBoard(board: Board): Promise<Board> {
  return sendJson(Board, `${pathOf(board)}/restore`, { method: 'POST' });
}
