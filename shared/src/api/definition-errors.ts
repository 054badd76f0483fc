import { entry } from './error-entry.ts';

/** Errors of changing what indicators mean. */
export const DEFINITION_ERRORS = Object.freeze({
  'definition.conflict': entry(
    412,
    {
      ko: '이 지표의 정의나 초안은 그사이 다른 사람이 바꾸었습니다.',
      en: 'The definition of this indicator or its draft was changed by someone else in the meantime.',
    },
    {
      ko: '고친 내용을 적어 두고 새로 불러온 뒤 다시 저장하십시오.',
      en: 'Keep a note of your changes, load it again, then save.',
    },
  ),
  'definition.precondition-required': entry(
    428,
    { ko: '바꾸려면 If-Match 머리글이 필요합니다.', en: 'A change needs the If-Match header.' },
    { ko: '읽을 때 받은 ETag를 함께 보내십시오.', en: 'Send the ETag you received when reading.' },
  ),
  'definition.not-valid': entry(
    422,
    {
      ko: '정의의 {where}(이)가 올바르지 않습니다({line}번째 줄): {what}',
      en: 'The definition is not valid at {where} (line {line}): {what}',
    },
    { ko: '{suggestion} 고쳐 다시 저장하십시오.', en: '{suggestion} Correct it and save again.' },
  ),
  'definition.unchanged': entry(
    422,
    {
      ko: '지금 정의와 다른 것이 없어 제출할 수 없습니다.',
      en: 'Nothing differs from the present definition, so there is nothing to submit.',
    },
    { ko: '고친 뒤 제출하거나 초안을 버리십시오.', en: 'Change something, or discard the draft.' },
  ),
  'definition.no-draft': entry(
    404,
    { ko: '지표 {id}에는 초안이 없습니다.', en: 'Indicator {id} has no draft.' },
    { ko: '먼저 초안을 저장하십시오.', en: 'Save a draft first.' },
  ),
  'definition.step': entry(
    409,
    {
      ko: '초안이 지금 그 단계가 아니어서 할 수 없습니다.',
      en: 'The draft is at another step, so this cannot be done.',
    },
    { ko: '새로 불러와 지금 상태를 확인하십시오.', en: 'Load it again to see where it stands.' },
  ),
  'definition.submitted': entry(
    409,
    {
      ko: '승인을 기다리는 초안은 고칠 수 없습니다.',
      en: 'A draft that waits for approval cannot be edited.',
    },
    {
      ko: '고치려면 먼저 제출을 거두십시오.',
      en: 'Take it back first, then edit it.',
    },
  ),
  'definition.reason': entry(
    422,
    { ko: '고치는 까닭을 적어야 합니다.', en: 'The reason of the change is missing.' },
    { ko: '까닭을 적어 초안을 저장하십시오.', en: 'Write the reason and save the draft.' },
  ),
  'definition.note': entry(
    422,
    { ko: '돌려보내는 까닭을 적어야 합니다.', en: 'A note is needed to give a draft back.' },
    { ko: '무엇을 고쳐야 하는지 적으십시오.', en: 'Say what is to be changed.' },
  ),
  'definition.effective': entry(
    422,
    { ko: '시행일을 정해야 합니다.', en: 'The day on which it takes effect is missing.' },
    { ko: '시행일을 정해 초안을 저장하십시오.', en: 'Set the day and save the draft.' },
  ),
  'definition.too-early': entry(
    422,
    {
      ko: '이미 정해진 정의가 {from}부터 시행되므로 그보다 앞설 수 없습니다.',
      en: 'A definition that is already decided takes effect on {from}; this one cannot come before it.',
    },
    { ko: '{from} 또는 그 뒤로 시행일을 정하십시오.', en: 'Choose {from} or a later day.' },
  ),
  'definition.name': entry(
    422,
    {
      ko: '로그인이 없는 설치에서는 이름을 적어야 합니다.',
      en: 'Where nobody signs in, a name must be given.',
    },
    { ko: '본인의 이름을 적고 다시 하십시오.', en: 'Enter your own name and try again.' },
  ),
  'definition.four-eyes': entry(
    403,
    {
      ko: '초안을 쓴 사람은 스스로 승인할 수 없습니다.',
      en: 'Whoever wrote on a draft may not approve it.',
    },
    { ko: '다른 사람에게 승인을 요청하십시오.', en: 'Ask another person to approve it.' },
  ),
  'definition.other-id': entry(
    422,
    {
      ko: '정의의 id({found})가 이 지표({id})와 다릅니다.',
      en: 'The definition calls itself {found}, but this is indicator {id}.',
    },
    { ko: 'id를 맞추거나 가져오기로 올리십시오.', en: 'Correct the id, or bring it in by import.' },
  ),
  'definition.state-unknown': entry(
    404,
    {
      ko: '지표 {id}의 내력에 {number}이(가) 없습니다.',
      en: 'Indicator {id} has no state {number}.',
    },
    { ko: '내력에서 고르십시오.', en: 'Choose one from the history.' },
  ),
  'definition.draft-open': entry(
    409,
    {
      ko: '지표 {id}의 초안이 승인을 기다리고 있어 가져올 수 없습니다.',
      en: 'A draft of indicator {id} waits for approval, so nothing was brought in.',
    },
    {
      ko: '승인이나 회수가 끝난 뒤 다시 가져오십시오.',
      en: 'Bring it in again once that was decided.',
    },
  ),
  'indicator.retired': entry(
    410,
    {
      ko: '지표 {id}은(는) {from}부터 폐지되었습니다.',
      en: 'Indicator {id} was retired on {from}.',
    },
    {
      ko: '다른 지표를 고르거나 판을 지정해 옛 값을 물으십시오.',
      en: 'Choose another one, or name a version to ask for its old figures.',
    },
  ),
});
