export { type Action, can, type Resource, seesClass } from './access/can.ts';
export { Catalogue, dataEnd, inOrder } from './api/catalogue.ts';
export { BadaError, ERRORS, type ErrorCode, type ErrorParams, errorText } from './api/errors.ts';
export {
  ContractChange,
  IngestContract,
  IngestPage,
  IngestPart,
  IngestRows,
  IngestRowsQuery,
  IngestSummary,
  ingestSummary,
  MappingChange,
  MappingText,
  NewIngestQuery,
  PublishRequest,
} from './api/ingest-api.ts';
export {
  Ingest,
  IngestEncoding,
  IngestFailure,
  IngestFile,
  IngestPersonal,
  IngestProblem,
  IngestProgress,
  IngestReadOptions,
  IngestReason,
  IngestResult,
  IngestState,
  IngestTable,
  IngestVersion,
  ResultPreview,
  TableMapping,
} from './api/ingest-document.ts';
export { VersionIntake, VersionIntakePart } from './api/intake-api.ts';
export { Problem, problemOf } from './api/problem.ts';
export { FailingPage, OverlapList, QualityDetail } from './api/quality-api.ts';
export { Outcome, QueryAnswers } from './api/query-answers.ts';
export { TaskDraft, TaskFilter, TaskHistory, TaskPage } from './api/tasks-api.ts';
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
} from './catalogue/contract-api.ts';
export { contractChanges, FieldChange } from './catalogue/contract-changes.ts';
export { ContractProblem, checkContract, isSameStructure } from './catalogue/contract-check.ts';
export {
  type ContractDraft,
  type ContractDraftInput,
  contractQuestions,
  draftContract,
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
  contractVersionNumber,
  contractVersionText,
  raiseVersion,
} from './catalogue/contract-version.ts';
export { dataPackage } from './catalogue/data-package.ts';
export {
  Cadence,
  DatasetNode,
  isPublished,
  type NodeColumn,
  rowsFile,
} from './catalogue/dataset-node.ts';
export { dcatCatalogue, dcatDataset } from './catalogue/dcat.ts';
export { boardEntries, findEntries } from './catalogue/find-entries.ts';
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
export { Board, BoardDraft, BoardPage, BoardTile, boardHref } from './model/board.ts';
export { Department, Organisation } from './model/department.ts';
export { KebabId, Sha256 } from './model/ids.ts';
export { Locale, Localized } from './model/localized.ts';
export {
  addMonths,
  daysBetween,
  Grain,
  IsoDate,
  isAsCoarseAs,
  Period,
  periodEnd,
  periodStart,
  seoulDate,
} from './model/period.ts';
export {
  CITY,
  CITY_NAME,
  DISTRICTS,
  type District,
  isDistrict,
  PlaceCode,
  PlaceLevel,
  placeName,
} from './model/place.ts';
export {
  isOverdue,
  isPending,
  measuredRate,
  type NewTask,
  subjectKey,
  Task,
  TaskChange,
  TaskEdit,
  TaskEvent,
  TaskMeasure,
  TaskNote,
  TaskStatus,
  TaskSubject,
} from './model/task.ts';
export { afterEvent, type TaskOutcome, type TaskStep } from './model/task-step.ts';
export { CrsCode, projDefinition, toWgs84Sql } from './model/transform.ts';
export { DataClass, LOCAL_VIEWER, Role, Viewer } from './model/viewer.ts';
export { Answer, AnswerColumns, Proof, Run, ValueStatus } from './query/answer.ts';
export { canonicalJson, sha256Hex } from './query/canonical.ts';
export { type CompiledQuery, compileQuery } from './query/compile.ts';
export {
  answerOf,
  type Cell,
  pinned,
  type QueryContext,
  type QueryEngine,
  type ResultColumns,
} from './query/engine.ts';
export { Comparison, MetricQuery } from './query/metric-query.ts';
export { columnInRole, columnsRead, type IndicatorPlan, planIndicator } from './query/plan.ts';
export { proveQuery } from './query/prove.ts';
export { type ExtractRead, readsOf } from './query/prune.ts';
export { Caveat, caveatsAt } from './semantic/caveat.ts';
export {
  breakBetween,
  type ChangeOverYear,
  changeAt,
  type NoChange,
  type Point,
  type YearChange,
} from './semantic/change.ts';
export { withTwinClasses } from './semantic/column-class.ts';
export { ColumnRole } from './semantic/column-role.ts';
export {
  type Column,
  type DatasetContract,
  parseDatasetContract,
  refuseTimelessMeasures,
} from './semantic/dataset-contract.ts';
export {
  datasetsOf,
  Filter,
  FilterOp,
  Formula,
  Indicator,
  Measure,
  measuresOf,
  parseIndicator,
  SeriesBreak,
  Target,
} from './semantic/indicator.ts';
export { freshness, type Judgement, judge, targetFor } from './semantic/judge.ts';
export {
  assertionsFacet,
  columnLineageFacet,
  type EventDataset,
  indicatorEvent,
  LINEAGE_NAMESPACE,
  type LineageEvent,
  type LineageRunEvent,
  runEvent,
  schemaFacet,
  statisticsFacet,
  versionFacet,
} from './semantic/lineage-event.ts';
export {
  buildLineage,
  downstream,
  type LineageBoard,
  type LineageDataset,
  type LineageGraph,
  type LineageNode,
  lineageId,
  upstream,
} from './semantic/lineage-graph.ts';
export { mappedColumns } from './semantic/lineage-mapping.ts';
export {
  baseFile,
  ColumnStats,
  datasetOf,
  ExtractFile,
  Intake,
  IntakeFile,
  Manifest,
  ManifestDataset,
  RowGroup,
} from './semantic/manifest.ts';
export {
  ColumnType,
  type CompareRule,
  MappedColumn,
  Mapping,
  MissingReason,
  type PositionRule,
  parseMapping,
  type TotalsRule,
} from './semantic/mapping.ts';
export { type BoundMapping, bindMapping, nameGroups } from './semantic/mapping-bind.ts';
export { checkMapping, mappingYaml } from './semantic/mapping-check.ts';
export {
  findHeader,
  type Header,
  type HeadRow,
  headerAt,
  headerKey,
} from './semantic/mapping-header.ts';
export { MAPPING_MACROS } from './semantic/mapping-macros.ts';
export {
  type Proposal,
  type ProposalReason,
  type ProposalSample,
  proposeMapping,
} from './semantic/mapping-propose.ts';
export {
  type CheckResult,
  type IngestFlag,
  IngestReport,
  RowAccount,
} from './semantic/mapping-report.ts';
export {
  measuresOfRow,
  type PlaceLookup,
  pivotColumnsSql,
  pivotedValues,
  placeLookups,
  resultSql,
  stagedValue,
} from './semantic/mapping-result-sql.ts';
export { FLAG_TEXTS, type FlagCode, QUARANTINE_RULES } from './semantic/mapping-rules.ts';
export { quarantineSql, ROW_KINDS, slotsOf, stageSql } from './semantic/mapping-stage-sql.ts';
export { sqlName } from './semantic/mapping-value-sql.ts';
export { parseYaml } from './semantic/parse-yaml.ts';
export {
  QUALITY_CRITERIA,
  QualityCriterion,
  QualitySeverity,
} from './semantic/quality-criteria.ts';
export { deriveRules, rulesOf } from './semantic/quality-derive.ts';
export { GateVerdict, judgeGate } from './semantic/quality-gate.ts';
export {
  CROSSWALK_CODES,
  type Link,
  LinkDiagnosis,
  LinkResult,
  type LinkTarget,
  linkDiagnosis,
  linksOfDataset,
} from './semantic/quality-links.ts';
export { ruleReason } from './semantic/quality-reason.ts';
export { metadataFill, QualityReport, readinessOf } from './semantic/quality-report.ts';
export {
  type QualityCondition,
  QualityRule,
  ruleColumns,
  ruleDataset,
} from './semantic/quality-rule.ts';
export {
  type OfficialErrorRate,
  officialErrorRate,
  type QualityScore,
  ScoreFormula,
  scoreOf,
  timeliness,
} from './semantic/quality-score.ts';
export {
  diagnoseStructure,
  type StructureDiagnosis,
  type TableShape,
} from './semantic/quality-structure.ts';
export {
  QualityDimension,
  QualityGrade,
  QualitySummary,
  RuleResult,
} from './semantic/quality-summary.ts';
export {
  StandardTerm,
  StandardTerms,
  standardShare,
  type TermUse,
  termUses,
} from './semantic/quality-terms.ts';
export {
  findDepartures,
  findMissing,
  type GroupTotal,
  type TotalAnomaly,
} from './semantic/quality-totals.ts';
export { type DiagnosisSummary, diagnosesOf } from './semantic/quality-verdict.ts';
export { type RollupContent, rollupContent } from './semantic/rollup.ts';
export { suppressSmallCells } from './semantic/small-cells.ts';
export { columnsKept, type SmallCells, withSmallCellsCaveat } from './semantic/small-cells-rule.ts';
export { Strategies, Strategy, strategyOf } from './semantic/strategy.ts';
export { dueOn, TaskPolicy } from './semantic/task-policy.ts';
export { type SchemaChange, schemaChangeText, schemaDrift } from './semantic/version-drift.ts';
export { type DatasetFreshness, datasetFreshness } from './semantic/version-freshness.ts';
export { type QualityPoint, qualityTrend } from './semantic/version-trend.ts';
