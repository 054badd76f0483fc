import { accountKo } from './account.ts';
import { boardsKo } from './boards.ts';
import { bringKo } from './bring-ko.ts';
import { catalogKo } from './catalog.ts';
import { collectionsKo } from './collections.ts';
import { contractKo } from './contract.ts';
import { datasetKo } from './dataset.ts';
import { definitionKo } from './definition-ko.ts';
import { engineKo } from './engine.ts';
import { indicatorsKo } from './indicators.ts';
import { lineageKo } from './lineage.ts';
import { linkedKo } from './linked.ts';
import { listingKo } from './listing.ts';
import type { Messages } from './messages.ts';
import { overviewKo } from './overview.ts';
import { qualityKo } from './quality.ts';
import { searchKo } from './search.ts';
import { shellKo } from './shell.ts';
import { smallCellsKo } from './small-cells.ts';
import { tasksKo } from './tasks.ts';
import { uiKo } from './ui.ts';
import { versionsKo } from './versions.ts';

export const ko: Messages = {
  ui: uiKo,
  shell: shellKo,
  engine: engineKo,
  account: accountKo,
  overview: overviewKo,
  indicators: indicatorsKo,
  definition: definitionKo,
  boards: boardsKo,
  bring: bringKo,
  catalog: catalogKo,
  collections: collectionsKo,
  dataset: datasetKo,
  quality: qualityKo,
  tasks: tasksKo,
  search: searchKo,
  contract: contractKo,
  smallCells: smallCellsKo,
  versions: versionsKo,
  lineage: lineageKo,
  linked: linkedKo,
  listing: listingKo,
};
