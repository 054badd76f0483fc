import { useQuery } from '@tanstack/react-query';
import { failureOf } from '../../api/failure.ts';
import { catalogueQuery, manifestQuery } from '../../api/knowledge.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { IndicatorEntry } from './indicator-entry.tsx';
import styles from './indicators.module.css';

interface IndicatorsProps {
  /** Shows an indicator in the overview. */
  readonly onOpen: (indicator: string) => void;
}

function IndicatorList({ onOpen }: IndicatorsProps) {
  const locale = useLocale();
  const { indicators: words } = useMessages();
  const catalogue = useQuery(catalogueQuery());
  const manifest = useQuery(manifestQuery());
  const error = catalogue.error ?? manifest.error;
  function retry() {
    void catalogue.refetch();
    void manifest.refetch();
  }
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={retry} />;
  if (!catalogue.data || !manifest.data) return <Skeleton height="40rem" />;
  const { indicators, departments } = catalogue.data;
  return (
    <>
      <p className={styles.intro}>{words.intro(indicators.length)}</p>
      <ul className={styles.list} aria-label={words.title}>
        {indicators.map((indicator) => (
          <IndicatorEntry
            key={indicator.id}
            indicator={indicator}
            manifest={manifest.data}
            departments={departments}
            onOpen={() => onOpen(indicator.id)}
          />
        ))}
      </ul>
    </>
  );
}

/** What every indicator means, how it is computed, where it comes from and what it should be. */
export function IndicatorsPage({ onOpen }: IndicatorsProps) {
  const { indicators } = useMessages();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{indicators.title}</h1>
      </header>
      <IndicatorList onOpen={onOpen} />
    </div>
  );
}
