import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { definitionDependentsQuery } from '../../api/definitions.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './editor.module.css';
import { Section } from './section.tsx';

/** What shows an indicator and would change with it, and what it is computed from. */
export function DependentsPanel({ id }: { id: string }) {
  const locale = useLocale();
  const { sections, dependents: words } = useMessages().definition;
  const { data, error, refetch } = useQuery(definitionDependentsQuery(id));
  return (
    <Section title={sections.dependents}>
      {error && <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height="6rem" />}
      {data && (
        <div className={styles.list}>
          <p>{data.isOffered ? words.offered : words.notOffered}</p>
          <p>{data.boards.length === 0 ? words.noBoards : words.boards(data.boards.length)}</p>
          {data.boards.length > 0 && (
            <ul className={styles.columns}>
              {data.boards.map(({ title, href }) => (
                <li key={href + title}>
                  <a href={href}>{title}</a>
                </li>
              ))}
            </ul>
          )}
          {data.otherBoards > 0 && <p>{words.otherBoards(data.otherBoards)}</p>}
          <p>
            {words.datasets}:{' '}
            {data.datasets.map(({ id: dataset, title }, at) => (
              <span key={dataset}>
                {at > 0 && ', '}
                <Link to="/catalog/$id" params={{ id: dataset }}>
                  {title[locale]}
                </Link>
              </span>
            ))}
          </p>
          {data.proofs > 0 && <p className={styles.note}>{words.proofs(data.proofs)}</p>}
        </div>
      )}
    </Section>
  );
}
