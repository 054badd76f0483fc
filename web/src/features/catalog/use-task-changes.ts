import type { Task, TaskEdit } from '@bada/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeTask, recheckTask, TASKS_KEY } from '../../api/tasks.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';

/** Changes to a task, each confirmed. Changes that belong together follow each other. */
export function useTaskChanges() {
  const client = useQueryClient();
  const { tasks: words } = useMessages();
  const confirm = useApp((state) => state.confirm);
  const refresh = () => client.invalidateQueries({ queryKey: TASKS_KEY });
  const edit = useMutation({
    async mutationFn({ task, edits }: { task: Task; edits: readonly TaskEdit[] }) {
      let changed = task;
      for (const one of edits) changed = await changeTask(changed, one);
      return changed;
    },
    onSuccess: () => confirm(words.edit.saved),
    onSettled: refresh,
  });
  const recheck = useMutation({
    mutationFn: recheckTask,
    onSuccess: ({ after }) => confirm(words.edit.rechecked(formatNumber(after.errors))),
    onSettled: refresh,
  });
  return { edit, recheck };
}
