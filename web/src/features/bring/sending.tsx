import { formatNumber } from '../../i18n/format.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import { sizeText } from '../../i18n/size.ts';
import { Button } from '../../ui/button.tsx';
import styles from './bring.module.css';
import type { PresentFile } from './use-sending.ts';

/** How far a file is sent, and the way to stop it. */
export function Sending({ file, sent, place, all, onStop }: PresentFile & { onStop: () => void }) {
  const { bring } = useMessages();
  const several = all > 1 ? bring.several(formatNumber(place), formatNumber(all)) : '';
  return (
    <div className={styles.sending}>
      <p role="status">
        {bring.sending(file.name)} {several}
      </p>
      <progress aria-label={bring.sending(file.name)} max={file.size} value={sent} />
      <p className={styles.note}>{bring.sent(sizeText(sent), sizeText(file.size))}</p>
      <Button onClick={onStop}>{bring.stop}</Button>
    </div>
  );
}
