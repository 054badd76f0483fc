import type { ContractHistory as History } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { contractHistoryQuery, contractQuery } from '../../api/contracts.ts';
import { failureOf } from '../../api/failure.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ChangeList } from '../../ui/change-list.tsx';
import { ErrorState } from '../../ui/states.tsx';
import styles from './contract.module.css';
import { DatasetSection } from './section.tsx';
import { useContractRestore } from './use-contract-save.ts';

type Version = History['versions'][number];

function useWho(author: string): string {
  const { history } = useMessages().contract;
  if (author === 'system') return history.system;
  return author === 'local' ? history.local : author;
}

function Entry({
  version,
  isFirst,
  onRestore,
}: {
  version: Version;
  isFirst: boolean;
  /** Absent where the viewer may not, or it is the current one. */
  onRestore?: (() => void) | undefined;
}) {
  const locale = useLocale();
  const { history } = useMessages().contract;
  const who = useWho(version.author);
  const { at, reason, current, changes } = version;
  return (
    <li className={styles.version}>
      <p>
        <strong>{history.version(version.version)}</strong>{' '}
        {current && <Badge tone="info">{history.current}</Badge>}
      </p>
      {at !== null && <p className={styles.note}>{history.by(who, formatDate(at, locale))}</p>}
      {reason !== null && <p>{reason}</p>}
      {changes.length > 0 && <ChangeList changes={changes} />}
      {changes.length === 0 && (
        <p className={styles.note}>{isFirst ? history.first : history.empty}</p>
      )}
      {onRestore && <Button onClick={onRestore}>{history.restore(version.version)}</Button>}
    </li>
  );
}

/** Every version of what was said of a dataset, and the way back to each. */
export function ContractHistory({ id }: { id: string }) {
  const locale = useLocale();
  const { history } = useMessages().contract;
  const { folded } = useMessages().dataset;
  const { data, error, refetch } = useQuery(contractHistoryQuery(id));
  const { data: contract } = useQuery(contractQuery(id));
  const restore = useContractRestore(id);
  const failure = error ?? restore.error;
  const versions = data?.versions ?? [];
  return (
    <DatasetSection
      part="history"
      title={history.title}
      said={data && folded.versions(formatNumber(versions.length))}
    >
      {failure && (
        <ErrorState
          of={error ? 'load' : 'act'}
          {...failureOf(failure, locale)}
          onRetry={() => void refetch()}
        />
      )}
      {data && versions.length === 0 && <p className={styles.note}>{history.none}</p>}
      <ol className={styles.versions}>
        {versions.map((version, at) => (
          <Entry
            key={version.version}
            version={version}
            isFirst={at === versions.length - 1}
            onRestore={
              contract?.state.mayEdit && !version.current
                ? () => restore.mutate({ version: version.version, tag: contract.tag })
                : undefined
            }
          />
        ))}
      </ol>
    </DatasetSection>
  );
}
