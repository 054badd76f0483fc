import type { Catalogue, Manifest, Strategy } from '@bada/shared';
import type { DefinitionList, DefinitionSummary } from '@bada/shared/definitions';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { definitionsQuery } from '../../api/definitions.ts';
import { failureOf } from '../../api/failure.ts';
import { catalogueQuery, manifestQuery } from '../../api/knowledge.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { decodeDefinitions, encodeDefinitions } from '../../state/definitions.ts';
import { SampleBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/check.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { DefinitionBadges } from './definition-badges.tsx';
import { fitsFilter } from './definition-filter.ts';
import { FilesDialog } from './files-dialog.tsx';
import { FilterBar } from './filter-bar.tsx';
import { groupsOf } from './groups.ts';
import { IndicatorEntry } from './indicator-entry.tsx';
import styles from './indicators.module.css';
import { NewDialog } from './new-dialog.tsx';

interface IndicatorsProps {
  /** Search part of the address, which holds the filter. */
  readonly search: string;
  /** Shows an indicator in the overview. */
  readonly onOpen: (indicator: string) => void;
  readonly onSearch: (search: string, mode: 'push' | 'replace') => void;
  readonly onGo: (href: string) => void;
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

/** Indicators that no page shows: retired, or not approved yet. */
function Resting({ summaries }: { summaries: readonly DefinitionSummary[] }) {
  const locale = useLocale();
  const { filter } = useMessages().definition;
  if (summaries.length === 0) return null;
  return (
    <section className={styles.group}>
      <header className={styles.strategy}>
        <h2>{filter.resting}</h2>
      </header>
      <ul className={styles.list}>
        {summaries.map((summary) => (
          <li key={summary.id} className={styles.entry}>
            <div className={styles.tags}>
              <Link to="/indicators/$id" params={{ id: summary.id }}>
                {summary.name[locale]}
              </Link>
              <DefinitionBadges summary={summary} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Bringing definitions in and out, and beginning a new one. */
function Desk({
  list,
  owner,
  onGo,
}: {
  list: DefinitionList;
  owner: string;
  onGo: (href: string) => void;
}) {
  const { files, fresh } = useMessages().definition;
  const [open, setOpen] = useState<'files' | 'new'>();
  const { asksNames, definitions } = list;
  const close = () => setOpen(undefined);
  return (
    <div className={styles.tags}>
      <Button onClick={() => setOpen('files')}>{files.open}</Button>
      <Button onClick={() => setOpen('new')}>{fresh.open}</Button>
      {open === 'files' && <FilesDialog asksNames={asksNames} onClose={close} />}
      {open === 'new' && (
        <NewDialog
          taken={definitions.map(({ id }) => id)}
          {...{ owner, asksNames, onGo }}
          onClose={close}
        />
      )}
    </div>
  );
}

function Groups({
  catalogue,
  manifest,
  summaries,
  shown,
  onOpen,
}: {
  catalogue: Catalogue;
  manifest: Manifest;
  summaries: ReadonlyMap<string, DefinitionSummary>;
  shown: Catalogue['indicators'];
  onOpen: (indicator: string) => void;
}) {
  const locale = useLocale();
  const { indicators: words } = useMessages();
  const samples = useApp((state) => state.view.samples);
  return groupsOf(shown, catalogue.strategies, samples).map(({ strategy, members }) => (
    <section key={strategy?.id ?? ''} className={styles.group}>
      {strategy && <StrategyHead strategy={strategy} />}
      <ul className={styles.list} aria-label={strategy?.name[locale] ?? words.title}>
        {members.map((indicator) => (
          <IndicatorEntry
            key={indicator.id}
            indicator={indicator}
            manifest={manifest}
            departments={catalogue.departments}
            nested={strategy !== undefined}
            samples={samples}
            summary={summaries.get(indicator.id)}
            onOpen={() => onOpen(indicator.id)}
          />
        ))}
      </ul>
    </section>
  ));
}

/** Indicators that fit the filter: those in use, and those that no page shows. */
function useFound(
  catalogue: Catalogue | undefined,
  list: DefinitionList | undefined,
  search: string,
) {
  const filter = decodeDefinitions(search);
  const summaries = new Map(list?.definitions.map((one) => [one.id, one]));
  const shown = (catalogue?.indicators ?? []).filter((one) =>
    fitsFilter(one, summaries.get(one.id), filter),
  );
  const offered = new Set(catalogue?.indicators.map(({ id }) => id));
  const resting = (list?.definitions ?? []).filter(
    (one) => !offered.has(one.id) && fitsFilter(one, one, filter),
  );
  return { filter, summaries, shown, resting };
}

function IndicatorList({ search, onOpen, onSearch, onGo }: IndicatorsProps) {
  const locale = useLocale();
  const { indicators: words, definition } = useMessages();
  const samples = useApp((state) => state.view.samples);
  const catalogue = useQuery(catalogueQuery());
  const manifest = useQuery(manifestQuery());
  // Whoever may not read drafts reads the list without them.
  const list = useQuery({ ...definitionsQuery(), retry: false });
  const found = useFound(catalogue.data, list.data, search);
  const error = catalogue.error ?? manifest.error;
  function retry() {
    void catalogue.refetch();
    void manifest.refetch();
  }
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={retry} />;
  if (!catalogue.data || !manifest.data) return <Skeleton height="40rem" />;
  const { indicators, departments } = catalogue.data;
  const { filter, summaries, shown, resting } = found;
  const owner = departments.find(({ to }) => to === undefined)?.code ?? '';
  return (
    <>
      <div className={styles.bar}>
        <p className={styles.intro}>{words.intro(indicators.length)}</p>
        <Check
          label={words.samples}
          checked={samples}
          onChange={(isShown) => onSearch(encodeDefinitions(filter, isShown), 'push')}
        />
        {list.data?.mayImport && <Desk list={list.data} owner={owner} onGo={onGo} />}
      </div>
      <FilterBar
        filter={filter}
        departments={departments}
        found={shown.length + resting.length}
        seesDrafts={list.data !== undefined}
        onFilter={(next, mode) => onSearch(encodeDefinitions(next, samples), mode)}
      />
      {shown.length + resting.length === 0 && <p>{definition.filter.none}</p>}
      <Groups
        catalogue={catalogue.data}
        manifest={manifest.data}
        {...{ summaries, shown, onOpen }}
      />
      <Resting summaries={resting} />
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
