import { KebabId } from '@bada/shared';
import { blankDefinition } from '@bada/shared/definitions';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { saveDraft } from '../../api/definitions.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './editor.module.css';
import { useDefinitionRefresh } from './use-definition-edit.ts';

/** Begins the draft of an indicator that is not there yet. */
export function NewDialog({
  taken,
  owner,
  asksNames,
  onClose,
  onGo,
}: {
  /** Ids that are there. */
  taken: readonly string[];
  /** Department that it begins with. */
  owner: string;
  asksNames: boolean;
  onClose: () => void;
  onGo: (href: string) => void;
}) {
  const locale = useLocale();
  const { fresh: words, fields, hints } = useMessages().definition;
  const refresh = useDefinitionRefresh();
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const isTaken = taken.includes(id);
  const isGood = KebabId.safeParse(id).success && !isTaken && (!asksNames || name.trim() !== '');
  const begin = useMutation({
    mutationFn: () => {
      const document = blankDefinition(id, owner);
      const edit = { document, reason: '', effectiveFrom: null };
      return saveDraft(id, { ...edit, ...(asksNames ? { name } : {}) }, '*');
    },
    async onSuccess() {
      await refresh();
      onGo(`/indicators/${encodeURIComponent(id)}/edit`);
    },
  });
  return (
    <Dialog
      open
      title={words.title}
      onClose={onClose}
      footer={
        <Button
          variant="primary"
          disabled={!isGood || begin.isPending}
          onClick={() => begin.mutate()}
        >
          {words.start}
        </Button>
      }
    >
      <div className={styles.fields}>
        <TextField
          label={words.id}
          hint={words.idHint}
          value={id}
          maxLength={80}
          {...(isTaken ? { error: words.taken } : {})}
          onChange={setId}
        />
        {asksNames && (
          <TextField
            label={fields.authorName}
            hint={hints.name}
            value={name}
            maxLength={80}
            onChange={setName}
          />
        )}
        {begin.error && <ErrorState of="act" {...failureOf(begin.error, locale)} />}
      </div>
    </Dialog>
  );
}
