import type { Collection } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Button } from '../../ui/button.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { CollectionEntry } from './collection-entry.tsx';
import { CollectionForm } from './collection-form.tsx';
import styles from './collections.module.css';
import entries from './entries.module.css';
import { useCollectionActions } from './use-collection-actions.ts';

/** What is being written in the dialog. */
type Writing =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit'; readonly collection: Collection };

function CollectionList({ onEdit }: { onEdit: (collection: Collection) => void }) {
  const locale = useLocale();
  const words = useMessages().collections;
  const { data, error, refetch } = useQuery(collectionsQuery());
  const { actions, error: failed } = useCollectionActions();
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="16rem" />;
  return (
    <>
      {failed && <ErrorState of="act" {...failureOf(failed, locale)} />}
      {data.collections.length === 0 ? (
        <EmptyState {...words.empty} />
      ) : (
        <ul className={entries.list} aria-label={words.list}>
          {data.collections.map((status) => (
            <CollectionEntry
              key={status.collection.id}
              status={status}
              actions={actions}
              onEdit={onEdit}
            />
          ))}
        </ul>
      )}
    </>
  );
}

/** What is fetched regularly from other systems: how it stands, and what to do about it. */
export function CollectionsPanel() {
  const words = useMessages().collections;
  const confirm = useApp((state) => state.confirm);
  const { refresh } = useCollectionActions();
  const [writing, setWriting] = useState<Writing>();
  const close = () => setWriting(undefined);
  function saved(title: string) {
    close();
    confirm(words.saved(title));
    void refresh();
  }
  return (
    <section className={styles.panel} aria-label={words.part}>
      <div className={styles.head}>
        <p>{words.intro}</p>
        <Button variant="primary" icon={<PlusIcon />} onClick={() => setWriting({ kind: 'new' })}>
          {words.create}
        </Button>
      </div>
      <CollectionList onEdit={(collection) => setWriting({ kind: 'edit', collection })} />
      {writing && (
        <CollectionForm
          {...(writing.kind === 'edit' ? { collection: writing.collection } : {})}
          onSaved={saved}
          onClose={close}
        />
      )}
    </section>
  );
}
