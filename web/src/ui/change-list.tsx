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

/** What differs, field by field: the old value struck through beside the new one, both told in words. */
export function ChangeList({ changes }: { changes: readonly ShownChange[] }) {
  const locale = useLocale();
  const { ui } = useMessages();
  return (
    <ul className={styles.changes}>
      {changes.map(({ path, name, before, after }) => (
        <li key={path}>
          <strong>{name[locale]}</strong>
          <span className={styles.change}>
            <del>{before ?? ui.nothing}</del>
            <span aria-hidden="true"> → </span>
            <ins>{after ?? ui.nothing}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
