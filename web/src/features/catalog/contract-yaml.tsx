import type { ContractCheck } from '@bada/shared/catalogue';
import { linksOf } from '@bada/shared/catalogue';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { checkContractText, type TaggedContract } from '../../api/contracts.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ChangeList } from '../../ui/change-list.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './contract.module.css';
import { useContractSave } from './use-contract-save.ts';

function Verdict({ check }: { check: ContractCheck }) {
  const locale = useLocale();
  const { contract } = useMessages();
  const { problems, changes } = check;
  if (problems.length === 0) {
    return (
      <>
        <p role="status">
          {contract.yaml.clean}{' '}
          {changes.length === 0 ? contract.unchanged : contract.changeCount(changes.length)}
        </p>
        <ChangeList changes={changes} />
      </>
    );
  }
  return (
    <>
      <p role="alert">{contract.yaml.problems(problems.length)}</p>
      <ul className={styles.problems}>
        {problems.map(({ line, where, message }) => (
          <li key={`${line} ${where} ${message.en}`}>
            <strong>{contract.yaml.line(line)}</strong> {where !== '' && <code>{where}</code>}{' '}
            {message[locale]}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A contract as a file: out as it is, and in after it was checked line by line. */
export function ContractYaml({
  id,
  contract: base,
  onDone,
}: {
  id: string;
  contract: TaggedContract;
  onDone: () => void;
}) {
  const locale = useLocale();
  const { contract } = useMessages();
  const [text, setText] = useState('');
  const fileId = useId();
  const check = useMutation({ mutationFn: (yaml: string) => checkContractText(id, yaml) });
  const save = useContractSave(id, base, onDone);
  const failure = check.error ?? save.error;
  const isSavable = (check.data?.changes.length ?? 0) > 0 && check.variables === text;
  async function take(file: File | undefined) {
    if (file) setText(await file.text());
  }
  return (
    <details className={styles.yaml}>
      <summary>{contract.sections.yaml}</summary>
      <div className={styles.fields}>
        <p>
          {contract.yaml.intro} <a href={linksOf('', id).contract}>{contract.yaml.export}</a>
        </p>
        <label htmlFor={fileId}>{contract.yaml.file}</label>
        <input
          id={fileId}
          type="file"
          accept=".yaml,.yml,text/yaml"
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <TextArea
          label={contract.yaml.text}
          value={text}
          rows={12}
          spellCheck={false}
          onChange={setText}
        />
        {failure && <ErrorState of="act" {...failureOf(failure, locale)} />}
        {check.data && check.variables === text && <Verdict check={check.data} />}
        <div className={styles.buttons}>
          <Button
            disabled={text.trim() === '' || check.isPending}
            onClick={() => check.mutate(text)}
          >
            {contract.yaml.check}
          </Button>
          <Button
            variant="primary"
            disabled={!isSavable || save.isPending}
            onClick={() => save.mutate({ reason: '', yaml: text })}
          >
            {contract.yaml.save}
          </Button>
        </div>
      </div>
    </details>
  );
}
