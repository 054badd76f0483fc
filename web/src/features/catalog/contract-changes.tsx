import type { FieldChange } from '@bada/shared/catalogue';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import styles from './contract.module.css';

/** What differs, field by field: the old value struck through beside the new one, both told in words. */
export function ChangeList({ changes }: { changes: readonly FieldChange[] }) {
  const locale = useLocale();
  const { contract } = useMessages();
  return (
    <ul className={styles.changes}>
      {changes.map(({ path, name, before, after }) => (
        <li key={path}>
          <strong>{name[locale]}</strong>
          <span className={styles.change}>
            <del>{before ?? contract.nothing}</del>
            <span aria-hidden="true"> → </span>
            <ins>{after ?? contract.nothing}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
