import { useMessages } from '../../i18n/locale-context.tsx';
import { Skeleton } from '../../ui/states.tsx';
import type { CardModel } from './card-model.ts';
import styles from './cards.module.css';
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
}: {
  cards: readonly CardModel[];
  selected: string;
  onSelect: (indicator: string) => void;
}) {
  const { overview } = useMessages();
  return (
    <ul className={styles.grid} aria-label={overview.cardsLabel}>
      {cards.map((card) => (
        <li key={card.indicator.id}>
          <IndicatorCard
            card={card}
            selected={card.indicator.id === selected}
            onSelect={() => onSelect(card.indicator.id)}
          />
        </li>
      ))}
    </ul>
  );
}
