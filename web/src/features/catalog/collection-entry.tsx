import type { CollectionStatus } from '@bada/shared/catalogue';
import { useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './collections.module.css';
import entries from './entries.module.css';
import { RunHistory } from './run-history.tsx';
import { type RunState, StateMark, useMoment, useOutcome } from './run-words.tsx';
import type { CollectionActions } from './use-collection-actions.ts';

function stateOf({ next, last }: CollectionStatus): RunState {
  if (next?.state === 'running' || next?.state === 'paused') return next.state;
  if (next && new Date(next.runAt) <= new Date()) return 'queued';
  return last?.state ?? 'never';
}

function Times({ status: { next, last, collection } }: { status: CollectionStatus }) {
  const words = useMessages().collections;
  const moment = useMoment();
  const outcome = useOutcome();
  const shown = next?.error ? next : last;
  return (
    <dl className={styles.times}>
      <dt>{words.last}</dt>
      <dd>{last?.finishedAt ? moment(last.finishedAt) : '-'}</dd>
      <dt>{words.next}</dt>
      <dd>
        {next && next.state !== 'paused'
          ? moment(next.runAt)
          : collection.schedule
            ? '-'
            : words.byHand}
      </dd>
      <dt>{words.runResult}</dt>
      <dd className={shown?.error ? styles.error : undefined}>
        {shown ? outcome(shown) : '-'}
        {shown?.error && <span className={styles.code}> {shown.error.code}</span>}
      </dd>
    </dl>
  );
}

function Buttons({ status, actions, onEdit }: EntryProps) {
  const words = useMessages().collections;
  const { collection, next } = status;
  const named = (action: string) => ({ 'aria-label': words.named(action, collection.title) });
  const isRunning = next?.state === 'running';
  return (
    <div className={styles.buttons}>
      {isRunning ? (
        <Button {...named(words.cancelRun)} onClick={() => actions.change(status, next, 'cancel')}>
          {words.cancelRun}
        </Button>
      ) : (
        <Button {...named(words.runNow)} onClick={() => actions.run(status)}>
          {words.runNow}
        </Button>
      )}
      {next?.state === 'queued' && collection.schedule && (
        <Button {...named(words.pause)} onClick={() => actions.change(status, next, 'pause')}>
          {words.pause}
        </Button>
      )}
      {next?.state === 'paused' && (
        <Button {...named(words.resume)} onClick={() => actions.change(status, next, 'resume')}>
          {words.resume}
        </Button>
      )}
      <Button variant="quiet" {...named(words.edit)} onClick={() => onEdit(collection)}>
        {words.edit}
      </Button>
      <Button variant="quiet" {...named(words.remove)} onClick={() => actions.remove(status)}>
        {words.remove}
      </Button>
    </div>
  );
}

interface EntryProps {
  status: CollectionStatus;
  actions: CollectionActions;
  onEdit: (collection: CollectionStatus['collection']) => void;
}

/** One collection: how it stands, its last and next run, and what can be done with it. */
export function CollectionEntry(props: EntryProps) {
  const { kinds } = useMessages().collections;
  const { collection } = props.status;
  return (
    <li className={entries.entry}>
      <div className={entries.title}>
        <h2>{collection.title}</h2>
        <span className={entries.badges}>
          <StateMark state={stateOf(props.status)} />
          <Badge>{kinds[collection.source.kind]}</Badge>
        </span>
      </div>
      <Times status={props.status} />
      <Buttons {...props} />
      <RunHistory subject={collection.id} />
    </li>
  );
}
