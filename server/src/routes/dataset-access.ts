import { BadaError } from '@bada/shared';
import type { CatalogueSource } from './catalogue-source.ts';
import type { Access } from './registry.ts';

/** Changing a dataset: by whoever keeps the datasets of its owner department. Of one that does not
 * exist no department is the owner, so that a refusal tells nobody which datasets there are. */
export function keepingDataset(catalogue: CatalogueSource): Access {
  return {
    action: 'update',
    async resource(c, viewer) {
      const id = c.req.param('id') ?? '';
      const found = await catalogue.dataset(viewer, id).catch((error: unknown) => {
        if (error instanceof BadaError) return undefined;
        throw error;
      });
      return { kind: 'dataset', department: found?.node.owner.code ?? null };
    },
  };
}
