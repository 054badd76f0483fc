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
export {
  ColumnChange,
  GateFinding,
  IngestGate,
  PersonalOutcome,
  PublicationPreview,
} from './api/publication-preview.ts';
export { FailingPage, OverlapList, QualityDetail } from './api/quality-api.ts';
export { TaskDraft, TaskFilter, TaskHistory, TaskPage } from './api/tasks-api.ts';
export { withTwinClasses } from './semantic/column-class.ts';
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
export type { Proposal, ProposalReason, ProposalSample } from './semantic/mapping-proposal.ts';
export { proposeMapping } from './semantic/mapping-propose.ts';
export {
  type CheckResult,
  type IngestFlag,
  IngestReport,
  type PersonalColumn,
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
export { headersBehind } from './semantic/mapping-source.ts';
export { quarantineSql, ROW_KINDS, slotsOf, stageSql } from './semantic/mapping-stage-sql.ts';
export { sqlName } from './semantic/mapping-value-sql.ts';
export {
  isGraveKind,
  PERSONAL_KINDS,
  type PersonalKind,
  personalColumnsText,
  personalKindText,
  refusePersonalUnder,
} from './semantic/personal-kinds.ts';
export { isReservedDataset } from './semantic/reserved-ids.ts';
