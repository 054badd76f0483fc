import { entry } from './error-entry.ts';

/** Errors of changing contracts in the app. */
export const CONTRACT_ERRORS = Object.freeze({
  'contract.conflict': entry(
    412,
    {
      ko: '이 자료의 계약은 그사이 다른 사람이 바꾸었습니다.',
      en: 'The contract of this dataset was changed by someone else in the meantime.',
    },
    {
      ko: '고친 내용을 적어 두고 새로 불러온 뒤 다시 저장하십시오.',
      en: 'Keep a note of your changes, load it again, then save.',
    },
  ),
  'contract.precondition-required': entry(
    428,
    { ko: '바꾸려면 If-Match 머리글이 필요합니다.', en: 'A change needs the If-Match header.' },
    { ko: '읽을 때 받은 ETag를 함께 보내십시오.', en: 'Send the ETag you received when reading.' },
  ),
  'contract.not-valid': entry(
    422,
    {
      ko: '계약 {line}번째 줄 {where}이(가) 올바르지 않습니다: {what}',
      en: 'Line {line} of the contract is not valid at {where}: {what}',
    },
    { ko: '그 줄을 고쳐 다시 저장하십시오.', en: 'Correct that line and save again.' },
  ),
  'contract.structure': entry(
    422,
    {
      ko: '열의 구성이나 형, 키, 시간 단위는 계약만 고쳐서 바꿀 수 없습니다.',
      en: 'Columns, their types, keys and the time grain cannot be changed by the contract alone.',
    },
    {
      ko: '자료를 새로 올려 새 판으로 펴내십시오.',
      en: 'Bring the data again and publish a new version.',
    },
  ),
  'contract.unchanged': entry(
    422,
    { ko: '바뀐 것이 없어 저장하지 않았습니다.', en: 'Nothing differs, so nothing was saved.' },
    { ko: '값을 고친 뒤 저장하십시오.', en: 'Change something, then save.' },
  ),
  'contract.version-unknown': entry(
    404,
    { ko: '계약 {id}의 {version}판이 없습니다.', en: 'Contract {id} has no version {version}.' },
    { ko: '이력에서 고르십시오.', en: 'Choose one from the history.' },
  ),
});
