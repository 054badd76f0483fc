import { type Department, datasetsOf, type Indicator, type Manifest } from '@bada/shared';
import type { DefinitionSummary } from '@bada/shared/definitions';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatValue } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge, SampleBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DefinitionBadges } from './definition-badges.tsx';
import styles from './indicators.module.css';

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Targets({ indicator, samples }: { indicator: Indicator; samples: boolean }) {
  const locale = useLocale();
  const { indicators } = useMessages();
  const targets = indicator.targets.filter(({ sample }) => samples || !sample);
  if (targets.length === 0) return indicators.noTarget;
  const { decimals, unit } = indicator;
  return (
    <ul className={styles.targets}>
      {targets.map(({ year, value, sample, setBy }) => (
        <li key={year} title={indicators.setBy(setBy[locale])} className={styles.targets}>
          {indicators.targetOf(
            year,
            formatValue(value, { locale, decimals, unit: unit[locale], notation: 'compact' }),
          )}
          {sample && <SampleBadge />}
        </li>
      ))}
    </ul>
  );
}

function Sources({ indicator, manifest }: { indicator: Indicator; manifest: Manifest }) {
  const locale = useLocale();
  const { indicators } = useMessages();
  return (
    <ul>
      {datasetsOf(indicator).map((id) => {
        const found = manifest.datasets.find((one) => one.id === id);
        // Its class is above the viewer's.
        if (!found) return <li key={id}>{id}</li>;
        const { title, publisher, licence } = found;
        return (
          <li key={id}>
            {publisher[locale]}, {title[locale]}{' '}
            {licence.id === 'unstated' ? (
              <Badge title={indicators.unstatedHint}>{indicators.unstated}</Badge>
            ) : (
              <Badge>{licence.id}</Badge>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** How it is computed and told, whose it is, where it comes from and what it should be. */
export function IndicatorFacts({
  indicator,
  manifest,
  owner,
  samples,
}: {
  indicator: Indicator;
  manifest: Manifest;
  owner: string;
  samples: boolean;
}) {
  const locale = useLocale();
  const { indicators } = useMessages();
  const words = indicators.columns;
  return (
    <dl className={styles.facts}>
      <Fact term={words.formula}>{indicator.formulaText[locale]}</Fact>
      <Fact term={words.unit}>{indicator.unit[locale] || '-'}</Fact>
      <Fact term={words.direction}>{indicators.direction[indicator.direction]}</Fact>
      <Fact term={words.owner}>{owner}</Fact>
      <Fact term={words.source}>
        <Sources indicator={indicator} manifest={manifest} />
      </Fact>
      <Fact term={words.targets}>
        <Targets indicator={indicator} samples={samples} />
      </Fact>
    </dl>
  );
}

/** An indicator's definition in full. */
export function IndicatorEntry({
  indicator,
  manifest,
  departments,
  samples,
  nested,
  summary,
  onOpen,
}: {
  indicator: Indicator;
  manifest: Manifest;
  departments: readonly Department[];
  /** Its state and draft, where the reader may know of them. */
  summary: DefinitionSummary | undefined;
  /** Whether made-up strategies and targets are shown. */
  samples: boolean;
  /** Whether it stands under a strategy's heading. */
  nested: boolean;
  onOpen: () => void;
}) {
  const locale = useLocale();
  const { indicators, definition } = useMessages();
  const Title = nested ? 'h3' : 'h2';
  const owner = departments.find(({ code }) => code === indicator.ownerDepartment)?.name[locale];
  return (
    <li className={styles.entry} id={indicator.id}>
      <div className={styles.title}>
        <Title>{indicator.name[locale]}</Title>
        <span className={styles.tags}>
          <Link
            to="/indicators/$id"
            params={{ id: indicator.id }}
            aria-label={`${indicator.name[locale]}, ${definition.more}`}
          >
            {definition.more}
          </Link>
          <Button
            onClick={onOpen}
            aria-label={`${indicator.name[locale]}, ${indicators.openOverview}`}
          >
            {indicators.openOverview}
          </Button>
        </span>
      </div>
      <div className={styles.tags}>
        <Badge>{indicators.fields[indicator.field]}</Badge>
        <Badge>{indicators.kind[indicator.kind]}</Badge>
        <Badge>{indicators.version(indicator.version)}</Badge>
        {summary && <DefinitionBadges summary={summary} />}
      </div>
      <p>{indicator.definition[locale]}</p>
      <IndicatorFacts
        indicator={indicator}
        manifest={manifest}
        owner={owner ?? indicator.ownerDepartment}
        samples={samples}
      />
      {indicator.caveats.length > 0 && (
        <ul className={styles.caveats} aria-label={indicators.caveats}>
          {indicator.caveats.map((caveat) => (
            <li key={caveat.id}>{caveat[locale]}</li>
          ))}
        </ul>
      )}
    </li>
  );
}
