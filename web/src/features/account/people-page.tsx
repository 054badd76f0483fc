import type { Account, AccountLink } from '@bada/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { catalogueQuery } from '../../api/knowledge.ts';
import { ACCOUNTS_KEY, accountsQuery, makeLink } from '../../api/session.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { SampleBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './account.module.css';
import { clockTime } from './clock-time.ts';
import { PersonForm, type SavedPerson } from './person-form.tsx';

interface PersonProps {
  readonly account: Account;
  readonly onEdit: (account: Account) => void;
  readonly onLink: (account: Account) => void;
}

function Person({ account, onEdit, onLink }: PersonProps) {
  const locale = useLocale();
  const { people, roles, classes } = useMessages().account;
  const { data } = useQuery(catalogueQuery());
  const departmentName = (code: string) =>
    data?.departments.find((one) => one.code === code)?.name[locale] ?? code;
  const { id, name, sample, provider, state, lockedUntil } = account;
  const facts = [
    account.roles.map((role) => roles[role]).join(', '),
    ...account.departments.map(departmentName),
    classes[account.class],
    people.states[state],
    ...(provider ? [people.provider] : []),
    ...(lockedUntil === null ? [] : [people.locked]),
  ];
  return (
    <li className={styles.item}>
      <span>
        <strong>{name}</strong> <span className={styles.note}>{id}</span>{' '}
        {sample && <SampleBadge />}
        <br />
        <span className={styles.note}>{facts.join(' · ')}</span>
      </span>
      <span className={styles.actions}>
        {!sample && !provider && (
          <Button onClick={() => onLink(account)}>{people.link(name)}</Button>
        )}
        <Button onClick={() => onEdit(account)}>{people.edit(name)}</Button>
      </span>
    </li>
  );
}

function LinkDialog({ link, onClose }: { link: AccountLink; onClose: () => void }) {
  const locale = useLocale();
  const { people } = useMessages().account;
  return (
    <Dialog open title={people.linkTitle} onClose={onClose}>
      <p>{people.linkNote(clockTime(link.expiresAt, locale))}</p>
      <p className={styles.secret} data-testid="person-link">
        {`${window.location.origin}/join#${link.secret}`}
      </p>
    </Dialog>
  );
}

function PeopleList({
  onEdit,
  onLink,
}: {
  onEdit: (account: Account) => void;
  onLink: (link: AccountLink) => void;
}) {
  const locale = useLocale();
  const { people } = useMessages().account;
  const { data, error, refetch } = useQuery(accountsQuery());
  const linking = useMutation({ mutationFn: makeLink, onSuccess: onLink });
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="16rem" />;
  return (
    <>
      {linking.error && <ErrorState of="act" {...failureOf(linking.error, locale)} />}
      <ul className={styles.list} aria-label={people.list}>
        {data.accounts.map((account) => (
          <Person
            key={account.id}
            account={account}
            onEdit={onEdit}
            onLink={(one) => linking.mutate(one)}
          />
        ))}
      </ul>
    </>
  );
}

/** People who may sign in, for administrators. */
export function PeoplePage() {
  const { people, back } = useMessages().account;
  const confirm = useApp((state) => state.confirm);
  const client = useQueryClient();
  const [writing, setWriting] = useState<{ readonly account?: Account }>();
  const [link, setLink] = useState<AccountLink>();
  function saved({ account, link: made }: SavedPerson) {
    setWriting(undefined);
    setLink(made);
    confirm(people.saved(account.name));
    void client.invalidateQueries({ queryKey: ACCOUNTS_KEY });
  }
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/me">{back}</Link>
        <h1>{people.title}</h1>
        <p className={styles.note}>{people.intro}</p>
        <Button variant="primary" icon={<PlusIcon />} onClick={() => setWriting({})}>
          {people.add}
        </Button>
      </header>
      <PeopleList onEdit={(account) => setWriting({ account })} onLink={setLink} />
      {writing && <PersonForm {...writing} onSaved={saved} onClose={() => setWriting(undefined)} />}
      {link && <LinkDialog link={link} onClose={() => setLink(undefined)} />}
    </div>
  );
}
