import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { contractQuery } from '../../api/contracts.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './contract.module.css';
import { ContractForm } from './contract-form.tsx';
import { ContractYaml } from './contract-yaml.tsx';

/** Changing what is said of a dataset. */
export function ContractPage({ id, onGo }: { id: string; onGo: (href: string) => void }) {
  const locale = useLocale();
  const { contract } = useMessages();
  const found = useQuery({ ...contractQuery(id), refetchOnMount: 'always' });
  // A form that began with what is kept from before would be refused when it is saved.
  const { data, error, refetch, isFetchedAfterMount } = found;
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data || !isFetchedAfterMount) return <Skeleton height="60rem" />;
  const { title } = data.state.metadata;
  const back = (
    <Link to="/catalog/$id" params={{ id }}>
      {title[locale]}
    </Link>
  );
  if (!data.state.mayEdit) return <EmptyState isPage {...contract.notAllowed} action={back} />;
  const onDone = () => onGo(`/catalog/${encodeURIComponent(id)}`);
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        {back}
        <h1>{contract.title(title[locale])}</h1>
        <p>{contract.intro}</p>
      </header>
      <ContractForm id={id} contract={data} onDone={onDone} />
      <ContractYaml id={id} contract={data} onDone={onDone} />
    </article>
  );
}
