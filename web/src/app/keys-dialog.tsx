import { Fragment } from 'react';
import { useMessages } from '../i18n/locale-context.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './keys-dialog.module.css';
import { PAGE_KEYS } from './use-keys.ts';

interface Entry {
  readonly keys: readonly string[];
  readonly what: string;
}

function useGroups(): { title: string; entries: Entry[] }[] {
  const { shell } = useMessages();
  const words = shell.keys;
  const pages = PAGE_KEYS.map(({ letter, page }) => ({ keys: ['g', letter], what: shell[page] }));
  return [
    {
      title: words.everywhere,
      entries: [
        { keys: ['/'], what: words.search },
        { keys: ['Ctrl', 'K'], what: words.search },
        { keys: ['?'], what: words.help },
        { keys: ['Esc'], what: words.close },
      ],
    },
    { title: words.pages, entries: pages },
    {
      title: shell.overview,
      entries: [
        { keys: ['←', '→', '↑', '↓'], what: words.walk },
        { keys: ['Enter'], what: words.select },
        { keys: ['Esc'], what: words.clear },
        { keys: ['t'], what: words.table },
      ],
    },
  ];
}

/** Every key that the pages know. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { shell } = useMessages();
  return (
    <Dialog open title={shell.keys.title} onClose={onClose}>
      <dl className={styles.keys}>
        {useGroups().map(({ title, entries }) => (
          <Fragment key={title}>
            <div className={styles.group}>{title}</div>
            {entries.map(({ keys, what }) => (
              <div key={`${keys.join(' ')} ${what}`} className={styles.row}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
