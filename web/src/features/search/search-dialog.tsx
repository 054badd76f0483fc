import type { Find, Finds } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { searchQuery } from '../../api/search.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FindList } from './find-list.tsx';
import styles from './search.module.css';

/** The dialog gives its first focus to the element that asks for it. */
function askForFocus(element: HTMLInputElement | null): void {
  element?.setAttribute('autofocus', '');
}

function Summary({ finds, text }: { finds: Finds | undefined; text: string }) {
  const { search } = useMessages();
  if (!finds) return search.waiting;
  if (text.trim() === '') return search.hint;
  const total = finds.groups.reduce((sum, group) => sum + group.total, 0);
  if (total === 0) return search.none(text.trim());
  return `${search.found(formatNumber(total))}${finds.forgiving ? ` ${search.forgiving}` : ''}`;
}

function useChosen(finds: readonly Find[], onGo: (href: string) => void) {
  const [at, setAt] = useState(0);
  const chosen = finds[Math.min(at, finds.length - 1)];
  function onKeyDown(event: KeyboardEvent) {
    // The Enter that ends a Hangul syllable chooses nothing.
    if (event.nativeEvent.isComposing) return;
    const last = finds.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) setAt(Math.max(0, next));
    else if (event.key === 'Enter' && chosen) onGo(chosen.href);
    else return;
    event.preventDefault();
  }
  return { chosen, onKeyDown, restart: () => setAt(0) };
}

/** The search over everything, grouped by kind; arrows choose while the focus stays in the field. */
export function SearchDialog({
  onClose,
  onGo,
}: {
  onClose: () => void;
  onGo: (href: string) => void;
}) {
  const locale = useLocale();
  const { search } = useMessages();
  const [text, setText] = useState('');
  const { data, error, refetch } = useQuery(searchQuery(text));
  const finds = data?.groups.flatMap((group) => group.finds) ?? [];
  const { chosen, onKeyDown, restart } = useChosen(finds, onGo);
  const listId = useId();
  const optionId = (find: Find) => `${listId}-${find.kind}-${find.id}`;
  const active = chosen ? optionId(chosen) : undefined;
  useEffect(() => {
    if (active !== undefined) document.getElementById(active)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <Dialog open title={search.title} onClose={onClose}>
      <div className={styles.field}>
        <TextField
          ref={askForFocus}
          label={search.label}
          hideLabel
          value={text}
          onChange={(next) => {
            setText(next);
            restart();
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-expanded={finds.length > 0}
          aria-controls={listId}
          aria-activedescendant={active}
          aria-autocomplete="list"
          autoComplete="off"
          enterKeyHint="go"
          maxLength={200}
        />
        <p role="status" className={styles.summary}>
          <Summary finds={data} text={text} />
        </p>
      </div>
      {error ? (
        <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />
      ) : (
        <FindList
          id={listId}
          groups={data?.groups ?? []}
          text={text}
          chosen={chosen}
          optionId={optionId}
          onGo={onGo}
        />
      )}
    </Dialog>
  );
}
