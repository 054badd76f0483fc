import type { PublicationPreview } from '@bada/shared/intake';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { publicationQuery, publishIngest } from '../../api/ingests.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './bring.module.css';
import { DatasetPreview } from './dataset-preview.tsx';
import { Section } from './section.tsx';
import type { TableProps } from './table-props.ts';
import { useIngestChange } from './use-ingest-change.ts';

type Datasets = PublicationPreview['datasets'];

function Previews({ datasets }: { datasets: Datasets }) {
  return datasets.map((preview) => (
    <div key={preview.dataset} className={styles.stack}>
      {datasets.length > 1 && (
        <h3>
          <code>{preview.dataset}</code>
        </h3>
      )}
      <DatasetPreview preview={preview} />
    </div>
  ));
}

/** What stands against publishing, if anything does. */
function useObstacle(datasets: Datasets | undefined, rows: number): string | undefined {
  const { gate, publish } = useMessages().bring;
  if (!datasets) return gate.working(formatNumber(rows));
  const states = datasets.map((one) => (one.state === 'judged' ? one.gate.outcome : one.state));
  if (states.includes('refused')) return gate.refused;
  if (states.includes('block')) return gate.blocked;
  return states.includes('open') ? publish.open : undefined;
}

function isBreaking(datasets: Datasets): boolean {
  return datasets.some(
    (one) => one.state === 'judged' && one.drift.some(({ breaking }) => breaking),
  );
}

/** The last step: what the gate would say and what changes, then all tables that ran become versions, or none. */
export function PublishPanel({ ingest }: Pick<TableProps, 'ingest'>) {
  const locale = useLocale();
  const { publish, gate } = useMessages().bring;
  const change = useIngestChange(ingest.id);
  const { data, error, refetch, isPlaceholderData } = useQuery(publicationQuery(ingest));
  const [reason, setReason] = useState('');
  // What was said of the file before a change says nothing of it now.
  const results = 'results' in ingest.state ? ingest.state.results : [];
  const rows = results.reduce((sum, { report }) => sum + report.rows, 0);
  const obstacle = useObstacle(isPlaceholderData ? undefined : data?.datasets, rows);
  const needsReason = isBreaking(data?.datasets ?? []) && obstacle === undefined;
  const isUnexplained = needsReason && reason.trim() === '';
  const hint = isUnexplained ? gate.reasonNeeded : publish.hint(formatNumber(results.length));
  const put = () => publishIngest(ingest, needsReason ? reason.trim() : undefined);
  return (
    <>
      <Section title={gate.title}>
        {error && <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />}
        {!error && !data && <Skeleton height="10rem" />}
        {data && (
          <div className={styles.stack} aria-busy={isPlaceholderData}>
            <Previews datasets={data.datasets} />
          </div>
        )}
      </Section>
      <Section title={publish.title}>
        {needsReason && (
          <TextArea
            label={gate.reason}
            hint={gate.reasonHint}
            value={reason}
            maxLength={500}
            required
            onChange={setReason}
          />
        )}
        <p id="publish-hint" role="status">
          {obstacle ?? hint}
        </p>
        {change.error && <ErrorState of="act" {...failureOf(change.error, locale)} />}
        <div className={styles.actions}>
          <Button
            variant="primary"
            aria-describedby="publish-hint"
            disabled={obstacle !== undefined || isUnexplained || change.isPending}
            onClick={() => change.mutate(put)}
          >
            {publish.button}
          </Button>
        </div>
      </Section>
    </>
  );
}
