import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failingLine, failureOf } from '../../api/failure.ts';
import { changeMapping, mappingTextQuery } from '../../api/ingests.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './bring.module.css';
import type { TableProps } from './table-props.ts';
import { useIngestChange } from './use-ingest-change.ts';
import { YamlEditor } from './yaml-editor.tsx';

function Loaded({ ingest, table }: TableProps) {
  const locale = useLocale();
  const { mapping } = useMessages().bring;
  const change = useIngestChange(ingest.id);
  const isWritten = 'mapping' in table.mapping;
  const { data, error } = useQuery({ ...mappingTextQuery(ingest, table.id), enabled: isWritten });
  if (error) return <ErrorState {...failureOf(error, locale)} />;
  if (isWritten && !data) return <Skeleton height="16rem" />;
  const failure = change.error && failureOf(change.error, locale);
  const line = failingLine(change.error);
  return (
    <>
      <p className={styles.note}>{mapping.yamlHint}</p>
      {failure && <ErrorState of="save" {...failure} />}
      <YamlEditor
        key={data?.yaml}
        error={failure && line !== undefined ? { line, message: failure.message } : undefined}
        yaml={data?.yaml ?? ''}
        label={mapping.yamlText}
        save={mapping.saveYaml}
        isPending={change.isPending}
        onSave={(yaml) => change.mutate(() => changeMapping(ingest, table.id, { yaml }))}
      />
    </>
  );
}

/** A mapping as text: everything can be changed here. */
export function MappingYaml(props: TableProps) {
  const { mapping } = useMessages().bring;
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.fold} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{mapping.yaml}</summary>
      {open && <Loaded {...props} />}
    </details>
  );
}
