import type { Localized } from '@bada/shared';
import { useLocale, useMessages } from '../i18n/locale-context.tsx';
import styles from './change-list.module.css';

/** One field that differs, in words; null where it is not there. */
export interface ShownChange {
  readonly path: string;
  readonly name: Localized;
  readonly before: string | null;
  readonly after: string | null;
}

/** A value in words: what is on or off says so. */
function useValue() {
  const { ui } = useMessages();
  return (value: string | null) => {
    if (value === null) return ui.nothing;
    if (value === 'true') return ui.yes;
    return value === 'false' ? ui.no : value;
  };
}

/** What differs, field by field: the old value struck through beside the new one, both told in words. */
export function ChangeList({ changes }: { changes: readonly ShownChange[] }) {
  const locale = useLocale();
  const inWords = useValue();
  return (
    <ul className={styles.changes}>
      {changes.map(({ path, name, before, after }) => (
        <li key={path}>
          <strong>{name[locale]}</strong>
          <span className={styles.change}>
            <del>{inWords(before)}</del>
            <span aria-hidden="true"> → </span>
            <ins>{inWords(after)}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
