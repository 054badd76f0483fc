import type { TokenScope } from '@bada/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { createToken, removeToken, TOKENS_KEY, tokensQuery } from '../../api/session.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './account.module.css';
import { clockTime } from './clock-time.ts';

function TokenList() {
  const locale = useLocale();
  const { tokens: words } = useMessages().account;
  const confirm = useApp((state) => state.confirm);
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(tokensQuery());
  const remove = useMutation({
    mutationFn: ({ id }: { id: string; name: string }) => removeToken(id),
    onSuccess: (_, { name }) => confirm(words.removed(name)),
    onSettled: () => client.invalidateQueries({ queryKey: TOKENS_KEY }),
  });
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="4rem" />;
  if (data.tokens.length === 0) return <p className={styles.note}>{words.empty}</p>;
  return (
    <ul className={styles.list} aria-label={words.title}>
      {data.tokens.map(({ id, name, scope, expiresAt, usedAt }) => (
        <li key={id} className={styles.item}>
          <span>
            <strong>{name}</strong>
            <br />
            <span className={styles.note}>
              {words.scopes[scope]} · {words.until(clockTime(expiresAt, locale))} ·{' '}
              {usedAt === null ? words.unused : words.used(clockTime(usedAt, locale))}
            </span>
          </span>
          <Button onClick={() => remove.mutate({ id, name })}>{words.remove(name)}</Button>
        </li>
      ))}
    </ul>
  );
}

/** The reader's tokens, and a form for another one. */
export function TokensSection() {
  const locale = useLocale();
  const { tokens: words } = useMessages().account;
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<TokenScope>('read');
  const [days, setDays] = useState('90');
  const create = useMutation({
    mutationFn: createToken,
    onSuccess: () => {
      setName('');
      return client.invalidateQueries({ queryKey: TOKENS_KEY });
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate({ name, scope, days: Number(days) });
  }
  const scopes = (['read', 'write'] as const).map((value) => ({
    value,
    label: words.scopes[value],
  }));
  return (
    <section className={styles.section}>
      <h2>{words.title}</h2>
      <p className={styles.note}>{words.intro}</p>
      <TokenList />
      {create.error && <ErrorState of="act" {...failureOf(create.error, locale)} />}
      <form className={styles.filter} onSubmit={submit}>
        <TextField label={words.name} value={name} onChange={setName} maxLength={60} required />
        <Select label={words.scope} options={scopes} value={scope} onChange={setScope} />
        <TextField
          label={words.days}
          type="number"
          min={1}
          max={366}
          value={days}
          onChange={setDays}
          required
        />
        <Button type="submit" disabled={create.isPending}>
          {words.create}
        </Button>
      </form>
      {create.data && (
        <Dialog open title={words.created} onClose={() => create.reset()}>
          <p>{words.secretNote}</p>
          <p className={styles.secret} data-testid="token-secret">
            {create.data.secret}
          </p>
        </Dialog>
      )}
    </section>
  );
}
