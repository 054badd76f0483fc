import type { SessionView } from '@bada/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { catalogueQuery } from '../../api/knowledge.ts';
import { changePassword, sessionQuery, signOut } from '../../api/session.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { SampleBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './account.module.css';
import { clockTime } from './clock-time.ts';
import { isSame, NewPasswordFields, NOTHING_TYPED } from './new-password.tsx';
import { TokensSection } from './tokens-section.tsx';

interface MePageProps {
  /** Goes on, where the identity provider still has to be told to its page. */
  readonly onSignedOut: (continueAt: string | undefined) => void;
}

type SignedIn = Extract<SessionView, { kind: 'signed-in' }>;

function Facts({ session: { me, failures, expiresAt } }: { session: SignedIn }) {
  const locale = useLocale();
  const { me: words, roles, classes } = useMessages().account;
  const { data } = useQuery(catalogueQuery());
  const departmentName = (code: string) =>
    data?.departments.find((one) => one.code === code)?.name[locale] ?? code;
  return (
    <>
      {failures > 0 && <p role="status">{words.failures(failures)}</p>}
      <dl className={styles.facts}>
        <dt>{words.roles}</dt>
        <dd>{me.roles.map((role) => roles[role]).join(', ')}</dd>
        <dt>{words.departments}</dt>
        <dd>{me.departments.map(departmentName).join(', ') || words.none}</dd>
        <dt>{words.sees}</dt>
        <dd>{classes[me.class]}</dd>
      </dl>
      <p className={styles.note}>{words.until(clockTime(expiresAt, locale))}</p>
    </>
  );
}

function PasswordSection() {
  const locale = useLocale();
  const { me: words } = useMessages().account;
  const confirm = useApp((state) => state.confirm);
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: async () => {
      setCurrent('');
      setTyped(NOTHING_TYPED);
      confirm(words.changed);
      await client.invalidateQueries(sessionQuery());
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isSame(typed)) change.mutate({ current, password: typed.password });
  }
  return (
    <section className={styles.section}>
      <h2>{words.password}</h2>
      {change.error && <ErrorState of="save" {...failureOf(change.error, locale)} />}
      <form className={`${styles.form} ${styles.narrow}`} onSubmit={submit}>
        <TextField
          label={words.current}
          type="password"
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
          required
        />
        <NewPasswordFields typed={typed} onChange={setTyped} />
        <Button type="submit" disabled={change.isPending}>
          {words.change}
        </Button>
      </form>
    </section>
  );
}

function Account({ session, onSignedOut }: { session: SignedIn } & MePageProps) {
  const locale = useLocale();
  const { me: words } = useMessages().account;
  const leave = useMutation({ mutationFn: signOut, onSuccess: onSignedOut });
  const { me } = session;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>
          {me.name} {me.sample && <SampleBadge />}
        </h1>
        <p className={styles.note}>{me.id}</p>
      </header>
      {leave.error && <ErrorState of="act" {...failureOf(leave.error, locale)} />}
      <Facts session={session} />
      <div className={styles.actions}>
        <Button onClick={() => leave.mutate()} disabled={leave.isPending}>
          {words.signOut}
        </Button>
        {me.roles.includes('administrator') && (
          <>
            <Link to="/people">{words.people}</Link>
            <Link to="/record">{words.record}</Link>
          </>
        )}
      </div>
      {!me.sample && !me.provider && <PasswordSection />}
      <TokensSection />
    </div>
  );
}

/** Who the reader is to the server, and what they may change of it. */
export function MePage({ onSignedOut }: MePageProps) {
  const locale = useLocale();
  const { me: words } = useMessages().account;
  const { data, error, refetch } = useQuery(sessionQuery());
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (data?.kind === 'signed-in') return <Account session={data} onSignedOut={onSignedOut} />;
  if (data?.kind === 'unclaimed') {
    return <EmptyState isPage title={words.unclaimed} reason={words.unclaimedReason} />;
  }
  return <Skeleton height="20rem" />;
}
