export { odcloudRecords } from './collect/data-go-kr.ts';
export { csvCell } from './csv-cell.ts';
export type { KeyedRecord } from './keyed-table.ts';
export { DEFAULT_LIMITS, type ReadLimits, type ReadOptions } from './options.ts';
export { PersonalDataScan, type PersonalFinding } from './personal-data.ts';
export { mask, maskAll } from './personal-mask.ts';
export type {
  ByteSource,
  RawFile,
  RawFormat,
  RawNote,
  RawRow,
  RawTable,
  TextEncoding,
} from './raw-table.ts';
export { readFile } from './read-file.ts';
export { blobSource, memorySource } from './source.ts';
