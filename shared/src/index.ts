export { type Action, can, type Resource } from './access/can.ts';
export { Catalogue, dataEnd, inOrder } from './api/catalogue.ts';
export { BadaError, ERRORS, type ErrorCode, type ErrorParams, errorText } from './api/errors.ts';
export { Problem, problemOf } from './api/problem.ts';
export { Board, BoardDraft, BoardPage, BoardTile } from './model/board.ts';
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
  type Column,
  ColumnRole,
  type DatasetContract,
  parseDatasetContract,
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
  Target,
} from './semantic/indicator.ts';
export {
  type ChangeOverTime,
  changeAt,
  freshness,
  type Judgement,
  judge,
  type Point,
  targetFor,
} from './semantic/judge.ts';
export {
  baseFile,
  ColumnStats,
  datasetOf,
  ExtractFile,
  Manifest,
  ManifestDataset,
  RowGroup,
} from './semantic/manifest.ts';
export { parseYaml } from './semantic/parse-yaml.ts';
