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
  'dataset.cut': entry(
    403,
    {
      ko: '자료 {id}은(는) 권한에 따라 일부만 볼 수 있어, 전체를 보고 만든 내용은 보이지 않습니다.',
      en: 'You may see a part of dataset {id} only, so what was made from all of it is not shown.',
    },
    {
      ko: '볼 수 있는 행과 열은 미리보기와 지표에서 확인하고, 전체가 필요하면 소관 부서에 요청하십시오.',
      en: 'See the rows and columns that you may in its preview, or ask the owner department for all of it.',
    },
  ),
  'dataset.masked': entry(
    403,
    {
      ko: '자료 {id}에서 권한이 없어 가려진 열이나 지역이 있어야 하는 계산이어서 답하지 않았습니다.',
      en: 'This needs columns or places of dataset {id} that are hidden from you, so it was not answered.',
    },
    {
      ko: '다른 지표나 구분을 고르거나 소관 부서에 열람을 요청하십시오.',
      en: 'Choose another indicator or breakdown, or ask the owner department for access.',
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
