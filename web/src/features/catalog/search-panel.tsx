import type { DatasetPage } from '@bada/shared/catalogue';
import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
} from '@tanstack/react-query';
import { useState } from 'react';
import { findDatasetsQuery } from '../../api/datasets.ts';
import { failureOf } from '../../api/failure.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { type CatalogView, HERE } from '../../state/catalog.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './catalog.module.css';
import { DatasetEntry } from './dataset-entry.tsx';
import { ElsewhereList } from './elsewhere-list.tsx';
import entries from './entries.module.css';
import { FacetPanel } from './facet-panel.tsx';

interface SearchProps {
  view: CatalogView;
  onChange: (part: Partial<CatalogView>, mode?: 'push' | 'replace') => void;
}

/** The field keeps what is typed while the address follows: Hangul is composed key by key. */
function SearchField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { catalog } = useMessages();
  const [typed, setTyped] = useState(text);
  const [told, setTold] = useState(text);
  if (text !== told) {
    setTold(text);
    setTyped(text);
  }
  function type(value: string) {
    setTyped(value);
    setTold(value);
    onText(value);
  }
  return (
    <search>
      <TextField
        type="search"
        label={catalog.searchLabel}
        hint={catalog.searchHint}
        value={typed}
        onChange={type}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={200}
      />
    </search>
  );
}

type Found = UseInfiniteQueryResult<InfiniteData<DatasetPage>>;

function NoneFound({ onClear }: { onClear: () => void }) {
  const { none } = useMessages().catalog;
  return (
    <EmptyState
      title={none.title}
      reason={none.reason}
      action={<Button onClick={onClear}>{none.clear}</Button>}
    />
  );
}

/** Datasets of our own catalogue. */
function OwnResults({ found, text, onClear }: { found: Found; text: string; onClear: () => void }) {
  const { catalog } = useMessages();
  const { data, hasNextPage, fetchNextPage } = found;
  const datasets = data?.pages.flatMap((page) => page.datasets) ?? [];
  const [first] = data?.pages ?? [];
  return (
    <>
      <p role="status" className={styles.count}>
        {catalog.found(formatNumber(first?.total ?? 0))}
        {first?.forgiving && ` · ${catalog.forgiving}`}
      </p>
      {datasets.length === 0 ? (
        <NoneFound onClear={onClear} />
      ) : (
        <ul className={entries.list} aria-label={catalog.datasets}>
          {datasets.map((dataset) => (
            <DatasetEntry key={dataset.id} dataset={dataset} query={text} />
          ))}
        </ul>
      )}
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{catalog.more}</Button>}
    </>
  );
}

function Results({ view, onChange }: SearchProps) {
  const locale = useLocale();
  const found = useInfiniteQuery(findDatasetsQuery(view.text, view.choice));
  const { data, error, refetch } = found;
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="40rem" />;
  const [first] = data.pages;
  const others = view.origin.filter((one) => one !== HERE);
  const showsOwn = others.length === 0 || others.length < view.origin.length;
  const showsOthers = view.origin.length === 0 || others.length > 0;
  const clear = () => onChange({ text: '', choice: {}, origin: [] });
  return (
    <div className={styles.columns}>
      <FacetPanel
        // They narrow our own datasets alone.
        facets={showsOwn ? (first?.facets ?? []) : []}
        own={first?.total ?? 0}
        text={view.text}
        choice={view.choice}
        origin={view.origin}
        onChoose={(choice) => onChange({ choice })}
        onOrigin={(origin) => onChange({ origin })}
        onClear={() => onChange({ choice: {}, origin: [] })}
      />
      <div className={styles.results}>
        {showsOwn && <OwnResults found={found} text={view.text} onClear={clear} />}
        {showsOthers && (
          <ElsewhereList
            text={view.text}
            origin={others}
            none={showsOwn ? null : <NoneFound onClear={clear} />}
          />
        )}
      </div>
    </div>
  );
}

/** Searching for datasets. */
export function SearchPanel({ view, onChange }: SearchProps) {
  return (
    <>
      <SearchField text={view.text} onText={(text) => onChange({ text }, 'replace')} />
      <Results view={view} onChange={onChange} />
    </>
  );
}
