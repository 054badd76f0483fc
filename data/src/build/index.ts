export {
  type Collected,
  type CollectPorts,
  collectToFile,
  sampleRecords,
} from './collect/collect.ts';
export { httpFetcher } from './collect/http.ts';
export { deploymentSecrets, type Secrets } from './collect/secrets.ts';
export { cutDataset } from './cuts/cut-dataset.ts';
export { readContract } from './dataset.ts';
export { type BuildOptions, buildExtracts } from './extracts.ts';
export { hashFile } from './files.ts';
export { readCrosswalk } from './ingest/crosswalk.ts';
export { type Ingested, type IngestOptions, ingestFile } from './ingest/ingest.ts';
export { type Inspected, type InspectOptions, inspectFile } from './ingest/inspect.ts';
export { loadMappings } from './ingest/mappings.ts';
export { periodOf, readPart } from './ingest/parts.ts';
export type { Progress } from './ingest/progress.ts';
export { proposeForFile } from './ingest/propose.ts';
export { type LineageOptions, recordBuild } from './lineage/build-run.ts';
export { allSinks, fileSink, httpSink, type LineageSink } from './lineage/sinks.ts';
export { withPublishLock } from './lock.ts';
export { currentManifest, readManifest } from './manifests.ts';
export type { BroughtDataset, BroughtTable, Published } from './publish/brought.ts';
export { intakePath } from './publish/intake.ts';
export { previewBrought, type VersionPreview } from './publish/preview-brought.ts';
export { publishBrought } from './publish/publish-brought.ts';
export { forecastSmallCells, sealed } from './publish/small-cells.ts';
export { diagnose, scanInputOf } from './quality/diagnose.ts';
export { failingCsv, failingTable } from './quality/failing-file.ts';
export {
  diagnoseExtract,
  extractRelation,
  relationsOf,
  reportPath,
  verdictPath,
} from './quality/gate.ts';
export { type DatasetOverlap, findOverlaps, overlapsWith } from './quality/overlap.ts';
export { loadQualityPolicy, type QualityPolicy } from './quality/policy.ts';
export { checkRule, readFailing } from './quality/recheck.ts';
export { type FailingRow, failingRows, scan, scanSql } from './quality/scan.ts';
export { totalAnomalies } from './quality/totals.ts';
export { loadIndicators, loadOrganisation, loadStrategies } from './seeds.ts';
export {
  type DatasetChange,
  reclassifyDataset,
  recutDataset,
  restoreDataset,
} from './versions/change-dataset.ts';
export { type DatasetDiff, diffDatasets } from './versions/diff.ts';
export {
  findVersion,
  listVersions,
  rollBack,
  type Version,
  verifyVersion,
} from './versions/list.ts';
export { applyRetention, planRetention, type RetentionPlan } from './versions/retention.ts';
