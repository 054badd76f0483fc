import { accountEn } from './account.ts';
import { boardsEn } from './boards.ts';
import { bringEn } from './bring-en.ts';
import { catalogEn } from './catalog.ts';
import { collectionsEn } from './collections.ts';
import { contractEn } from './contract.ts';
import { datasetEn } from './dataset.ts';
import { definitionEn } from './definition-en.ts';
import { engineEn } from './engine.ts';
import { indicatorsEn } from './indicators.ts';
import { lineageEn } from './lineage.ts';
import { linkedEn } from './linked.ts';
import { listingEn } from './listing.ts';
import type { Messages } from './messages.ts';
import { overviewEn } from './overview.ts';
import { qualityEn } from './quality.ts';
import { searchEn } from './search.ts';
import { shellEn } from './shell.ts';
import { smallCellsEn } from './small-cells.ts';
import { tasksEn } from './tasks.ts';
import { uiEn } from './ui.ts';
import { versionsEn } from './versions.ts';

export const en: Messages = {
  ui: uiEn,
  shell: shellEn,
  engine: engineEn,
  account: accountEn,
  overview: overviewEn,
  indicators: indicatorsEn,
  definition: definitionEn,
  boards: boardsEn,
  bring: bringEn,
  catalog: catalogEn,
  collections: collectionsEn,
  dataset: datasetEn,
  quality: qualityEn,
  tasks: tasksEn,
  search: searchEn,
  contract: contractEn,
  smallCells: smallCellsEn,
  versions: versionsEn,
  lineage: lineageEn,
  linked: linkedEn,
  listing: listingEn,
};
