import type { DatasetHit } from '@bada/shared/catalogue';
import { Link } from '@tanstack/react-router';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import styles from './catalog.module.css';
import { DatasetBadges } from './dataset-badges.tsx';
import entries from './entries.module.css';
import { Marked } from './marked.tsx';

/** One dataset among the results. */
export function DatasetEntry({ dataset, query }: { dataset: DatasetHit; query: string }) {
  const locale = useLocale();
  const { catalog } = useMessages();
  const users = dataset.usedBy.length;
  const facts = [
    dataset.owner.name[locale],
    dataset.publisher[locale],
    catalog.asOf(formatDate(dataset.asOf, locale)),
    catalog.rows(formatNumber(dataset.rows)),
    users === 0 ? catalog.unused : catalog.usedBy(users),
  ];
  return (
    <li className={entries.entry}>
      <div className={entries.title}>
        <h2>
          <Link to="/catalog/$id" params={{ id: dataset.id }}>
            <Marked text={dataset.title[locale]} query={query} />
          </Link>
        </h2>
        <div className={entries.badges}>
          <DatasetBadges dataset={dataset} />
        </div>
      </div>
      <p>
        <Marked text={dataset.summary[locale]} query={query} />
      </p>
      <p className={styles.facts}>
        <Marked text={facts.join(' · ')} query={query} />
      </p>
    </li>
  );
}
