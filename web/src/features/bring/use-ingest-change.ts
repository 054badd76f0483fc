import type { Ingest } from '@bada/shared/intake';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { INGESTS_KEY, ingestQuery } from '../../api/ingests.ts';

/** Changes a brought file; what the server answers is shown at once. */
export function useIngestChange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<Ingest>) => change(),
    async onSuccess(ingest) {
      client.setQueryData(ingestQuery(id).queryKey, ingest);
      await client.invalidateQueries({ queryKey: [...INGESTS_KEY, 'list'] });
      if (ingest.state.kind === 'published') {
        await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'ingests' });
      }
    },
    // A change of several requests may have got halfway.
    onError: () => client.invalidateQueries({ queryKey: ingestQuery(id).queryKey }),
  });
}

/** The running change of a file, for its buttons and errors. */
export type IngestChange = ReturnType<typeof useIngestChange>;
