import type { IngestReason, Mapping } from '@bada/shared/intake';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { changeMapping, runIngest } from '../../api/ingests.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/states.tsx';
import styles from './bring.module.css';
import { MappingForm } from './mapping-form.tsx';
import { isUnnamed } from './mapping-words.ts';
import { MappingYaml } from './mapping-yaml.tsx';
import { PersonalList } from './personal-list.tsx';
import { Section } from './section.tsx';
import type { TableProps } from './table-props.ts';
import { type IngestChange, useIngestChange } from './use-ingest-change.ts';

/** Saving the draft, and running with it. */
function Buttons({
  ingest,
  table,
  change,
  draft,
  isChanged,
}: TableProps & { change: IngestChange; draft: Mapping; isChanged: boolean }) {
  const { mapping: words, restart } = useMessages().bring;
  const isLast = ingest.tables.every(
    ({ id, mapping }) => id === table.id || mapping.kind !== 'proposed',
  );
  const isSaved = !isChanged && table.mapping.kind !== 'proposed';
  const put = () => changeMapping(ingest, table.id, { mapping: draft });
  const putAndRun = async () => runIngest(isSaved ? ingest : await put());
  const hasRun = ingest.state.kind === 'done';
  return (
    <div className={styles.actions}>
      <Button
        disabled={change.isPending}
        onClick={() => change.mutate(() => changeMapping(ingest, table.id, { skip: true }))}
      >
        {words.skip}
      </Button>
      {!isLast && (
        <Button
          variant="primary"
          disabled={change.isPending || isSaved || isUnnamed(draft)}
          onClick={() => change.mutate(put)}
        >
          {words.confirm}
        </Button>
      )}
      {isLast && (
        <Button
          variant={hasRun ? 'secondary' : 'primary'}
          disabled={change.isPending || isUnnamed(draft)}
          onClick={() => change.mutate(putAndRun)}
        >
          {hasRun ? restart : words.confirmRun}
        </Button>
      )}
    </div>
  );
}

interface EditorProps extends TableProps {
  change: IngestChange;
  mapping: Mapping;
  reasons: readonly IngestReason[];
  isOpen: boolean;
}

function Editor(props: EditorProps) {
  const { table, mapping, reasons, isOpen } = props;
  const [draft, setDraft] = useState(mapping);
  const edit = (part: Partial<Mapping>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <>
      <fieldset disabled={!isOpen} className={styles.stack}>
        <PersonalList
          found={table.personal}
          decisions={draft.personal}
          onChange={(personal) => edit({ personal })}
        />
        <MappingForm draft={draft} table={table} reasons={reasons} onChange={edit} />
      </fieldset>
      {isOpen && <Buttons {...props} draft={draft} isChanged={draft !== mapping} />}
    </>
  );
}

/** How a table becomes one of the city: proposed with reasons, known from before, or as a person wrote it. */
export function MappingPanel(props: TableProps) {
  const { mapping: words } = useMessages().bring;
  const { ingest, table } = props;
  const { mapping } = table;
  const locale = useLocale();
  const change = useIngestChange(ingest.id);
  const isOpen = ingest.state.kind !== 'published' && ingest.file.isKept;
  return (
    <Section id="mapping" title={words.title}>
      <p>
        {words.kinds[mapping.kind]} {mapping.kind === 'skipped' && words.skipped}
      </p>
      {'mapping' in mapping && (
        <Editor
          key={ingest.version}
          {...props}
          change={change}
          mapping={mapping.mapping}
          reasons={mapping.kind === 'proposed' ? mapping.reasons : []}
          isOpen={isOpen}
        />
      )}
      {change.error && <ErrorState of="save" {...failureOf(change.error, locale)} />}
      {isOpen && mapping.kind !== 'none' && <MappingYaml {...props} />}
    </Section>
  );
}
