import type { Collection, CollectSample, RowSource } from '@bada/shared/catalogue';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { createCollection, sampleSource, updateCollection } from '../../api/collections.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { Line, ScheduleFields, SourceFields } from './collection-fields.tsx';
import { type FormField, type FormReading, formValues, readForm } from './collection-form-state.ts';
import styles from './collections.module.css';
import { MappingChoice } from './mapping-choice.tsx';

const KINDS = ['data-go-kr', 'odcloud', 'kosis', 'postgres', 'catalogue'] as const;
const NONE: ReadonlySet<string> = new Set();

interface SampleRow {
  readonly at: number;
  readonly cells: readonly string[];
}

function SampleTable({ sample }: { sample: CollectSample }) {
  const { form } = useMessages().collections;
  const rows: SampleRow[] = sample.rows.map((cells, at) => ({ at, cells }));
  return (
    <DataTable
      caption={form.sampleCaption(sample.rows.length)}
      columns={sample.columns.map((name, at) => ({
        id: name,
        header: name,
        cell: ({ cells }: SampleRow) => cells[at] ?? '',
      }))}
      rows={rows}
      rowKey={({ at }) => String(at)}
      maxHeight="16rem"
    />
  );
}

function useFormValues(collection: Collection | undefined) {
  const [values, setValues] = useState(() => formValues(collection));
  const change = (field: FormField, value: string) =>
    setValues((before) => ({ ...before, [field]: value }));
  return { values, change };
}

/** What of the form is wrong for a look at the rows: the source alone. */
function sourceProblems(reading: FormReading): ReadonlySet<string> {
  if (reading.ok) return NONE;
  const others = ['id', 'title', 'mapping', 'schedule', 'every', 'at', 'day'];
  return new Set([...reading.fields].filter((field) => !others.includes(field)));
}

function useSave(collection: Collection | undefined, onSaved: (title: string) => void) {
  return useMutation({
    mutationFn: ({ id, draft }: Extract<FormReading, { ok: true }>) =>
      collection ? updateCollection(collection, draft) : createCollection({ id, ...draft }),
    onSuccess: ({ title }) => onSaved(title),
  });
}

function sourceIn(reading: FormReading): RowSource | undefined {
  if (!reading.ok || reading.draft.source.kind === 'catalogue') return undefined;
  return reading.draft.source;
}

/** Defines or changes a collection; its first rows can be looked at before it is saved. */
export function CollectionForm({
  collection,
  onSaved,
  onClose,
}: {
  collection?: Collection;
  onSaved: (title: string) => void;
  onClose: () => void;
}) {
  const locale = useLocale();
  const { form, kinds } = useMessages().collections;
  const { values, change } = useFormValues(collection);
  const [asked, setAsked] = useState<'nothing' | 'sample' | 'save'>('nothing');
  const sample = useMutation({ mutationFn: sampleSource });
  const save = useSave(collection, onSaved);
  const formId = useId();
  const reading = readForm(values);
  const problems = {
    nothing: NONE,
    sample: sourceProblems(reading),
    save: reading.ok ? NONE : reading.fields,
  };
  const fields = { values, wrong: problems[asked], onChange: change };
  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked('save');
    if (reading.ok) save.mutate(reading);
  }
  function look() {
    setAsked('sample');
    // A look needs neither a name nor a time.
    const source = sourceIn(
      readForm({ ...values, id: 'a', title: 'a', mapping: '', schedule: 'none' }),
    );
    if (source) sample.mutate(source);
  }
  const failed = save.error ?? sample.error;
  return (
    <Dialog
      open
      title={collection ? form.editTitle : form.createTitle}
      onClose={onClose}
      footer={
        <>
          {values.kind !== 'catalogue' && (
            <Button onClick={look} disabled={sample.isPending}>
              {sample.isPending ? form.sampling : form.sample}
            </Button>
          )}
          <Button onClick={onClose}>{form.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={save.isPending}>
            {form.save}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <Line {...fields} field="title" label={form.name} />
        {collection === undefined && (
          <Line {...fields} field="id" label={form.id} hint={form.idHint} />
        )}
        <Select
          label={form.kind}
          options={KINDS.map((value) => ({ value, label: kinds[value] }))}
          value={KINDS.find((kind) => kind === values.kind) ?? 'data-go-kr'}
          onChange={(kind) => change('kind', kind)}
        />
        <SourceFields {...fields} />
        {values.kind !== 'catalogue' && <MappingChoice {...fields} />}
        <ScheduleFields {...fields} />
        {failed && <ErrorState of="save" {...failureOf(failed, locale)} />}
        {sample.data && <SampleTable sample={sample.data} />}
      </form>
    </Dialog>
  );
}
