import type { ContractEdit } from '@bada/shared/catalogue';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { restoreContract, saveContract, type TaggedContract } from '../../api/contracts.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';

/** Everything that shows what a contract says is asked for anew. */
function useRefresh() {
  const client = useQueryClient();
  const shown = ['datasets', 'contracts', 'glossary', 'search', 'catalogue', 'lineage'];
  return () =>
    Promise.all(shown.map((key) => client.invalidateQueries({ queryKey: [key] }))).then(() => {});
}

/** Brings back an earlier version of a contract. */
export function useContractRestore(id: string) {
  const refresh = useRefresh();
  const { contract } = useMessages();
  const confirm = useApp((state) => state.confirm);
  return useMutation({
    mutationFn: ({ version, tag }: { version: string; tag: string }) =>
      restoreContract(id, version, { tag, reason: contract.history.restoreReason(version) }),
    onSuccess: async ({ state }) => {
      await refresh();
      confirm(contract.restored(state.version));
    },
  });
}

/** Saves a new version of a contract, to be undone from the confirmation. */
export function useContractSave(id: string, base: TaggedContract, onSaved: () => void) {
  const refresh = useRefresh();
  const restore = useContractRestore(id);
  const { contract } = useMessages();
  const confirm = useApp((state) => state.confirm);
  return useMutation({
    mutationFn: (edit: ContractEdit) => saveContract(id, edit, base.tag),
    onSuccess: async ({ state, tag }) => {
      await refresh();
      const { version, at } = base.state;
      // What was never stored is no version to go back to.
      const undo = at === null ? undefined : () => restore.mutate({ version, tag });
      confirm(contract.saved(state.version), undo);
      onSaved();
    },
  });
}
