import { useMessages } from '../../i18n/locale-context.tsx';
import { Skeleton } from '../../ui/states.tsx';
import type { Card } from './card-model.ts';
import styles from './cards.module.css';
import { FailedCard } from './failed-card.tsx';
import { IndicatorCard } from './indicator-card.tsx';

const EXPECTED_CARDS = 14;

/** The shape of the cards before their figures come, so that nothing moves. */
export function CardGridSkeleton() {
  const places = Array.from({ length: EXPECTED_CARDS }, (_, index) => `card-${index}`);
  return (
    <div className={styles.grid} aria-hidden="true">
      {places.map((place) => (
        <Skeleton key={place} height="11.5rem" />
      ))}
    </div>
  );
}

/** All indicators; one is chosen. */
export function CardGrid({
  cards,
  selected,
  onSelect,
  onRetry,
}: {
  cards: readonly Card[];
  selected: string;
  onSelect: (indicator: string) => void;
  onRetry: () => void;
}) {
  const { overview } = useMessages();
  return (
    <ul className={styles.grid} aria-label={overview.cardsLabel}>
      {cards.map((card) => (
        <li key={card.indicator.id}>
          {'error' in card ? (
            <FailedCard card={card} onRetry={onRetry} />
          ) : (
            <IndicatorCard
              card={card}
              selected={card.indicator.id === selected}
              onSelect={() => onSelect(card.indicator.id)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
