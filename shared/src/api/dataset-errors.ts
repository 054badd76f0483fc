import { entry } from './error-entry.ts';

/** Errors of reading and handing out datasets. */
export const DATASET_ERRORS = Object.freeze({
  'dataset.not-found': entry(
    404,
    { ko: '자료 {id}을(를) 찾을 수 없습니다.', en: 'There is no dataset {id}.' },
    { ko: '자료 목록에서 찾아 고르십시오.', en: 'Search for it in the catalogue.' },
  ),
  'dataset.too-long': entry(
    422,
    {
      ko: '자료 {id}은(는) {rows}행이어서 XLSX 한 시트({limit}행)에 담을 수 없습니다.',
      en: 'Dataset {id} has {rows} rows; a sheet of XLSX holds {limit}.',
    },
    { ko: 'CSV나 Parquet으로 내려받으십시오.', en: 'Download CSV or Parquet instead.' },
  ),
});
