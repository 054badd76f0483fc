import type { ColumnChange } from '@bada/shared/intake';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { CautionIcon, CheckIcon } from '../../ui/icons.tsx';
import styles from './bring.module.css';

/** What became of the columns since the version before, in words, and whether readers may break. */
export function ColumnChanges({ changes }: { changes: readonly ColumnChange[] }) {
  const locale = useLocale();
  const { gate: words } = useMessages().bring;
  return (
    <ul className={styles.list}>
      {changes.map(({ text, breaking }) => (
        <li key={text.en}>
          {breaking ? <CautionIcon size={14} /> : <CheckIcon size={14} />}{' '}
          <strong>{breaking ? words.breaking : words.harmless}</strong> {text[locale]}
        </li>
      ))}
    </ul>
  );
}
