import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { InfoIcon } from '../../ui/icons.tsx';
import type { FailedCard as Failed } from './card-model.ts';
import styles from './cards.module.css';

/** Stands where one indicator's figures could not be had; the other cards are not touched. */
export function FailedCard({ card, onRetry }: { card: Failed; onRetry: () => void }) {
  const locale = useLocale();
  const { ui } = useMessages();
  const { message, code } = failureOf(card.error, locale);
  const name = card.indicator.name[locale];
  return (
    <section className={styles.failed} aria-label={name}>
      <h2 className={styles.name}>{name}</h2>
      <p role="alert" className={styles.failure}>
        <InfoIcon size={16} /> {message}
      </p>
      {code !== undefined && <p className={styles.target}>{ui.errorCode(code)}</p>}
      <Button aria-label={`${name}, ${ui.retry}`} onClick={onRetry}>
        {ui.retry}
      </Button>
    </section>
  );
}
