import { entry } from './error-entry.ts';

/** Errors of diagnosing, publishing and restoring versions. */
export const VERSION_ERRORS = Object.freeze({
  'quality.blocked': entry(
    422,
    {
      ko: '자료 {dataset}이(가) 막음 규칙 {rules}을(를) 어겨 공개본을 바꾸지 않았습니다({errors}건).',
      en: 'Dataset {dataset} breaks the blocking rules {rules} ({errors} values); nothing was published.',
    },
    {
      ko: '틀린 값을 고치거나 규칙을 경고로 바꾼 뒤 다시 시도하십시오. 그때까지 앞선 판이 쓰입니다.',
      en: 'Mend the values or turn the rule into a warning, then try again. Until then the earlier version stays.',
    },
  ),
  'version.not-found': entry(
    404,
    { ko: '판 {id}을(를) 찾을 수 없습니다.', en: 'There is no version {id}.' },
    { ko: '판 목록에서 고르십시오.', en: 'Choose one from the list of versions.' },
  ),
  'version.ambiguous': entry(
    400,
    { ko: '{id}(으)로 시작하는 판이 여럿입니다.', en: 'Several versions begin with {id}.' },
    { ko: '글자를 더 적으십시오.', en: 'Give more characters.' },
  ),
  'version.conflict': entry(
    412,
    {
      ko: '그사이 다른 판이 현재 판이 되어 되돌리지 않았습니다.',
      en: 'Another version became the current one in the meantime, so nothing was restored.',
    },
    { ko: '판 목록을 새로 불러와 다시 고르십시오.', en: 'Load the versions again, then choose.' },
  ),
  'version.precondition-required': entry(
    428,
    {
      ko: '판을 되돌리려면 If-Match 머리글이 필요합니다.',
      en: 'Restoring a version needs the If-Match header.',
    },
    {
      ko: '현재 판의 manifest를 따옴표로 묶어 보내십시오.',
      en: 'Send the id of the current manifest in quotes.',
    },
  ),
  'version.lock-lost': entry(
    409,
    {
      ko: '공개하는 동안 응답이 없어 다른 작업이 차례를 넘겨받았습니다. 아무것도 공개하지 않았습니다.',
      en: 'This was silent for so long while publishing that another took its turn; nothing was published.',
    },
    { ko: '다시 공개하십시오.', en: 'Publish again.' },
  ),
  'version.small-cells': entry(
    409,
    {
      ko: '판 {id}은(는) 지금의 소수 가림 규칙으로 만든 것이 아니어서 되돌릴 수 없습니다.',
      en: 'Version {id} was not made by the present rule on small counts, so it cannot be restored.',
    },
    {
      ko: '자료를 다시 올려 지금의 규칙으로 새 판을 펴내십시오.',
      en: 'Bring the data again and publish a new version by the present rule.',
    },
  ),
  'version.incomplete': entry(
    409,
    {
      ko: '판 {id}의 파일 {file}이(가) 없거나 손상되어 되돌릴 수 없습니다.',
      en: 'Version {id} cannot be restored: its file {file} is missing or damaged.',
    },
    {
      ko: '백업에서 파일을 되살린 뒤 다시 시도하십시오.',
      en: 'Restore the file from a backup, then try again.',
    },
  ),
});
