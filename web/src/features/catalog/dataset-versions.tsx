import type { DatasetDetail, DatasetVersion } from '@bada/shared/catalogue';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { restoreVersion } from '../../api/versions.ts';
import { formatDate, formatNumber, formatValue } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { DatasetSection } from './section.tsx';
import { VersionDiff } from './version-diff.tsx';
import styles from './versions.module.css';

const HASH_SHOWN = 12;

/** Goes back to a version; the confirmation undoes it. */
function useRestore({ dataset: { id }, manifest }: DatasetDetail) {
  const client = useQueryClient();
  const { versions } = useMessages();
  const confirm = useApp((state) => state.confirm);
  const restore = useMutation({
    mutationFn: ({ from, held }: { from: string; held: string; version: string }) =>
      restoreVersion(id, { from, held }),
    onSuccess: async (restored, { version, held }) => {
      await client.invalidateQueries({ queryKey: ['datasets'] });
      // Undoing an undoing would go round in circles.
      const undo =
        held === manifest
          ? () => restore.mutate({ from: restored.before, held: restored.manifest, version })
          : undefined;
      confirm(versions.restored(version), undo);
    },
  });
  return restore;
}

function useRunText() {
  const { versions, contract } = useMessages();
  return ({ run }: DatasetVersion) => {
    if (run === null) return versions.unknownRun;
    const who = run.author === 'local' ? contract.history.local : (run.author ?? '');
    return versions.by(versions.jobs[run.job] ?? run.job, who);
  };
}

function Name({ version, current, changeReason }: DatasetVersion) {
  const { versions: words } = useMessages().dataset;
  return (
    <>
      {version} {current && <Badge tone="info">{words.current}</Badge>}
      {changeReason !== null && <p>{words.changed(changeReason)}</p>}
    </>
  );
}

function useColumns(actions: Column<DatasetVersion>): Column<DatasetVersion>[] {
  const locale = useLocale();
  const { dataset, versions } = useMessages();
  const { versions: words, facts } = dataset;
  const runText = useRunText();
  const date = (day: string) => <span className={styles.whole}>{formatDate(day, locale)}</span>;
  return [
    { id: 'version', header: words.version, cell: Name },
    { id: 'published', header: words.published, cell: ({ publishedAt }) => date(publishedAt) },
    { id: 'run', header: versions.made, cell: runText },
    { id: 'as-of', header: facts.asOf, cell: ({ asOf }) => date(asOf) },
    { id: 'rows', header: facts.rows, align: 'end', cell: ({ rows }) => formatNumber(rows) },
    {
      id: 'score',
      header: versions.score,
      align: 'end',
      cell: ({ score }) => formatValue(score, { locale, decimals: 1 }),
    },
    {
      id: 'hash',
      header: words.hash,
      cell: ({ hash }) => <code title={hash}>{hash.slice(0, HASH_SHOWN)}</code>,
    },
    actions,
  ];
}

/** The versions that were published, the newest first: compared with the current one, or gone back to. */
export function DatasetVersions({ detail }: { detail: DatasetDetail }) {
  const locale = useLocale();
  const { dataset: page, versions: more } = useMessages();
  const { versions, manifest, mayRestore, dataset } = detail;
  const [compared, setCompared] = useState<DatasetVersion>();
  const restore = useRestore(detail);
  const current = versions.find((one) => one.current);
  const columns = useColumns({
    id: 'actions',
    header: more.actions,
    cell: (one) =>
      one.current ? null : (
        <span className={styles.actions}>
          <Button aria-label={more.compare(one.version)} onClick={() => setCompared(one)}>
            {more.compareShort}
          </Button>
          {mayRestore && (
            <Button
              aria-label={more.restore(one.version)}
              disabled={restore.isPending}
              onClick={() =>
                restore.mutate({ from: one.manifest, held: manifest, version: one.version })
              }
            >
              {more.restoreShort}
            </Button>
          )}
        </span>
      ),
  });
  return (
    <DatasetSection
      part="versions"
      title={page.versions.title}
      said={page.folded.count(formatNumber(versions.length))}
    >
      {restore.error && <ErrorState of="act" {...failureOf(restore.error, locale)} />}
      <DataTable
        caption={page.versions.title}
        hideCaption
        columns={columns}
        rows={versions}
        rowKey={({ hash }) => hash}
      />
      {compared && current && compared.hash !== current.hash && (
        <>
          <VersionDiff
            key={compared.manifest}
            id={dataset.id}
            before={compared.manifest}
            after={current.manifest}
            title={more.diff(compared.version, current.version)}
          />
          <Button onClick={() => setCompared(undefined)}>{more.close}</Button>
        </>
      )}
    </DatasetSection>
  );
}
