import { Link } from '@tanstack/react-router';
import { useMessages } from '../../i18n/locale-context.tsx';
import { type CatalogView, decodeCatalog, encodeCatalog } from '../../state/catalog.ts';
import { PlusIcon } from '../../ui/icons.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './catalog.module.css';
import { CollectionsPanel } from './collections-panel.tsx';
import { GlossaryPanel } from './glossary-panel.tsx';
import { SearchPanel } from './search-panel.tsx';
import { TasksPanel } from './tasks-panel.tsx';

/** The catalogue: search first, facets at its left, results; the standard terms in use, the tasks that
 * failures led to, or what is fetched from other systems. */
export function CatalogPage({
  search,
  onSearch,
}: {
  /** Search part of the address, which holds all that was chosen. */
  search: string;
  onSearch: (search: string, mode: 'push' | 'replace') => void;
}) {
  const { bring, catalog, collections, tasks, listing } = useMessages();
  const view = decodeCatalog(search);
  function change(part: Partial<CatalogView>, mode: 'push' | 'replace' = 'push') {
    onSearch(encodeCatalog({ ...view, ...part }), mode);
  }
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{catalog.title}</h1>
        <div className={styles.ways}>
          <Link to="/catalog/listing">{listing.title}</Link>
          <Link to="/bring" className={styles.bring}>
            <PlusIcon size={16} />
            {bring.open}
          </Link>
        </div>
      </header>
      <div>
        <Segmented
          label={catalog.parts}
          options={[
            { value: 'datasets', label: catalog.datasets },
            { value: 'terms', label: catalog.terms },
            { value: 'tasks', label: tasks.title },
            { value: 'collections', label: collections.part },
          ]}
          value={view.part}
          onChange={(part) => change({ part })}
        />
      </div>
      {view.part === 'terms' && <GlossaryPanel />}
      {view.part === 'tasks' && <TasksPanel search={search} onSearch={onSearch} />}
      {view.part === 'datasets' && <SearchPanel view={view} onChange={change} />}
      {view.part === 'collections' && <CollectionsPanel />}
    </div>
  );
}
