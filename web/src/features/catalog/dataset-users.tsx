import type { DatasetNode } from '@bada/shared';
import type { MouseEvent } from 'react';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import styles from './dataset-page.module.css';
import { Section } from './section.tsx';

/** Indicators that are computed from the dataset, each a way into the overview. */
export function DatasetUsers({
  dataset,
  onGo,
}: {
  dataset: DatasetNode;
  onGo: (href: string) => void;
}) {
  const locale = useLocale();
  const { catalog, dataset: words } = useMessages();
  function follow(event: MouseEvent<HTMLAnchorElement>, href: string) {
    // A click with a modifier opens a tab, which the browser does itself.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onGo(href);
  }
  return (
    <Section title={words.users}>
      {dataset.usedBy.length === 0 ? (
        <p className={styles.note}>{catalog.unused}</p>
      ) : (
        <ul className={styles.links}>
          {dataset.usedBy.map(({ id, name }) => {
            const href = `/?indicator=${encodeURIComponent(id)}`;
            return (
              <li key={id}>
                <a href={href} onClick={(event) => follow(event, href)}>
                  {name[locale]}
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
