import { Link } from '@tanstack/react-router';
import { useMessages } from '../../i18n/locale-context.tsx';
import { CheckIcon, NoneIcon } from '../../ui/icons.tsx';
import { ErrorState } from '../../ui/states.tsx';
import styles from './bring.module.css';
import type { SentFile } from './use-sending.ts';

function Sent({ one, onAgain }: { one: SentFile; onAgain: (file: File) => void }) {
  const { bring } = useMessages();
  const { file } = one;
  switch (one.kind) {
    case 'sent':
      return (
        <p>
          <CheckIcon size={14} /> {bring.brought}{' '}
          <Link to="/bring/$id" params={{ id: one.id }}>
            {file.name}
          </Link>
        </p>
      );
    case 'stopped':
      return (
        <p>
          <NoneIcon size={14} /> {bring.notSent} {file.name}
        </p>
      );
    case 'failed':
      return (
        <ErrorState
          title={`${bring.again}: ${file.name}`}
          message={one.message}
          {...(one.code === undefined ? {} : { code: one.code })}
          onRetry={() => onAgain(file)}
        />
      );
  }
}

/** What became of the files of one drop. */
export function SentList({
  sent,
  onAgain,
}: {
  sent: readonly SentFile[];
  onAgain: (file: File) => void;
}) {
  const { bring } = useMessages();
  if (sent.length === 0) return null;
  return (
    <ul className={styles.sent} aria-label={bring.sentList}>
      {sent.map((one, at) => (
        <li key={`${at} ${one.file.name}`}>
          <Sent one={one} onAgain={onAgain} />
        </li>
      ))}
    </ul>
  );
}
