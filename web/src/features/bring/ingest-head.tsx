import type { Ingest, IngestState } from '@bada/shared/intake';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { failureOf } from '../../api/failure.ts';
import { cancelIngest, deleteIngest, INGESTS_KEY, isBusy, runIngest } from '../../api/ingests.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { sizeText } from '../../i18n/size.ts';
import { useApp } from '../../state/context.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckIcon, TrashIcon } from '../../ui/icons.tsx';
import { ErrorState } from '../../ui/states.tsx';
import styles from './bring.module.css';
import { StateMark } from './state-mark.tsx';
import { useIngestChange } from './use-ingest-change.ts';

interface HeadProps {
  ingest: Ingest;
  /** Goes back to the list. */
  onLeave: () => void;
}

/** Step that is to be done now, from 0; 5 when all are done. */
const PRESENT: Readonly<Record<IngestState['kind'], number>> = {
  received: 0,
  reading: 0,
  failed: 1,
  cancelled: 1,
  ready: 1,
  running: 2,
  done: 3,
  published: 5,
};

function Steps({ kind }: { kind: IngestState['kind'] }) {
  const { steps } = useMessages().bring;
  const present = PRESENT[kind];
  return (
    <ol className={styles.steps} aria-label={steps.label}>
      {steps.names.map((name, at) => (
        <li key={name} aria-current={at === present ? 'step' : undefined}>
          {at < present ? (
            <>
              <CheckIcon size={14} />
              <span className="sr-only">{steps.done}</span>
            </>
          ) : (
            <span>{at + 1}</span>
          )}{' '}
          {name}
        </li>
      ))}
    </ol>
  );
}

function Facts({ ingest: { file, tables } }: { ingest: Ingest }) {
  const { facts, formats, encodings } = useMessages().bring;
  const { format, encoding } = file;
  return (
    <p className={styles.facts}>
      {format !== undefined && <span>{formats[format] ?? format}</span>}
      {encoding !== undefined && <span>{encodings[encoding]}</span>}
      <span>{sizeText(file.bytes)}</span>
      {tables.length > 1 && <span>{facts.tables(formatNumber(tables.length))}</span>}
    </p>
  );
}

function useRemove({ ingest, onLeave }: Pick<HeadProps, 'ingest' | 'onLeave'>) {
  const client = useQueryClient();
  const confirm = useApp((state) => state.confirm);
  const { bring } = useMessages();
  return useMutation({
    mutationFn: () => deleteIngest(ingest),
    async onSuccess() {
      onLeave();
      confirm(bring.removed(ingest.file.name));
      await client.invalidateQueries({ queryKey: [...INGESTS_KEY, 'list'] });
    },
  });
}

function Actions({ ingest, onLeave }: HeadProps) {
  const locale = useLocale();
  const { bring } = useMessages();
  const { kind } = ingest.state;
  const change = useIngestChange(ingest.id);
  const remove = useRemove({ ingest, onLeave });
  const failure = change.error ?? remove.error;
  const isOver = kind === 'failed' || kind === 'cancelled';
  return (
    <>
      <div className={styles.actions}>
        {isBusy(kind) && (
          <Button onClick={() => change.mutate(() => cancelIngest(ingest))}>{bring.stop}</Button>
        )}
        {isOver && ingest.file.isKept && (
          <Button
            variant="primary"
            disabled={change.isPending}
            onClick={() => change.mutate(() => runIngest(ingest))}
          >
            {bring.again}
          </Button>
        )}
        {!isBusy(kind) && (
          <Button
            variant="quiet"
            icon={<TrashIcon size={16} />}
            disabled={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {bring.remove}
          </Button>
        )}
      </div>
      {failure && <ErrorState of="act" {...failureOf(failure, locale)} />}
    </>
  );
}

/** Whose turn it is with a file, what it is, and what can be done with it as a whole. */
export function IngestHead(props: HeadProps) {
  const locale = useLocale();
  const { bring } = useMessages();
  const { state, file } = props.ingest;
  return (
    <header className={styles.head}>
      <Link to="/bring">{bring.back}</Link>
      <h1>{file.name}</h1>
      <Facts ingest={props.ingest} />
      <Steps kind={state.kind} />
      {state.kind === 'failed' ? (
        <ErrorState
          title={state.failure.message[locale]}
          message={state.failure.next[locale]}
          code={state.failure.code}
        />
      ) : (
        <p className={styles.sentence} role="status">
          <StateMark kind={state.kind} /> {bring.sentences[state.kind]}
        </p>
      )}
      <Actions {...props} />
    </header>
  );
}
