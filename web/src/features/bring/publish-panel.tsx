import { useQuery } from '@tanstack/react-query';
import { failureOf } from '../../api/failure.ts';
import { ingestContractQuery, publishIngest } from '../../api/ingests.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/states.tsx';
import styles from './bring.module.css';
import { Section } from './section.tsx';
import type { TableProps } from './table-props.ts';
import { useIngestChange } from './use-ingest-change.ts';

/** The last step: all tables that ran become versions, or none. */
export function PublishPanel({ ingest, table }: TableProps) {
  const locale = useLocale();
  const { publish } = useMessages().bring;
  const change = useIngestChange(ingest.id);
  const { data } = useQuery(ingestContractQuery(ingest, table.id));
  const results = 'results' in ingest.state ? ingest.state.results : [];
  const isOpen = data?.questions.some(({ isGuess }) => !isGuess) ?? true;
  return (
    <Section title={publish.title}>
      <p>{isOpen ? publish.open : publish.hint(formatNumber(results.length))}</p>
      {change.error && <ErrorState {...failureOf(change.error, locale)} />}
      <div className={styles.actions}>
        <Button
          variant="primary"
          disabled={isOpen || change.isPending}
          onClick={() => change.mutate(() => publishIngest(ingest))}
        >
          {publish.button}
        </Button>
      </div>
    </Section>
  );
}
