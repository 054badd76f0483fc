import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { joinByLink, sessionQuery } from '../../api/session.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/check.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './account.module.css';
import { isSame, NewPasswordFields, NOTHING_TYPED } from './new-password.tsx';

function JoinForm({ secret, onDone }: { secret: string; onDone: () => void }) {
  const locale = useLocale();
  const words = useMessages().account.join;
  const { data: session } = useQuery(sessionQuery());
  const [chosen, setChosen] = useState<boolean>();
  const isFirst = chosen ?? session?.kind === 'unclaimed';
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const join = useMutation({ mutationFn: joinByLink, onSuccess: onDone });
  function submit(event: FormEvent) {
    event.preventDefault();
    const { password } = typed;
    if (isSame(typed))
      join.mutate({ secret, password, ...(isFirst ? { first: { id, name } } : {}) });
  }
  return (
    <div className={styles.gate}>
      <header className={styles.head}>
        <h1>{isFirst ? words.firstTitle : words.title}</h1>
        <p className={styles.note}>{isFirst ? words.firstIntro : words.intro}</p>
      </header>
      {join.error && <ErrorState of="act" {...failureOf(join.error, locale)} />}
      <form className={styles.form} onSubmit={submit}>
        <Check label={words.isFirst} checked={isFirst} onChange={setChosen} />
        {isFirst && (
          <>
            <TextField
              label={words.id}
              hint={words.idHint}
              value={id}
              onChange={setId}
              pattern="[a-z0-9][a-z0-9._\-]{1,39}"
              autoComplete="username"
              required
            />
            <TextField
              label={words.name}
              value={name}
              onChange={setName}
              autoComplete="name"
              maxLength={60}
              required
            />
          </>
        )}
        <NewPasswordFields typed={typed} onChange={setTyped} />
        <Button type="submit" variant="primary" disabled={join.isPending}>
          {words.submit}
        </Button>
      </form>
    </div>
  );
}

/** Where a one-time link leads: a person chooses a password, the first one an account as well. */
export function JoinPage({ secret, onDone }: { secret: string; onDone: () => void }) {
  const words = useMessages().account.join;
  if (secret.length < 20) {
    return <EmptyState isPage title={words.noLink} reason={words.noLinkReason} />;
  }
  return <JoinForm secret={secret} onDone={onDone} />;
}
