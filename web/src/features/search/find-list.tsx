import { type Find, type Finds, highlight } from '@bada/shared/catalogue';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import styles from './search.module.css';

interface FindListProps {
  id: string;
  groups: Finds['groups'];
  /** What was looked for, to be marked. */
  text: string;
  chosen: Find | undefined;
  optionId: (find: Find) => string;
  onGo: (href: string) => void;
}

function Marked({ text, query }: { text: string; query: string }) {
  let at = 0;
  return highlight(text, query).map(({ text: part, found }) => {
    const key = at;
    at += part.length;
    return found ? <mark key={key}>{part}</mark> : <span key={key}>{part}</span>;
  });
}

function Option({ find, query }: { find: Find; query: string }) {
  const locale = useLocale();
  return (
    <>
      <span className={styles.title}>
        <Marked text={find.title[locale]} query={query} />
      </span>
      {find.detail && <span className={styles.detail}>{find.detail[locale]}</span>}
    </>
  );
}

/** What was found, by kind. The options are walked from the field above, which keeps the focus. */
export function FindList({ id, groups, text, chosen, optionId, onGo }: FindListProps) {
  const { search } = useMessages();
  return (
    <div id={id} role="listbox" aria-label={search.title} className={styles.list}>
      {groups.map(({ kind, total, finds }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list of options
        <div key={kind} role="group" aria-label={search.group(search.kinds[kind], '')}>
          <p aria-hidden="true" className={styles.kind}>
            {search.group(search.kinds[kind], formatNumber(total))}
          </p>
          {finds.map((find) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field that keeps the focus
            <div
              key={find.id}
              id={optionId(find)}
              role="option"
              tabIndex={-1}
              aria-selected={find === chosen}
              className={styles.option}
              onClick={() => onGo(find.href)}
            >
              <Option find={find} query={text} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
