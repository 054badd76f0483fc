import { lazy, Suspense, useEffect, useState } from 'react';
import { useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { SearchIcon } from '../../ui/icons.tsx';
import styles from './search.module.css';

const SearchDialog = lazy(async () => ({
  default: (await import('./search-dialog.tsx')).SearchDialog,
}));

const TYPING = 'input, textarea, select, [contenteditable="true"]';

/** Whether a key asks for the search: Ctrl+K or ⌘K anywhere, `/` where nothing is being typed. */
function asksForSearch(event: KeyboardEvent): boolean {
  if (event.isComposing || event.altKey) return false;
  const withCommand = event.ctrlKey || event.metaKey;
  if (withCommand) return event.key.toLowerCase() === 'k' && !event.shiftKey;
  const { target } = event;
  const isTyping = target instanceof Element && target.closest(TYPING) !== null;
  return event.key === '/' && !isTyping;
}

/** The way into the search from every page: a button, Ctrl+K or ⌘K, and `/`. */
export function SearchButton({ onGo }: { onGo: (href: string) => void }) {
  const { search } = useMessages();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    function listen(event: KeyboardEvent) {
      // A window that is open keeps its keys to itself.
      if (!asksForSearch(event) || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      setOpen(true);
    }
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <Button
        className={styles.open}
        icon={<SearchIcon size={18} />}
        title={search.keys}
        aria-label={search.keys}
        aria-keyshortcuts="Control+K Meta+K /"
        onClick={() => setOpen(true)}
      >
        <span className={styles.openText}>{search.open}</span>
      </Button>
      {open && (
        <Suspense>
          <SearchDialog
            onClose={() => setOpen(false)}
            onGo={(href) => {
              setOpen(false);
              onGo(href);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
