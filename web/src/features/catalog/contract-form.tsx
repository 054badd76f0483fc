import { type ContractMetadata, contractChanges, withMetadata } from '@bada/shared/catalogue';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { RequestError } from '../../api/client.ts';
import { contractQuery, type TaggedContract } from '../../api/contracts.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ChangeList } from '../../ui/change-list.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './contract.module.css';
import { fieldErrors, mergedDraft } from './contract-draft.ts';
import { TermFields, WhatFields } from './contract-fields.tsx';
import { CaveatFields, ColumnList } from './contract-lists.tsx';
import { SmallCellFields } from './contract-small-cells.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { Section } from './section.tsx';
import { useContractSave } from './use-contract-save.ts';

interface FormProps {
  id: string;
  contract: TaggedContract;
  /** Goes back to the dataset's page. */
  onDone: () => void;
}

/** The draft with what it would change; leaving is safe once it was saved. */
function useDraft({ id, contract, onDone }: FormProps) {
  const client = useQueryClient();
  const [base, setBase] = useState(contract);
  const [draft, setDraft] = useState(contract.state.metadata);
  const [reason, setReason] = useState('');
  const saved = useRef(false);
  const document = withMetadata(base.state.document, draft);
  const changes = contractChanges(base.state.document, document);
  const save = useContractSave(id, base, () => {
    saved.current = true;
    onDone();
  });
  /** Somebody else was faster: their version below, one's own changes on top. */
  async function merge() {
    const fresh = await client.fetchQuery({ ...contractQuery(id), staleTime: 0 });
    setDraft(mergedDraft(base.state.metadata, draft, fresh.state.metadata));
    setBase(fresh);
    save.reset();
  }
  return {
    ...{ draft, changes, reason, setReason, save, merge },
    change: (part: Partial<ContractMetadata>) => setDraft((before) => ({ ...before, ...part })),
    submit: () => save.mutate({ reason, document }),
    isDirty: () => changes.length > 0 && !saved.current,
  };
}

function SaveBar({
  form,
  wrong,
  onCancel,
}: {
  form: ReturnType<typeof useDraft>;
  wrong: number;
  onCancel: () => void;
}) {
  const locale = useLocale();
  const { contract } = useMessages();
  const { changes, save, reason, setReason, merge } = form;
  const conflict = save.error instanceof RequestError && save.error.code === 'contract.conflict';
  return (
    <Section title={contract.sections.changes}>
      <p role="status">
        {wrong > 0
          ? contract.invalid(wrong)
          : changes.length === 0
            ? contract.unchanged
            : contract.changeCount(changes.length)}
      </p>
      <ChangeList changes={changes} />
      <TextField
        label={contract.fields.reason}
        hint={contract.reasonHint}
        value={reason}
        maxLength={500}
        onChange={setReason}
      />
      {save.error && <ErrorState of="save" {...failureOf(save.error, locale)} />}
      <div className={styles.buttons}>
        {conflict && <Button onClick={() => void merge()}>{contract.merge}</Button>}
        <Button onClick={onCancel}>{contract.cancel}</Button>
        <Button
          variant="primary"
          type="submit"
          disabled={changes.length === 0 || wrong > 0 || save.isPending}
        >
          {contract.save}
        </Button>
      </div>
    </Section>
  );
}

/** The fields of a contract, what they would change, and saving it. */
export function ContractForm(props: FormProps) {
  const { contract, smallCells } = useMessages();
  const form = useDraft(props);
  const { id } = props;
  const { document, mayReclassify } = props.contract.state;
  const { draft, change } = form;
  const errors = fieldErrors(draft, contract.errors);
  const fields = { draft, errors, onChange: change };
  function submit(event: FormEvent) {
    event.preventDefault();
    form.submit();
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <LeaveGuard isDirty={form.isDirty} />
      <Section title={contract.sections.what}>
        <WhatFields {...fields} />
      </Section>
      <Section title={contract.sections.terms}>
        <TermFields {...fields} mayReclassify={mayReclassify} />
      </Section>
      <Section title={smallCells.title}>
        <SmallCellFields {...fields} {...{ id, document }} mayReclassify={mayReclassify} />
      </Section>
      <Section title={contract.sections.caveats}>
        <CaveatFields {...fields} />
      </Section>
      <Section title={contract.sections.columns}>
        <ColumnList {...fields} />
      </Section>
      <SaveBar form={form} wrong={errors.size} onCancel={props.onDone} />
    </form>
  );
}
