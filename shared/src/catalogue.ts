export {
  ColumnProfile,
  DatasetDetail,
  DatasetHit,
  DatasetPage,
  DatasetProfile,
  DatasetRows,
  DatasetVersion,
  LostCharacters,
} from './catalogue/catalogue-api.ts';
export {
  ContractCheck,
  ContractEdit,
  ContractHistory,
  ContractRestore,
  ContractState,
  SmallCellsForecast,
} from './catalogue/contract-api.ts';
export { contractChanges, FieldChange } from './catalogue/contract-changes.ts';
export { ContractProblem, checkContract, isSameStructure } from './catalogue/contract-check.ts';
export {
  type ContractDraft,
  type ContractDraftInput,
  contractQuestions,
  draftContract,
  periodColumnOf,
} from './catalogue/contract-draft.ts';
export {
  ContractAnswers,
  ContractDraftFacts,
  ContractQuestion,
} from './catalogue/contract-facts.ts';
export {
  ContractMetadata,
  contractDocument,
  metadataOf,
  withMetadata,
} from './catalogue/contract-metadata.ts';
export { contractFactsOf, raiseContract, withContractFacts } from './catalogue/contract-raise.ts';
export {
  newSmallCells,
  type SmallCellsFrame,
  smallCellsFrame,
  withGroup,
} from './catalogue/contract-small-cells.ts';
export {
  ContractMeasure,
  contractMeasures,
  MeasureTime,
  withContractTimes,
} from './catalogue/contract-times.ts';
export {
  contractVersionNumber,
  contractVersionText,
  raiseVersion,
} from './catalogue/contract-version.ts';
export { dataPackage } from './catalogue/data-package.ts';
export {
  DatasetNode,
  isPublished,
  type NodeColumn,
  rowsFile,
} from './catalogue/dataset-node.ts';
export { dcatCatalogue, dcatDataset } from './catalogue/dcat.ts';
export { boardEntries, elsewhereEntries, findEntries } from './catalogue/find-entries.ts';
export { Find, FindIndex, FindKind, Finds, findEverywhere } from './catalogue/find-index.ts';
export { DownloadFormat, FORMATS, linksOf } from './catalogue/formats.ts';
export { Glossary, GlossaryTerm, glossaryOf } from './catalogue/glossary.ts';
export { catalogueGraph } from './catalogue/graph.ts';
export { LineageView, lineageBoard, lineageGraphOf, lineageViewOf } from './catalogue/lineage.ts';
export {
  ListingProposals,
  ListingUpload,
  listedDataset,
  metadataFromListing,
} from './catalogue/listing-proposal.ts';
export { readListing } from './catalogue/listing-read.ts';
export { listingCsv, listingRow } from './catalogue/listing-row.ts';
export {
  type ContractFacts,
  contractFacts,
  OdcsDocument,
  parseOdcs,
} from './catalogue/odcs-document.ts';
export { odcsOf, odcsYaml } from './catalogue/odcs-projection.ts';
export { isPublishable, publicationTexts } from './catalogue/publication.ts';
export { schemaOrgDataset } from './catalogue/schema-org.ts';
export { Facet, type FacetChoice, FacetList } from './catalogue/search-facets.ts';
export { highlight } from './catalogue/search-highlight.ts';
export { CatalogueIndex } from './catalogue/search-index.ts';
export {
  RowChangeKind,
  VersionDiff,
  VersionRestore,
  VersionRestored,
} from './catalogue/version.ts';
export {
  Collection,
  CollectionDraft,
  CollectSample,
  MappingList,
  NewCollection,
  SampleRequest,
} from './collect/collection.ts';
export {
  CollectionList,
  CollectionStatus,
  Job,
  JobChange,
  JobError,
  JobKind,
  JobList,
  JobRequest,
  JobResult,
  JobState,
} from './collect/job.ts';
export { nextRun, Schedule } from './collect/schedule.ts';
export {
  CatalogueSourceAddress,
  CollectSource,
  DataGoKrSource,
  KosisSource,
  OdcloudSource,
  PostgresSource,
  RowSource,
  SecretName,
  sourceIdentity,
} from './collect/source.ts';
export {
  HarvestEdit,
  HarvestEntry,
  Harvested,
  HarvestedPage,
  harvestedWords,
} from './harvest/entry.ts';
export { HarvestIndex } from './harvest/find.ts';
export { type HarvestReading, readHarvestJsonLd } from './harvest/json-ld.ts';
export { readHarvestListing } from './harvest/listing.ts';
export { nextPage } from './harvest/pages.ts';
export { readHarvestPortal } from './harvest/portal.ts';
