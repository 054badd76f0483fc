export {
  AccessRules,
  accessRulesProblem,
  type ColumnMask,
  type RowRule,
  type Whom,
} from './access/access-rules.ts';
export {
  Account,
  AccountChange,
  AccountDraft,
  AccountId,
  AccountLink,
  AccountList,
  Join,
  NewPassword,
  SampleSignIn,
  SessionView,
  SignedOut,
  SignIn,
  viewerOfAccount,
} from './access/account.ts';
export { AuditEntry, AuditPage, AuditQuery } from './access/audit.ts';
export {
  type Action,
  can,
  type Resource,
  seesClass,
  strictestClass,
} from './access/can.ts';
export { DataCut, isRuled, permissionClass, type RuledDataset } from './access/data-cut.ts';
export { NewToken, Token, TokenDraft, TokenList, TokenScope } from './access/token.ts';
export { Catalogue, dataEnd, inOrder } from './api/catalogue.ts';
export { BadaError, ERRORS, type ErrorCode, type ErrorParams, errorText } from './api/errors.ts';
export { Problem, problemOf } from './api/problem.ts';
export { Outcome, QueryAnswers } from './api/query-answers.ts';

export { Board, BoardDraft, BoardPage, BoardTile, boardHref } from './model/board.ts';
export { Cadence } from './model/cadence.ts';
export { Department, Organisation } from './model/department.ts';
export { KebabId, Sha256 } from './model/ids.ts';
export { Locale, Localized } from './model/localized.ts';
export { type Particle, withParticle } from './model/particle.ts';
export {
  addMonths,
  daysBetween,
  Grain,
  IsoDate,
  isAsCoarseAs,
  isHour,
  Period,
  PeriodStart,
  periodEnd,
  periodStart,
  seoulDate,
} from './model/period.ts';
export {
  CITY,
  CITY_NAME,
  CODE_DIGITS,
  DISTRICTS,
  type District,
  isDistrict,
  PlaceCode,
  PlaceLevel,
  placeName,
} from './model/place.ts';
export { expectedText } from './model/saying.ts';
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
export { ANONYMOUS, DataClass, LOCAL_VIEWER, Role, Viewer } from './model/viewer.ts';
export { languageOf, Words } from './model/words.ts';
export { Answer, AnswerColumns, Proof, Run, ValueStatus } from './query/answer.ts';
export { type Batch, passesOf, planBatch, type SharedScan } from './query/batch.ts';
export { canonicalJson, sha256Hex } from './query/canonical.ts';
export { type CompiledQuery, compileQuery, indicatorAsked } from './query/compile.ts';
export { type Dialect, DUCKDB, TRINO } from './query/dialect.ts';
export {
  answerOf,
  type Cell,
  pinned,
  type QueryContext,
  type QueryEngine,
  type ResultColumns,
} from './query/engine.ts';
export { Comparison, MetricQuery } from './query/metric-query.ts';
export { columnInRole, type IndicatorPlan, planIndicator } from './query/plan.ts';
export { proveQuery } from './query/prove.ts';
export { type ExtractRead, readsOf } from './query/prune.ts';
export { type Source, sourcesOf, tableOf } from './query/source.ts';
export { Caveat, caveatsAt } from './semantic/caveat.ts';
export {
  breakBetween,
  type ChangeOverYear,
  changeAt,
  type NoChange,
  type Point,
  type YearChange,
} from './semantic/change.ts';
export { ColumnRole } from './semantic/column-role.ts';
export {
  type Column,
  type DatasetContract,
  parseDatasetContract,
  refuseTimelessMeasures,
} from './semantic/dataset-contract.ts';
export { DatasetCut, ToldCut, toldCut, withCutCaveat } from './semantic/dataset-cut.ts';
export { DatasetPlaces } from './semantic/dataset-places.ts';
export {
  Formula,
  isDerived,
  isRelative,
  measuresOf,
  plainOf,
  readsSumsOnly,
} from './semantic/formula.ts';
export {
  datasetsOf,
  Indicator,
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
  PersonalPublished,
  RowGroup,
  WHOLE_FILE_BYTES,
} from './semantic/manifest.ts';
export { Filter, FilterOp, Measure, Term, TimeRule } from './semantic/measure.ts';
export { parseYaml } from './semantic/parse-yaml.ts';
export { isNumberType, logicalTypeOf } from './semantic/physical-type.ts';
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
export { missingForRule, unrunnableReason } from './semantic/quality-runnable.ts';
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
export {
  type ShapeKind,
  ShapeSummary,
  shapeKindOf,
  shapeSummary,
} from './semantic/shape-summary.ts';
export { type EarlierCut, suppressSmallCells } from './semantic/small-cells.ts';
export { columnsKept, SmallCells, withSmallCellsCaveat } from './semantic/small-cells-rule.ts';
export { Strategies, Strategy, strategyOf } from './semantic/strategy.ts';
export { dueOn, TaskPolicy } from './semantic/task-policy.ts';
export { conversion, UnitId, unitOf, unitSign } from './semantic/unit.ts';
export { type SchemaChange, schemaChangeText, schemaDrift } from './semantic/version-drift.ts';
export { type DatasetFreshness, datasetFreshness } from './semantic/version-freshness.ts';
export { type QualityPoint, qualityTrend } from './semantic/version-trend.ts';
export { firstIssueText, issueText } from './semantic/yaml-problems.ts';
