import type { DatasetNode } from '@bada/shared/catalogue';
import type { ReactNode } from 'react';
import { formatDate, formatNumber, formatPeriod } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { SampleBadge } from '../../ui/badge.tsx';
import styles from './dataset-page.module.css';
import { InLanguage } from './in-language.tsx';
import { DatasetSection } from './section.tsx';

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Provenance({ dataset }: { dataset: DatasetNode }) {
  const locale = useLocale();
  const { catalog, dataset: words } = useMessages();
  const { facts } = words;
  const { owner, licence } = dataset;
  return (
    <>
      <Fact term={facts.owner}>
        {owner.name[locale]} {owner.sample && <SampleBadge />}
      </Fact>
      <Fact term={facts.publisher}>{dataset.publisher[locale]}</Fact>
      <Fact term={facts.source}>{dataset.source[locale]}</Fact>
      <Fact term={facts.licence}>
        {licence.id === 'unstated' ? catalog.unstated : licence.id}
        {licence.note && <p className={styles.note}>{licence.note[locale]}</p>}
      </Fact>
      <Fact term={facts.basis}>{dataset.legalBasis?.[locale] ?? words.noBasis}</Fact>
      <Fact term={facts.class}>{catalog.classes[dataset.class]}</Fact>
    </>
  );
}

function Time({ dataset }: { dataset: DatasetNode }) {
  const locale = useLocale();
  const { catalog, dataset: words } = useMessages();
  const { facts } = words;
  const { period, grain, nextDue } = dataset;
  const shown = (start: string) => formatPeriod({ start, grain }, locale);
  return (
    <>
      <Fact term={facts.asOf}>{formatDate(dataset.asOf, locale)}</Fact>
      <Fact term={facts.cadence}>{catalog.cadences[dataset.cadence]}</Fact>
      {nextDue !== null && <Fact term={facts.due}>{formatDate(nextDue, locale)}</Fact>}
      {period && (
        <Fact term={facts.period}>{words.periodOf(shown(period.from), shown(period.to))}</Fact>
      )}
    </>
  );
}

function Contract({ dataset }: { dataset: DatasetNode }) {
  const { facts } = useMessages().dataset;
  return (
    <>
      <Fact term={facts.rows}>{formatNumber(dataset.rows)}</Fact>
      <Fact term={facts.version}>{dataset.version}</Fact>
      {(['purpose', 'limitations', 'usage'] as const).map((name) => {
        const text = dataset[name];
        return (
          text && (
            <Fact key={name} term={facts[name]}>
              <InLanguage text={text} />
            </Fact>
          )
        );
      })}
    </>
  );
}

/** Whose the dataset is, of when, and under which terms. */
export function DatasetFacts({ dataset }: { dataset: DatasetNode }) {
  const locale = useLocale();
  const { catalog, dataset: words } = useMessages();
  const { facts } = words;
  return (
    <DatasetSection
      part="facts"
      title={facts.title}
      said={`${dataset.owner.name[locale]} · ${catalog.asOf(formatDate(dataset.asOf, locale))}`}
    >
      <dl className={styles.facts}>
        <Provenance dataset={dataset} />
        <Time dataset={dataset} />
        <Contract dataset={dataset} />
      </dl>
    </DatasetSection>
  );
}
