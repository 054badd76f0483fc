import { type Board, placeName } from '@bada/shared';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { catalogueQuery } from '../../api/knowledge.ts';
import { formatDate, formatPeriod } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { decodeView } from '../../state/view.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { PencilIcon, TrashIcon } from '../../ui/icons.tsx';
import styles from './board-list.module.css';
import { RenameDialog } from './rename-dialog.tsx';

/** What a saved view shows, in a few words. */
function useContent(board: Board): string {
  const locale = useLocale();
  const { boards } = useMessages();
  const { data: catalogue } = useQuery(catalogueQuery());
  const view = decodeView(board.tiles[0]?.search ?? '');
  const indicator = catalogue?.indicators.find(({ id }) => id === view.indicator);
  const places = view.places.map((place) => placeName(place)[locale]).join(', ');
  const grain = indicator?.reportGrain;
  const period =
    view.period && grain ? formatPeriod({ start: view.period, grain }, locale) : undefined;
  const withdrawn = catalogue && view.indicator && boards.withdrawn(view.indicator);
  const name = indicator?.name[locale] ?? (withdrawn || '');
  return boards.suggested(name, places || undefined, period);
}

/** One saved view: open, rename, delete. */
export function BoardRow({
  board,
  onOpen,
  onRemove,
}: {
  board: Board;
  onOpen: () => void;
  onRemove: () => void;
}) {
  const locale = useLocale();
  const { boards } = useMessages();
  const [renaming, setRenaming] = useState(false);
  const content = useContent(board);
  const changed = boards.changedOn(formatDate(seoulDate(board.updatedAt), locale));
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <span className={styles.name}>{board.title}</span>
        <span className={styles.facts}>{[content, changed].filter(Boolean).join(' · ')}</span>
      </div>
      <div className={styles.actions}>
        <Button variant="primary" aria-label={boards.openNamed(board.title)} onClick={onOpen}>
          {boards.open}
        </Button>
        <IconButton
          label={boards.renameNamed(board.title)}
          icon={<PencilIcon />}
          onClick={() => setRenaming(true)}
        />
        <IconButton
          label={boards.removeNamed(board.title)}
          icon={<TrashIcon />}
          onClick={onRemove}
        />
      </div>
      {renaming && <RenameDialog board={board} onClose={() => setRenaming(false)} />}
    </li>
  );
}

/** Calendar day in Seoul of a moment. */
function seoulDate(moment: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(new Date(moment));
}
