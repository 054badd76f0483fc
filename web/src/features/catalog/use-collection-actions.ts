import type { CollectionStatus, Job, JobChange } from '@bada/shared/catalogue';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  COLLECTIONS_KEY,
  changeJob,
  createCollection,
  deleteCollection,
  runCollection,
} from '../../api/collections.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';

/** What can be done with a collection. */
export interface CollectionActions {
  run(status: CollectionStatus): void;
  change(status: CollectionStatus, job: Job, action: JobChange['action']): void;
  remove(status: CollectionStatus): void;
}

/** Actions on collections: each is confirmed, and a deletion can be undone. */
export function useCollectionActions() {
  const client = useQueryClient();
  const words = useMessages().collections;
  const confirm = useApp((state) => state.confirm);
  const onSettled = () => client.invalidateQueries({ queryKey: COLLECTIONS_KEY });
  const run = useMutation({
    mutationFn: ({ collection }: CollectionStatus) => runCollection(collection.id),
    onSuccess: (_, { collection }) => confirm(words.started(collection.title)),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ job, action }: { title: string; job: Job; action: JobChange['action'] }) =>
      changeJob(job, action),
    onSuccess(_, { title, action }) {
      const said = { pause: words.paused, resume: words.resumed, cancel: words.cancelled };
      confirm(said[action](title));
    },
    onSettled,
  });
  const restore = useMutation({
    mutationFn: ({ collection }: CollectionStatus) => {
      const { id, title, source, mapping, schedule, department } = collection;
      return createCollection({ id, title, source, mapping, schedule, department });
    },
    onSuccess: ({ title }) => confirm(words.saved(title)),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: ({ collection }: CollectionStatus) => deleteCollection(collection),
    onSuccess: (_, status) =>
      confirm(words.removed(status.collection.title), () => restore.mutate(status)),
    onSettled,
  });
  const actions: CollectionActions = {
    run: (status) => run.mutate(status),
    change: ({ collection }, job, action) =>
      change.mutate({ title: collection.title, job, action }),
    remove: (status) => remove.mutate(status),
  };
  const error = run.error ?? change.error ?? remove.error ?? restore.error;
  return { actions, error, refresh: onSettled };
}
