import { type Harvested, harvestedWords } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { harvestedQuery } from '../../api/collections.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './catalog.module.css';
import { ElsewhereEdit } from './elsewhere-edit.tsx';
import entries from './entries.module.css';

function Entry({
  harvested,
  source,
  onEdit,
}: {
  harvested: Harvested;
  /** Name of the catalogue that it comes from. */
  source: string;
  onEdit: () => void;
}) {
  const { elsewhere } = useMessages().collections;
  const locale = useLocale();
  const { title, description } = harvestedWords(harvested);
  const { address, publisher, formats, licence } = harvested.entry;
  const facts = [publisher, formats.join(', '), licence].filter((fact) => fact !== '');
  return (
    <li className={entries.entry}>
      <div className={entries.title}>
        <h3>
          {address === '' ? (
            title
          ) : (
            <a href={address} target="_blank" rel="noreferrer noopener">
              {title}
            </a>
          )}
        </h3>
        <span className={entries.badges}>
          <Badge>{elsewhere.from(source)}</Badge>
          {harvested.vanished !== null && (
            <Badge tone="caution">
              {elsewhere.gone(formatDate(harvested.vanished.slice(0, 10), locale))}
            </Badge>
          )}
          {harvested.edited && <Badge>{elsewhere.edited}</Badge>}
          {harvested.conflict && <Badge tone="caution">{elsewhere.conflict}</Badge>}
        </span>
      </div>
      {description !== '' && <p>{description.slice(0, 300)}</p>}
      <p className={styles.facts}>{facts.join(' · ')}</p>
      <Button variant="link" aria-label={elsewhere.editOf(title)} onClick={onEdit}>
        {elsewhere.edit}
      </Button>
    </li>
  );
}

/** Datasets of other catalogues that hold the words. */
export function ElsewhereList({
  text,
  origin,
  none,
}: {
  text: string;
  origin: readonly string[];
  /** What stands here where there are none. */
  none: ReactNode;
}) {
  const { elsewhere } = useMessages().collections;
  const { data } = useQuery(harvestedQuery(text, origin));
  const [editing, setEditing] = useState<Harvested>();
  if (!data) return null;
  if (data.total === 0) return none;
  const titles = new Map(data.origins.map((one) => [one.id, one.title]));
  const title = elsewhere.title(formatNumber(data.total));
  return (
    <section className={styles.elsewhere} aria-label={title}>
      <h2>{title}</h2>
      <p className={styles.facts}>{elsewhere.hint}</p>
      <ul className={entries.list}>
        {data.entries.map((harvested) => (
          <Entry
            key={harvested.id}
            harvested={harvested}
            source={titles.get(harvested.collection) ?? harvested.collection}
            onEdit={() => setEditing(harvested)}
          />
        ))}
      </ul>
      {editing && <ElsewhereEdit harvested={editing} onClose={() => setEditing(undefined)} />}
    </section>
  );
}
