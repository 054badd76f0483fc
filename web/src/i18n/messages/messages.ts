import type { AccountMessages } from './account.ts';
import type { BoardMessages } from './boards.ts';
import type { BringMessages } from './bring.ts';
import type { CatalogMessages } from './catalog.ts';
import type { CollectionMessages } from './collections.ts';
import type { ContractMessages } from './contract.ts';
import type { DatasetMessages } from './dataset.ts';
import type { DefinitionMessages } from './definition.ts';
import type { EngineMessages } from './engine.ts';
import type { IndicatorMessages } from './indicators.ts';
import type { LineageMessages } from './lineage.ts';
import type { LinkedMessages } from './linked.ts';
import type { ListingMessages } from './listing.ts';
import type { OverviewMessages } from './overview.ts';
import type { QualityMessages } from './quality.ts';
import type { SearchMessages } from './search.ts';
import type { ShellMessages } from './shell.ts';
import type { SmallCellsMessages } from './small-cells.ts';
import type { TaskMessages } from './tasks.ts';
import type { UiMessages } from './ui.ts';
import type { VersionMessages } from './versions.ts';

/** Everything the product says, by area; both languages fill the same shape. */
export interface Messages {
  ui: UiMessages;
  shell: ShellMessages;
  engine: EngineMessages;
  account: AccountMessages;
  overview: OverviewMessages;
  indicators: IndicatorMessages;
  definition: DefinitionMessages;
  boards: BoardMessages;
  bring: BringMessages;
  catalog: CatalogMessages;
  collections: CollectionMessages;
  dataset: DatasetMessages;
  contract: ContractMessages;
  smallCells: SmallCellsMessages;
  quality: QualityMessages;
  tasks: TaskMessages;
  versions: VersionMessages;
  lineage: LineageMessages;
  linked: LinkedMessages;
  listing: ListingMessages;
  search: SearchMessages;
}
