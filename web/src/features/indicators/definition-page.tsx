import type { Indicator } from '@bada/shared';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { definitionFile, definitionQuery } from '../../api/definitions.ts';
import { failureOf } from '../../api/failure.ts';
import { catalogueQuery, manifestQuery } from '../../api/knowledge.ts';
import { formatDate, formatValue } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Badge, SampleBadge } from '../../ui/badge.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { DefinitionBadges } from './definition-badges.tsx';
import { DependentsPanel } from './dependents-panel.tsx';
import styles from './editor.module.css';
import { HistoryPanel } from './history-panel.tsx';
import { IndicatorFacts } from './indicator-entry.tsx';
import { Section } from './section.tsx';
import { TargetSource } from './target-fields.tsx';

function Targets({ indicator }: { indicator: Indicator }) {
  const { sections, targets: words } = useMessages().definition;
  const { indicators } = useMessages();
  const locale = useLocale();
  const samples = useApp((state) => state.view.samples);
  const { decimals, unit } = indicator;
  const inUnit = (value: number) => formatValue(value, { locale, decimals, unit: unit[locale] });
  const shown = indicator.targets.filter(({ sample }) => samples || !sample);
  return (
    <Section title={sections.targets}>
      {shown.length === 0 && <p className={styles.text}>{words.none}</p>}
      <ul className={styles.list}>
        {shown.map((target) => (
          <li key={target.year}>
            <p className={styles.row}>
              {indicators.targetOf(target.year, inUnit(target.value))}
              {target.sample && <SampleBadge />}
            </p>
            <TargetSource target={target} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Breaks and caveats: what a reader must know of the series. */
function Notices({ indicator }: { indicator: Indicator }) {
  const locale = useLocale();
  const { sections, breaks } = useMessages().definition;
  return (
    <Section title={sections.breaks}>
      {indicator.breaks.length === 0 && <p className={styles.text}>{breaks.none}</p>}
      <ul className={styles.list}>
        {indicator.breaks.map((one) => (
          <li key={one.at}>
            <strong>{formatDate(one.at, locale)}</strong> {one[locale]}
          </li>
        ))}
      </ul>
      {indicator.caveats.length > 0 && (
        <>
          <h3>{sections.caveats}</h3>
          <ul className={styles.columns}>
            {indicator.caveats.map((caveat) => (
              <li key={caveat.id}>{caveat[locale]}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function useIndicator(id: string) {
  const catalogue = useQuery(catalogueQuery());
  const manifest = useQuery(manifestQuery());
  // Readers of the public side may not read drafts; what is in force they know from the catalogue.
  const definition = useQuery(definitionQuery(id));
  const state = definition.data?.state;
  const offered = catalogue.data?.indicators.find((one) => one.id === id);
  const indicator = offered ?? state?.newest ?? state?.draft?.document;
  const error = catalogue.error ?? manifest.error ?? (indicator ? null : definition.error);
  return { catalogue: catalogue.data, manifest: manifest.data, state, indicator, error };
}

/** What an indicator means, how it came to mean it, and who uses it. */
export function DefinitionPage({ id }: { id: string }) {
  const locale = useLocale();
  const { indicators, definition } = useMessages();
  const samples = useApp((state) => state.view.samples);
  const { catalogue, manifest, state, indicator, error } = useIndicator(id);
  if (error) return <ErrorState {...failureOf(error, locale)} />;
  if (!catalogue || !manifest || !indicator) return <Skeleton height="40rem" />;
  const { ownerDepartment: code } = indicator;
  const owner = catalogue.departments.find((one) => one.code === code)?.name[locale] ?? code;
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <Link to="/indicators">{indicators.title}</Link>
        <h1>{indicator.name[locale]}</h1>
        <p className={styles.row}>
          <Badge>{indicators.fields[indicator.field]}</Badge>
          <Badge>{indicators.version(indicator.version)}</Badge>
          {state && <DefinitionBadges summary={{ status: state.status, draft: null }} />}
          {state?.draft && <Badge tone="caution">{definition.drafts[state.draft.status]}</Badge>}
          {state?.scheduledFrom != null &&
            definition.scheduledFrom(formatDate(state.scheduledFrom, locale))}
          {indicator.retired !== undefined &&
            definition.retiredFrom(formatDate(indicator.retired, locale))}
        </p>
        <p>{indicator.definition[locale]}</p>
        <p className={styles.row}>
          {(state?.mayEdit || state?.mayApprove) && (
            <Link to="/indicators/$id/edit" params={{ id }}>
              {definition.edit}
            </Link>
          )}
          <a href={definitionFile(id)}>{definition.yaml.export}</a>
        </p>
      </header>
      <Section title={definition.sections.formula}>
        <IndicatorFacts {...{ indicator, manifest, owner, samples }} />
      </Section>
      <Targets indicator={indicator} />
      <Notices indicator={indicator} />
      {state && <DependentsPanel id={id} />}
      {state && <HistoryPanel id={id} />}
    </article>
  );
}
