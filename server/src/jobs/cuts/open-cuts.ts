import type { Viewer } from '@bada/shared';
import type { ContractFacts } from '@bada/shared/catalogue';
import { CutFiles } from './cut-files.ts';
import { ViewerCuts, type ViewerCutsOptions } from './viewer-cuts.ts';

/** What cuts are opened over. */
export interface CutsOpening {
  /** The folder of extracts with its manifests. */
  readonly manifests: ViewerCutsOptions['manifests'] & { readonly folder: string };
  readonly documents: {
    contracts(viewer: Viewer): Promise<{ readonly datasets: readonly ContractFacts[] }>;
  };
  readonly onTrouble?: ViewerCutsOptions['onTrouble'];
  /** Bytes that cuts may take on disk. */
  readonly maxBytes?: number | undefined;
  readonly clock?: () => Date;
}

/** What viewers see of manifests, by the contracts of a store. */
export function openCuts({
  manifests,
  documents,
  onTrouble = () => undefined,
  maxBytes,
  clock = () => new Date(),
}: CutsOpening): ViewerCuts {
  const files = new CutFiles({ extracts: manifests.folder, maxBytes, clock });
  const contracts = async (viewer: Viewer) => (await documents.contracts(viewer)).datasets;
  return new ViewerCuts({ files, manifests, contracts, onTrouble });
}
