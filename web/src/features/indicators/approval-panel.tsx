import { useState } from 'react';
import { RequestError } from '../../api/client.ts';
import { failureOf } from '../../api/failure.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './editor.module.css';
import { Section } from './section.tsx';
import type { DefinitionEdit } from './use-definition-edit.ts';

interface PanelProps {
  edit: DefinitionEdit;
}

function Stand({ edit: { state, isDirty } }: PanelProps) {
  const locale = useLocale();
  const { approval, drafts } = useMessages().definition;
  const { draft } = state;
  if (!draft) return <p className={styles.text}>{isDirty ? approval.unsaved : approval.nothing}</p>;
  const { status, editors, note, reason, effectiveFrom } = draft;
  const author = editors.at(-1)?.name ?? '';
  return (
    <div className={styles.list}>
      <p>
        <Badge tone={status === 'draft' ? 'info' : 'caution'}>{drafts[status]}</Badge>{' '}
        {isDirty && approval.unsaved}
      </p>
      {status === 'submitted' && <p>{approval.waiting(author)}</p>}
      {note && (
        <p>
          {approval.returned(note.by.name)} {note.text}
        </p>
      )}
      {status === 'submitted' && (
        <p>
          {effectiveFrom !== null && approval.effective(formatDate(effectiveFrom, locale))} ·{' '}
          {approval.because(reason)}
        </p>
      )}
      <p className={styles.note}>{approval.by(editors.map(({ name }) => name).join(', '))}</p>
    </div>
  );
}

function AuthorName({ edit: { state, names } }: PanelProps) {
  const { fields, hints } = useMessages().definition;
  if (!state.asksNames) return null;
  return (
    <TextField
      label={fields.authorName}
      hint={hints.name}
      value={names.names.author}
      maxLength={80}
      autoComplete="off"
      onChange={(author) => names.setName({ author })}
    />
  );
}

/** The author's side: why, from when on, save and hand in. */
function Writing({ edit }: PanelProps) {
  const { fields, hints, approval } = useMessages().definition;
  const { reason, effectiveFrom, say, checked, changes, run, isDirty, state } = edit;
  const { problems, indicator } = checked;
  const today = new Date().toISOString().slice(0, 10);
  const isPast = effectiveFrom !== null && effectiveFrom < today;
  const isNothing = changes.length === 0;
  return (
    <>
      <TextField
        label={fields.reason}
        hint={hints.reason}
        value={reason}
        maxLength={500}
        onChange={(text) => say({ reason: text })}
      />
      <TextField
        type="date"
        label={fields.effectiveFrom}
        hint={isPast ? hints.past : hints.effectiveFrom}
        value={effectiveFrom ?? ''}
        onChange={(day) => say({ effectiveFrom: day === '' ? null : day })}
      />
      <AuthorName edit={edit} />
      <p role="status" className={styles.text}>
        {problems.length > 0 ? approval.wrong(problems.length) : approval.changes(changes.length)}
      </p>
      <div className={styles.buttons}>
        {state.draft && (
          <Button disabled={run.isPending} onClick={edit.discard}>
            {approval.discard}
          </Button>
        )}
        <Button disabled={indicator === undefined || !isDirty || run.isPending} onClick={edit.save}>
          {approval.save}
        </Button>
        <Button
          variant="primary"
          disabled={
            problems.length > 0 ||
            isNothing ||
            reason.trim() === '' ||
            effectiveFrom === null ||
            run.isPending
          }
          onClick={edit.submit}
        >
          {approval.submit}
        </Button>
      </div>
    </>
  );
}

function TakingBack({ edit }: PanelProps) {
  const { approval } = useMessages().definition;
  if (!edit.state.mayEdit) return null;
  return (
    <>
      <AuthorName edit={edit} />
      <div className={styles.buttons}>
        <Button disabled={edit.run.isPending} onClick={edit.takeBack}>
          {approval.takeBack}
        </Button>
      </div>
    </>
  );
}

/** The other person's side: approve, or give back with a note. */
function Deciding({ edit }: PanelProps) {
  const { fields, hints, approval } = useMessages().definition;
  const [note, setNote] = useState('');
  const { state, names, run } = edit;
  if (!state.mayApprove) return null;
  return (
    <>
      <p className={styles.note}>
        {approval.fourEyes} {state.asksNames && approval.noSignIn}
      </p>
      {state.asksNames && (
        <TextField
          label={fields.approver}
          hint={hints.approver}
          value={names.names.approver}
          maxLength={80}
          autoComplete="off"
          onChange={(approver) => names.setName({ approver })}
        />
      )}
      <TextField label={fields.note} value={note} maxLength={500} onChange={setNote} />
      <div className={styles.buttons}>
        <Button disabled={note.trim() === '' || run.isPending} onClick={() => edit.giveBack(note)}>
          {approval.giveBack}
        </Button>
        <Button variant="primary" disabled={run.isPending} onClick={edit.approve}>
          {approval.approve}
        </Button>
      </div>
    </>
  );
}

/** Where a draft stands, and the steps that are open to the viewer. */
export function ApprovalPanel({ edit }: PanelProps) {
  const locale = useLocale();
  const { sections, approval } = useMessages().definition;
  const { run, isLocked, isMeaningChanged, changes } = edit;
  const { error } = run;
  const isConflict = error instanceof RequestError && error.code === 'definition.conflict';
  return (
    <Section title={sections.approval}>
      <Stand edit={edit} />
      {changes.length > 0 && (
        <p className={styles.text}>{isMeaningChanged ? approval.meaning : approval.texts}</p>
      )}
      {error && <ErrorState of="act" {...failureOf(error, locale)} />}
      {isConflict && <Button onClick={() => void edit.merge()}>{approval.merge}</Button>}
      {isLocked ? (
        <>
          <Deciding edit={edit} />
          <TakingBack edit={edit} />
        </>
      ) : (
        <Writing edit={edit} />
      )}
    </Section>
  );
}
