import { isPending, type Task, type TaskEdit } from '@bada/shared';
import { type FormEvent, useState } from 'react';
import { useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './tasks.module.css';

interface FormProps {
  task: Task;
  busy: boolean;
  onEdit: (edits: readonly TaskEdit[]) => void;
}

/** Person in charge and deadline; only what differs is sent. */
function ChargeForm({ task, busy, onEdit }: FormProps) {
  const { edit } = useMessages().tasks;
  const [owner, setOwner] = useState(task.owner ?? '');
  const [due, setDue] = useState(task.due);
  function submit(event: FormEvent) {
    event.preventDefault();
    const named = owner.trim() === '' ? null : owner.trim();
    const assigned: TaskEdit[] = named === task.owner ? [] : [{ kind: 'assign', owner: named }];
    const moved: TaskEdit[] = due === task.due || due === '' ? [] : [{ kind: 'due', due }];
    const edits = [...assigned, ...moved];
    if (edits.length > 0) onEdit(edits);
  }
  return (
    <form className={styles.form} onSubmit={submit} aria-label={edit.title}>
      <TextField label={edit.owner} value={owner} onChange={setOwner} maxLength={80} />
      <TextField type="date" label={edit.due} value={due} onChange={setDue} required />
      <Button type="submit" variant="primary" disabled={busy}>
        {edit.save}
      </Button>
    </form>
  );
}

interface TextFormProps {
  label: string;
  action: string;
  hint?: string;
  busy: boolean;
  onText: (text: string) => void;
}

function TextForm({ label, action, hint, busy, onText }: TextFormProps) {
  const { edit } = useMessages().tasks;
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const isMissing = asked && text.trim() === '';
  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (text.trim() === '') return;
    onText(text.trim());
    setText('');
    setAsked(false);
  }
  return (
    <form className={styles.form} onSubmit={submit} aria-label={action}>
      <TextField
        label={label}
        value={text}
        onChange={setText}
        maxLength={2000}
        {...(hint === undefined ? {} : { hint })}
        {...(isMissing ? { error: edit.missing } : {})}
      />
      <Button type="submit" disabled={busy}>
        {action}
      </Button>
    </form>
  );
}

/** Notes at any time; an acceptance while something is to be done. */
export function TaskForms({ task, busy, onEdit }: FormProps) {
  const { edit } = useMessages().tasks;
  const isOpen = task.status.kind === 'open';
  return (
    <>
      {isPending(task) && <ChargeForm key={task.version} task={task} busy={busy} onEdit={onEdit} />}
      <TextForm
        label={edit.note}
        action={edit.addNote}
        busy={busy}
        onText={(text) => onEdit([{ kind: 'note', text }])}
      />
      {isOpen && (
        <TextForm
          label={edit.reason}
          action={edit.accept}
          hint={edit.acceptHint}
          busy={busy}
          onText={(reason) => onEdit([{ kind: 'accept', reason }])}
        />
      )}
      {task.status.kind === 'accepted' && (
        <Button disabled={busy} onClick={() => onEdit([{ kind: 'reopen' }])}>
          {edit.reopen}
        </Button>
      )}
    </>
  );
}
