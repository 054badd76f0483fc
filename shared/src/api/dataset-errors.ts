import { entry } from './error-entry.ts';

/** Errors of reading and handing out datasets. */
export const DATASET_ERRORS = Object.freeze({
  'dataset.not-found': entry(
    404,
    { ko: '자료 {id}을(를) 찾을 수 없습니다.', en: 'There is no dataset {id}.' },
    { ko: '자료 목록에서 찾아 고르십시오.', en: 'Search for it in the catalogue.' },
  ),
  'dataset.not-publishable': entry(
    422,
    {
      ko: '자료 {id}은(는) 공개 등급이 아니거나 알려진 이용허락이 없어 밖으로 낼 수 없습니다.',
      en: 'Dataset {id} is not open or has no known licence, so it cannot be handed out.',
    },
    {
      ko: '계약에 공개 등급과 이용허락(공공누리 등)을 적으십시오.',
      en: 'State class and licence in its contract.',
    },
  ),
  'dataset.small-cells': entry(
    403,
    {
      ko: '자료 {id}의 이 판은 소수 가림 규칙을 적용하기 전의 것이어서 내보내지 않습니다.',
      en: 'This version of dataset {id} was made before its rule on small counts and is withheld.',
    },
    {
      ko: '현재 판을 쓰거나, 계약을 다시 저장해 규칙을 적용하십시오.',
      en: 'Use the current version, or save the contract again to apply the rule.',
    },
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
