import type { SessionView } from '@bada/shared';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { signIn, signInAsSample } from '../../api/session.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './account.module.css';
import { ProviderButton, ProviderFailure } from './provider-button.tsx';

type SignedOut = Extract<SessionView, { kind: 'signed-out' }>;

/** Id and password, or one of the made-up people where the server offers them. */
export function SignInForm({
  samples,
  provider,
  onDone,
}: Omit<SignedOut, 'kind'> & { onDone: () => void }) {
  const locale = useLocale();
  const words = useMessages().account.signIn;
  const [id, setId] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({ mutationFn: signIn, onSuccess: onDone });
  const asSample = useMutation({ mutationFn: signInAsSample, onSuccess: onDone });
  const failed = enter.error ?? asSample.error;
  function submit(event: FormEvent) {
    event.preventDefault();
    enter.mutate({ id, password });
  }
  return (
    <>
      {failed ? <ErrorState of="act" {...failureOf(failed, locale)} /> : <ProviderFailure />}
      {provider && <ProviderButton label={provider} />}
      <form className={styles.form} onSubmit={submit}>
        <TextField label={words.id} value={id} onChange={setId} autoComplete="username" required />
        <TextField
          label={words.password}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          required
        />
        <Button
          type="submit"
          variant={provider ? 'secondary' : 'primary'}
          disabled={enter.isPending}
        >
          {words.submit}
        </Button>
        <p className={styles.note}>{words.forgot}</p>
      </form>
      {samples.length > 0 && (
        <section className={styles.samples} aria-label={words.samples}>
          <h2>{words.samples}</h2>
          <p className={styles.note}>{words.samplesIntro}</p>
          {samples.map((sample) => (
            <Button key={sample.id} onClick={() => asSample.mutate(sample.id)}>
              {sample.name}
            </Button>
          ))}
        </section>
      )}
    </>
  );
}
