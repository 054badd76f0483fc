import type { VersionDiff as Diff, RowChangeKind } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { DIFF_ROWS, versionDiffQuery } from '../../api/versions.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './versions.module.css';

type Kind = RowChangeKind | 'all';

const KINDS: readonly Kind[] = ['all', 'added', 'removed', 'changed'];

function sideText(side: Readonly<Record<string, string | null>>): string {
  return Object.entries(side)
    .map(([name, value]) => `${name} ${value ?? '-'}`)
    .join(', ');
}

function Drift({ drift }: { drift: Diff['drift'] }) {
  const { versions } = useMessages();
  if (drift.length === 0) return <p className={styles.note}>{versions.noDrift}</p>;
  return (
    <ul className={styles.drift}>
      {drift.map(({ kind, column, before, after, breaking }) => (
        <li key={`${column} ${kind}`}>
          <code>{column}</code> {versions.drift[kind]}{' '}
          {[before, after].filter((one) => one !== null).join(' → ')}{' '}
          <Badge tone={breaking ? 'caution' : 'info'}>
            {breaking ? versions.breaking : versions.harmless}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

function Counts({ diff }: { diff: Diff }) {
  const { versions } = useMessages();
  const { added, removed, changed, same, keyed } = diff;
  const isSame = added + removed + changed === 0;
  const [a, b, c, d] = [added, removed, changed, same].map((count) => formatNumber(count));
  return (
    <>
      <p role="status">
        {isSame ? versions.same : versions.counts(a ?? '', b ?? '', c ?? '', d ?? '')}
      </p>
      {!keyed && <p className={styles.note}>{versions.unkeyed}</p>}
    </>
  );
}

function totalOf({ added, removed, changed }: Diff, kind: Kind): number {
  return kind === 'all' ? added + removed + changed : { added, removed, changed }[kind];
}

function Rows({
  diff,
  kind,
  onOffset,
}: {
  diff: Diff;
  kind: Kind;
  onOffset: (offset: number) => void;
}) {
  const { versions } = useMessages();
  const { offset, rows } = diff;
  const total = totalOf(diff, kind);
  const end = offset + rows.length;
  return (
    <>
      <DataTable
        caption={versions.rows}
        hideCaption
        columns={[
          { id: 'key', header: versions.key, cell: ({ key }) => sideText(key) },
          { id: 'kind', header: versions.kind, cell: ({ kind: one }) => versions.kinds[one] },
          { id: 'before', header: versions.before, cell: ({ before }) => sideText(before) },
          { id: 'after', header: versions.after, cell: ({ after }) => sideText(after) },
        ]}
        rows={rows}
        rowKey={({ kind: one, key }) => `${one} ${JSON.stringify(key)}`}
        maxHeight="24rem"
      />
      <div className={styles.pages}>
        <Button disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - DIFF_ROWS))}>
          {versions.earlier}
        </Button>
        <span>{versions.shown(formatNumber(Math.min(offset + 1, total)), formatNumber(end))}</span>
        <Button disabled={end >= total} onClick={() => onOffset(end)}>
          {versions.later}
        </Button>
      </div>
    </>
  );
}

/** Two versions side by side: how many rows differ, which columns changed, and the rows themselves. */
export function VersionDiff({
  id,
  before,
  after,
  title,
}: {
  id: string;
  before: string;
  after: string;
  title: string;
}) {
  const locale = useLocale();
  const { versions } = useMessages();
  const [kind, setKind] = useState<Kind>('all');
  const [offset, setOffset] = useState(0);
  const view = { before, after, kind, offset };
  const { data, error, refetch } = useQuery(versionDiffQuery(id, view));
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="16rem" />;
  const differs = totalOf(data, 'all') > 0;
  return (
    <div className={styles.diff}>
      <h3>{title}</h3>
      <Counts diff={data} />
      <h4>{versions.columns}</h4>
      <Drift drift={data.drift} />
      {differs && (
        <>
          <Segmented
            label={versions.show}
            options={KINDS.map((value) => ({ value, label: versions.kinds[value] }))}
            value={kind}
            onChange={(next) => {
              setKind(next);
              setOffset(0);
            }}
          />
          <Rows diff={data} kind={kind} onOffset={setOffset} />
        </>
      )}
    </div>
  );
}
