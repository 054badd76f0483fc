import type { DefinitionImported } from '@bada/shared/definitions';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { definitionFile, importDefinitions } from '../../api/definitions.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ChangeList } from '../../ui/change-list.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './editor.module.css';
import { useDefinitionRefresh } from './use-definition-edit.ts';

type Files = { name: string; text: string }[];

function Problems({ problems }: Pick<DefinitionImported, 'problems'>) {
  const locale = useLocale();
  const { files } = useMessages().definition;
  return (
    <>
      <p role="alert">{files.problems(problems.length)}</p>
      <ul className={styles.list}>
        {problems.map(({ file, line, where, message, suggestion }) => (
          <li key={`${file} ${line} ${where} ${message.en}`}>
            <strong>{files.place(file, line)}</strong> {where !== '' && <code>{where}</code>}{' '}
            {message[locale]} {suggestion?.[locale]}
          </li>
        ))}
      </ul>
    </>
  );
}

function Found({ definitions }: Pick<DefinitionImported, 'definitions'>) {
  const locale = useLocale();
  const { files } = useMessages().definition;
  const fresh = definitions.filter(({ outcome }) => outcome !== 'same');
  return (
    <>
      <p role="status">{files.counts(fresh.length, definitions.length - fresh.length)}</p>
      <ul className={styles.list}>
        {fresh.map(({ id, name, outcome, changes }) => (
          <li key={id}>
            <strong>{name[locale]}</strong> <Badge>{files.outcomes[outcome]}</Badge>
            {outcome === 'changed' && <ChangeList changes={changes} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function useImport(onDone: () => void) {
  const refresh = useDefinitionRefresh();
  const confirm = useApp((state) => state.confirm);
  const { files: words } = useMessages().definition;
  const check = useMutation({
    mutationFn: (files: Files) => importDefinitions({ files, dryRun: true }),
  });
  const bring = useMutation({
    mutationFn: (order: { files: Files; reason: string; name?: string }) =>
      importDefinitions(order),
    async onSuccess({ written, definitions }) {
      if (!written) return;
      await refresh();
      confirm(words.done(definitions.filter(({ outcome }) => outcome !== 'same').length));
      onDone();
    },
  });
  return { check, bring };
}

/** Definitions out as YAML, and in after they were checked: all of them or none. */
export function FilesDialog({ asksNames, onClose }: { asksNames: boolean; onClose: () => void }) {
  const locale = useLocale();
  const { files: words, fields, hints } = useMessages().definition;
  const [files, setFiles] = useState<Files>([]);
  const [reason, setReason] = useState('');
  const [name, setName] = useState('');
  const fileId = useId();
  const { check, bring } = useImport(onClose);
  const failure = check.error ?? bring.error;
  const seen = bring.data ?? check.data;
  const isGood =
    seen?.problems.length === 0 && seen.definitions.some((one) => one.outcome !== 'same');
  async function take(list: FileList | null) {
    const read = await Promise.all(
      [...(list ?? [])].map(async (file) => ({ name: file.name, text: await file.text() })),
    );
    setFiles(read);
    bring.reset();
    if (read.length > 0) check.mutate(read);
  }
  return (
    <Dialog
      open
      title={words.title}
      onClose={onClose}
      footer={
        <Button
          variant="primary"
          disabled={!isGood || bring.isPending || (asksNames && name.trim() === '')}
          onClick={() => bring.mutate({ files, reason, ...(asksNames ? { name } : {}) })}
        >
          {words.import}
        </Button>
      }
    >
      <div className={styles.fields}>
        <p>
          <a href={definitionFile()}>{words.exportAll}</a>
        </p>
        <p className={styles.note}>{words.intro}</p>
        <label htmlFor={fileId}>{words.choose}</label>
        <input
          id={fileId}
          type="file"
          multiple
          accept=".yaml,.yml,text/yaml"
          onChange={(event) => void take(event.target.files)}
        />
        {failure && <ErrorState of="act" {...failureOf(failure, locale)} />}
        {seen && seen.problems.length > 0 && <Problems problems={seen.problems} />}
        {seen && seen.problems.length === 0 && <Found definitions={seen.definitions} />}
        <TextField label={fields.reason} value={reason} maxLength={500} onChange={setReason} />
        {asksNames && (
          <TextField
            label={fields.authorName}
            hint={hints.name}
            value={name}
            maxLength={80}
            onChange={setName}
          />
        )}
      </div>
    </Dialog>
  );
}
