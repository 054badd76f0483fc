import { type HarvestEdit, type Harvested, harvestedWords } from '@bada/shared/catalogue';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { editHarvested, HARVESTED_KEY } from '../../api/collections.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './catalog.module.css';

const LONGEST_TITLE = 1000;
const LONGEST_TEXT = 20_000;

function useSave(harvested: Harvested, onClose: () => void) {
  const { elsewhere } = useMessages().collections;
  const confirm = useApp((state) => state.confirm);
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: HARVESTED_KEY });
  return useMutation({
    mutationFn: (edit: HarvestEdit | null) => editHarvested(harvested, edit),
    onSuccess: (saved) => {
      confirm(elsewhere.saved(harvestedWords(saved).title));
      onClose();
    },
    onSettled: refresh,
  });
}

/** Writes over what another catalogue says of one of its datasets, or takes that back. */
export function ElsewhereEdit({
  harvested,
  onClose,
}: {
  harvested: Harvested;
  onClose: () => void;
}) {
  const locale = useLocale();
  const { elsewhere, form } = useMessages().collections;
  const was = harvestedWords(harvested);
  const [title, setTitle] = useState(was.title);
  const [description, setDescription] = useState(was.description);
  const [keywords, setKeywords] = useState(was.keywords.join(', '));
  const [asked, setAsked] = useState(false);
  const save = useSave(harvested, onClose);
  const formId = useId();
  const isUnnamed = title.trim() === '';
  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (isUnnamed) return;
    const words = keywords.split(',').map((word) => word.trim());
    const kept = words.filter((word) => word !== '');
    save.mutate({ title: title.trim(), description: description.trim(), keywords: kept });
  }
  return (
    <Dialog
      open
      title={elsewhere.edit}
      onClose={onClose}
      footer={
        <>
          {harvested.edited && (
            <Button onClick={() => save.mutate(null)} disabled={save.isPending}>
              {elsewhere.takeBack}
            </Button>
          )}
          <Button onClick={onClose}>{form.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={save.isPending}>
            {form.save}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.edit} onSubmit={submit} noValidate>
        <p className={styles.facts}>{elsewhere.editHint}</p>
        <TextField
          label={elsewhere.name}
          hint={elsewhere.atSource(harvested.entry.title)}
          value={title}
          onChange={setTitle}
          maxLength={LONGEST_TITLE}
          {...(asked && isUnnamed ? { error: form.invalid } : {})}
        />
        <TextArea
          label={elsewhere.summary}
          rows={6}
          value={description}
          onChange={setDescription}
          maxLength={LONGEST_TEXT}
        />
        <TextField
          label={elsewhere.keywords}
          hint={elsewhere.keywordsHint}
          value={keywords}
          onChange={setKeywords}
        />
        {save.error && <ErrorState of="save" {...failureOf(save.error, locale)} />}
      </form>
    </Dialog>
  );
}
