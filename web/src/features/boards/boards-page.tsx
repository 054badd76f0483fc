import { boardHref } from '@bada/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { boardsQuery } from '../../api/boards.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './board-list.module.css';
import { BoardRow } from './board-row.tsx';
import { useBoardChanges } from './use-board-changes.ts';

interface BoardsProps {
  /** Goes to an address inside the app. */
  readonly onGo: (href: string) => void;
}

function BoardList({ onGo }: BoardsProps) {
  const locale = useLocale();
  const { boards: words } = useMessages();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(boardsQuery());
  const { remove, restore } = useBoardChanges();
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="12rem" />;
  const boards = data.pages.flatMap((page) => page.boards);
  const failed = remove.error ?? restore.error;
  const goHome = <Button onClick={() => onGo('/')}>{words.empty.action}</Button>;
  return (
    <>
      {failed && <ErrorState of="act" {...failureOf(failed, locale)} />}
      {boards.length === 0 ? (
        <EmptyState title={words.empty.title} reason={words.empty.reason} action={goHome} />
      ) : (
        <ul className={styles.list} aria-label={words.title}>
          {boards.map((board) => (
            <BoardRow
              key={board.id}
              board={board}
              onOpen={() => onGo(boardHref(board))}
              onRemove={() => remove.mutate(board)}
            />
          ))}
        </ul>
      )}
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{words.more}</Button>}
    </>
  );
}

/** My views: everything the reader saved, newest first. */
export function BoardsPage({ onGo }: BoardsProps) {
  const { boards } = useMessages();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{boards.title}</h1>
        <p className={styles.intro}>{boards.intro}</p>
      </header>
      <BoardList onGo={onGo} />
    </div>
  );
}
