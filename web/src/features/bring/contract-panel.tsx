import type { ContractChange, IngestContract } from '@bada/shared/intake';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { failureOf } from '../../api/failure.ts';
import {
  changeIngestContract,
  INGESTS_KEY,
  ingestContractQuery,
  ingestQuery,
} from '../../api/ingests.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { CautionIcon, CheckIcon } from '../../ui/icons.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './bring.module.css';
import { FactsForm } from './facts-form.tsx';
import { Section } from './section.tsx';
import type { TableProps } from './table-props.ts';
import { YamlEditor } from './yaml-editor.tsx';

/** Saves a contract; it raises the version of the brought file. */
function useContractChange({ ingest, table }: TableProps) {
  const client = useQueryClient();
  const confirm = useApp((state) => state.confirm);
  const { contract } = useMessages().bring;
  return useMutation({
    mutationFn: (change: ContractChange) => changeIngestContract(ingest, table.id, change),
    onSuccess: () => confirm(contract.saved),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ingestQuery(ingest.id).queryKey });
      await client.invalidateQueries({ queryKey: [...INGESTS_KEY, 'contract', ingest.id] });
    },
  });
}

function Open({ contract }: { contract: IngestContract }) {
  const { contract: words } = useMessages().bring;
  const timeless = contract.measures.filter(({ time }) => time === null);
  const open = [...contract.questions.filter(({ isGuess }) => !isGuess), ...timeless];
  return (
    <p role="status">
      {open.length === 0 ? <CheckIcon size={16} /> : <CautionIcon size={16} />}{' '}
      {open.length === 0 ? words.complete : words.open(formatNumber(open.length))}
    </p>
  );
}

/** The contract under which a table is to be published: drafted, asked for, written. */
export function ContractPanel(props: TableProps) {
  const locale = useLocale();
  const { contract: words } = useMessages().bring;
  const { data, error } = useQuery(ingestContractQuery(props.ingest, props.table.id));
  const change = useContractChange(props);
  if (error) return <ErrorState {...failureOf(error, locale)} />;
  if (!data) return <Skeleton height="30rem" />;
  return (
    <Section id="contract" title={words.title}>
      <p>{words.origins[data.origin](data.previous ?? '')}</p>
      <Open contract={data} />
      <FactsForm
        key={`${data.yaml}`}
        contract={data}
        isPending={change.isPending}
        onSave={(answers) => change.mutate(answers)}
      />
      {change.error && <ErrorState of="save" {...failureOf(change.error, locale)} />}
      <details className={styles.fold}>
        <summary>{words.yaml}</summary>
        <p className={styles.note}>{words.yamlHint}</p>
        <YamlEditor
          key={data.yaml}
          yaml={data.yaml}
          label={words.yamlText}
          save={words.saveYaml}
          isPending={change.isPending}
          onSave={(yaml) => change.mutate({ yaml })}
        />
      </details>
    </Section>
  );
}
