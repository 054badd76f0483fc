import { type DefinitionHistory, definitionChanges } from '@bada/shared/definitions';
import { useQuery } from '@tanstack/react-query';
import { definitionHistoryQuery } from '../../api/definitions.ts';
import { failureOf } from '../../api/failure.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ChangeList } from '../../ui/change-list.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './editor.module.css';
import { Section } from './section.tsx';

type State = DefinitionHistory['states'][number];

function Comparison({ state, inForce }: { state: State; inForce: State }) {
  const { history } = useMessages().definition;
  const changes = definitionChanges(state.document, inForce.document);
  return (
    <details>
      <summary>{history.compare}</summary>
      {changes.length === 0 ? (
        <p className={styles.note}>{history.same}</p>
      ) : (
        <ChangeList changes={changes} />
      )}
    </details>
  );
}

function Entry({
  state,
  inForce,
  isFirst,
  onRestore,
}: {
  state: State;
  inForce: State | undefined;
  isFirst: boolean;
  /** Absent where the viewer may not, or it is the newest. */
  onRestore?: (() => void) | undefined;
}) {
  const locale = useLocale();
  const { history } = useMessages().definition;
  const { version, revision, author, approver, reason, effectiveFrom, at, changes } = state;
  const name = history.state(version, revision);
  return (
    <li className={styles.state}>
      <p>
        <strong>{name}</strong> {state.inForce && <Badge tone="info">{history.inForce}</Badge>}
      </p>
      <p className={styles.note}>
        {author && approver ? history.by(author.name, approver.name) : history.shipped} ·{' '}
        {effectiveFrom === null ? history.always : history.from(formatDate(effectiveFrom, locale))}{' '}
        · {history.on(formatDate(at, locale))}
      </p>
      {reason !== null && <p>{reason}</p>}
      {isFirst && <p className={styles.note}>{history.first}</p>}
      {changes.length > 0 && <ChangeList changes={changes} />}
      {inForce && inForce !== state && <Comparison state={state} inForce={inForce} />}
      {onRestore && <Button onClick={onRestore}>{history.restore(name)}</Button>}
    </li>
  );
}

/** Every approved state of a definition: who, from when on, why, what it changed, and the way back. */
export function HistoryPanel({
  id,
  onRestore,
}: {
  id: string;
  /** Begins a draft with a state; absent where the viewer may not. */
  onRestore?: ((number: number) => void) | undefined;
}) {
  const locale = useLocale();
  const { sections, history } = useMessages().definition;
  const { data, error, refetch } = useQuery(definitionHistoryQuery(id));
  const states = data?.states ?? [];
  const inForce = states.find((state) => state.inForce);
  return (
    <Section title={sections.history}>
      {error && <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height="6rem" />}
      {data && states.length === 0 && <p className={styles.note}>{history.none}</p>}
      <ol>
        {states.map((state, at) => (
          <Entry
            key={state.number}
            state={state}
            inForce={inForce}
            isFirst={at === states.length - 1}
            onRestore={onRestore && at > 0 ? () => onRestore(state.number) : undefined}
          />
        ))}
      </ol>
    </Section>
  );
}
