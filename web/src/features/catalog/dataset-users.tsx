import type { DatasetNode } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { lineageQuery } from '../../api/lineage.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import styles from './dataset-page.module.css';
import { InsideLink } from './inside-link.tsx';
import { DatasetSection } from './section.tsx';

function Boards({ id, onGo }: { id: string; onGo: (href: string) => void }) {
  const { dataset: words } = useMessages();
  const { data } = useQuery(lineageQuery(id));
  const boards = data?.nodes.filter(({ kind }) => kind === 'board') ?? [];
  if (boards.length === 0) return null;
  return (
    <>
      <h3 className={styles.note}>{words.boards}</h3>
      <ul className={styles.links}>
        {boards.map((board) => (
          <li key={board.id}>
            <InsideLink href={board.href ?? '/boards'} onGo={onGo}>
              {board.title.ko}
            </InsideLink>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Indicators that are computed from the dataset and boards that show them, each with a way there. */
export function DatasetUsers({
  dataset,
  onGo,
}: {
  dataset: DatasetNode;
  onGo: (href: string) => void;
}) {
  const locale = useLocale();
  const { catalog, dataset: words } = useMessages();
  return (
    <DatasetSection
      part="users"
      title={words.users}
      said={dataset.usedBy.length === 0 ? catalog.unused : catalog.usedBy(dataset.usedBy.length)}
    >
      {dataset.usedBy.length === 0 ? (
        <p className={styles.note}>{catalog.unused}</p>
      ) : (
        <ul className={styles.links}>
          {dataset.usedBy.map(({ id, name }) => (
            <li key={id}>
              <InsideLink href={`/?indicator=${encodeURIComponent(id)}`} onGo={onGo}>
                {name[locale]}
              </InsideLink>
            </li>
          ))}
        </ul>
      )}
      <Boards id={dataset.id} onGo={onGo} />
    </DatasetSection>
  );
}
