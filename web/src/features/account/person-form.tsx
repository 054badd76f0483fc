import {
  type Account,
  AccountChange,
  AccountDraft,
  type AccountLink,
  type DataClass,
  Role,
} from '@bada/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { catalogueQuery } from '../../api/knowledge.ts';
import { ACCOUNTS_KEY, changeAccount, createAccount } from '../../api/session.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/check.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './account.module.css';

const CLASSES: readonly DataClass[] = ['open', 'internal', 'restricted'];
const EMPTY: AccountDraft = { id: '', name: '', roles: [], departments: [], class: 'internal' };

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

function Choices<T extends string>({
  legend,
  choices,
  chosen,
  onChange,
}: {
  legend: string;
  choices: readonly Choice<T>[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}) {
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {choices.map(({ value, label }) => (
        <Check
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={(on) =>
            onChange(on ? [...chosen, value] : chosen.filter((one) => one !== value))
          }
        />
      ))}
    </fieldset>
  );
}

function useDepartmentChoices(kept: readonly string[]): Choice<string>[] {
  const locale = useLocale();
  const { data } = useQuery(catalogueQuery());
  const all = data?.departments ?? [];
  const standing = all.filter(({ to, code }) => to === undefined || kept.includes(code));
  return standing.map(({ code, name }) => ({ value: code, label: name[locale] }));
}

function RightsFields({
  draft,
  onChange,
}: {
  draft: AccountDraft;
  onChange: (draft: AccountDraft) => void;
}) {
  const { people, me, roles, classes } = useMessages().account;
  return (
    <>
      <Choices
        legend={people.roles}
        choices={Role.options.map((value) => ({ value, label: roles[value] }))}
        chosen={draft.roles}
        onChange={(chosen) => onChange({ ...draft, roles: chosen })}
      />
      <Choices
        legend={people.departments}
        choices={useDepartmentChoices(draft.departments)}
        chosen={draft.departments}
        onChange={(departments) => onChange({ ...draft, departments })}
      />
      <Select
        label={me.sees}
        options={CLASSES.map((value) => ({ value, label: classes[value] }))}
        value={draft.class}
        onChange={(value) => onChange({ ...draft, class: value })}
      />
    </>
  );
}

function rightsOf(account: Account): AccountDraft {
  const { id, name, roles, departments, class: dataClass } = account;
  return { id, name, roles, departments, class: dataClass };
}

/** What became of a person's form: saved, and with a link where the person is new. */
export interface SavedPerson {
  readonly account: Account;
  readonly link?: AccountLink;
}

async function save(
  account: Account | undefined,
  draft: AccountDraft,
  disabled: boolean,
): Promise<SavedPerson> {
  if (!account) return createAccount(draft);
  const { id: _, ...rights } = draft;
  return { account: await changeAccount(account, { ...rights, disabled }) };
}

function isComplete(draft: AccountDraft, account: Account | undefined): boolean {
  const { id: _, ...rights } = draft;
  const change = AccountChange.safeParse({ ...rights, disabled: false });
  return account ? change.success : AccountDraft.safeParse(draft).success;
}

/** Adds a person or changes what one may do. */
export function PersonForm({
  account,
  onSaved,
  onClose,
}: {
  account?: Account;
  onSaved: (saved: SavedPerson) => void;
  onClose: () => void;
}) {
  const locale = useLocale();
  const { people, join } = useMessages().account;
  const [draft, setDraft] = useState(account ? rightsOf(account) : EMPTY);
  const [disabled, setDisabled] = useState(account?.state === 'disabled');
  const [tried, setTried] = useState(false);
  const client = useQueryClient();
  const formId = useId();
  const saving = useMutation({
    mutationFn: () => save(account, draft, disabled),
    onSuccess: onSaved,
    onError: () => client.invalidateQueries({ queryKey: ACCOUNTS_KEY }),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (isComplete(draft, account)) saving.mutate();
  }
  return (
    <Dialog
      open
      title={account ? people.edit(account.name) : people.add}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{people.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" disabled={saving.isPending}>
            {people.save}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        {saving.error && <ErrorState of="save" {...failureOf(saving.error, locale)} />}
        {tried && !isComplete(draft, account) && <p role="alert">{people.incomplete}</p>}
        {!account && (
          <TextField
            label={join.id}
            hint={join.idHint}
            value={draft.id}
            onChange={(id) => setDraft({ ...draft, id })}
            autoComplete="off"
          />
        )}
        <TextField
          label={join.name}
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
          autoComplete="off"
        />
        {account?.provider && <p role="note">{people.providerNote}</p>}
        <RightsFields draft={draft} onChange={setDraft} />
        {account && <Check label={people.disabled} checked={disabled} onChange={setDisabled} />}
      </form>
    </Dialog>
  );
}
