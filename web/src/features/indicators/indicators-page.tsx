import type { Strategy } from '@bada/shared';
import { useQuery } from '@tanstack/react-query';
import { failureOf } from '../../api/failure.ts';
import { catalogueQuery, manifestQuery } from '../../api/knowledge.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { SampleBadge } from '../../ui/badge.tsx';
import { Check } from '../../ui/check.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { groupsOf } from './groups.ts';
import { IndicatorEntry } from './indicator-entry.tsx';
import styles from './indicators.module.css';

interface IndicatorsProps {
  /** Shows an indicator in the overview. */
  readonly onOpen: (indicator: string) => void;
  /** Shows made-up strategies and targets, or hides them. */
  readonly onSamples: (shown: boolean) => void;
}

/** What a group of indicators serves. */
function StrategyHead({ strategy }: { strategy: Strategy }) {
  const locale = useLocale();
  return (
    <header className={styles.strategy}>
      <h2>{strategy.name[locale]}</h2>
      {strategy.sample && <SampleBadge />}
      <p className={styles.intro}>{strategy.aim[locale]}</p>
    </header>
  );
}

function IndicatorList({ onOpen, onSamples }: IndicatorsProps) {
  const locale = useLocale();
  const { indicators: words } = useMessages();
  const samples = useApp((state) => state.view.samples);
  const catalogue = useQuery(catalogueQuery());
  const manifest = useQuery(manifestQuery());
  const error = catalogue.error ?? manifest.error;
  function retry() {
    void catalogue.refetch();
    void manifest.refetch();
  }
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={retry} />;
  if (!catalogue.data || !manifest.data) return <Skeleton height="40rem" />;
  const { indicators, strategies, departments } = catalogue.data;
  const groups = groupsOf(indicators, strategies, samples);
  return (
    <>
      <div className={styles.bar}>
        <p className={styles.intro}>{words.intro(indicators.length)}</p>
        <Check label={words.samples} checked={samples} onChange={onSamples} />
      </div>
      {groups.map(({ strategy, members }) => (
        <section key={strategy?.id ?? ''} className={styles.group}>
          {strategy && <StrategyHead strategy={strategy} />}
          <ul className={styles.list} aria-label={strategy?.name[locale] ?? words.title}>
            {members.map((indicator) => (
              <IndicatorEntry
                key={indicator.id}
                indicator={indicator}
                manifest={manifest.data}
                departments={departments}
                nested={strategy !== undefined}
                samples={samples}
                onOpen={() => onOpen(indicator.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** What every indicator means, how it is computed, where it comes from and what it should be. */
export function IndicatorsPage(props: IndicatorsProps) {
  const { indicators } = useMessages();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{indicators.title}</h1>
      </header>
      <IndicatorList {...props} />
    </div>
  );
}
