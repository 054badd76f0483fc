import { type FormEvent, useId, useState } from 'react';
import { useMessages } from '../i18n/locale-context.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './text-field.tsx';

const MAX_LENGTH = 120;

export interface NameDialogProps {
  title: string;
  /** What stands in the field at first. */
  name: string;
  hint?: string;
  /** Why the last attempt did not succeed. */
  error?: string | undefined;
  busy: boolean;
  /** Called with the name without outer blanks, never an empty one. */
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for a name; what is wrong stays beside the field, and what was typed stays in it. */
export function NameDialog(props: NameDialogProps) {
  const { title, hint, busy, onName, onClose } = props;
  const { boards } = useMessages();
  const [name, setName] = useState(props.name);
  const [asked, setAsked] = useState(false);
  const formId = useId();
  const error = asked && name.trim() === '' ? boards.nameMissing : props.error;
  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== '') onName(name.trim());
  }
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{boards.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={busy}>
            {boards.keep}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label={boards.nameLabel}
          value={name}
          onChange={setName}
          maxLength={MAX_LENGTH}
          {...(hint === undefined ? {} : { hint })}
          {...(error === undefined ? {} : { error })}
        />
      </form>
    </Dialog>
  );
}
