import { entry } from './error-entry.ts';

/** Errors of tasks and of the checks behind them. */
export const TASK_ERRORS = Object.freeze({
  'task.not-found': entry(
    404,
    { ko: '조치 과제 {id}을(를) 찾을 수 없습니다.', en: 'There is no task {id}.' },
    { ko: '조치 과제 목록에서 다시 여십시오.', en: 'Open it again from the list of tasks.' },
  ),
  'task.conflict': entry(
    412,
    {
      ko: '이 조치 과제는 그사이 다른 곳에서 바뀌었습니다.',
      en: 'This task was changed elsewhere in the meantime.',
    },
    { ko: '새로 불러온 뒤 다시 하십시오.', en: 'Load it again, then repeat the change.' },
  ),
  'task.precondition-required': entry(
    428,
    { ko: '바꾸려면 If-Match 머리글이 필요합니다.', en: 'A change needs the If-Match header.' },
    { ko: '읽을 때 받은 ETag를 함께 보내십시오.', en: 'Send the ETag you received when reading.' },
  ),
  'task.finished': entry(
    409,
    {
      ko: '이미 끝난 조치 과제여서 바꿀 수 없습니다.',
      en: 'The task is finished and cannot be changed.',
    },
    {
      ko: '기록은 덧붙일 수 있습니다. 다시 어긋나면 새 과제가 열립니다.',
      en: 'Notes can still be added; another failure opens a new task.',
    },
  ),
  'task.not-accepted': entry(
    409,
    { ko: '수용한 과제만 다시 열 수 있습니다.', en: 'Only an accepted task can be reopened.' },
    { ko: '과제의 상태를 확인하십시오.', en: 'Check the status of the task.' },
  ),
  'task.no-failure': entry(
    422,
    {
      ko: '자료 {dataset}의 현재 판은 규칙 {rule}을(를) 어기지 않습니다.',
      en: 'The current version of dataset {dataset} does not break rule {rule}.',
    },
    { ko: '진단 결과에서 어긴 규칙을 고르십시오.', en: 'Choose a broken rule of the diagnosis.' },
  ),
  'quality.rule-unknown': entry(
    404,
    {
      ko: '자료 {dataset}의 계약에 규칙 {rule}이(가) 없습니다.',
      en: 'The contract of dataset {dataset} has no rule {rule}.',
    },
    { ko: '진단 결과에서 규칙을 고르십시오.', en: 'Choose a rule of the diagnosis.' },
  ),
  'quality.rule-not-runnable': entry(
    422,
    {
      ko: '자료 {dataset}의 지금 판에 {what}이(가) 없어 규칙 {rule}을(를) 실행할 수 없습니다.',
      en: 'Rule {rule} cannot run: the present version of dataset {dataset} holds no {what}.',
    },
    {
      ko: '그 열이 있는 자료를 새 판으로 펴내거나 계약의 규칙을 고치십시오.',
      en: 'Publish a version that holds it, or correct the rule in the contract.',
    },
  ),
  'quality.no-contract': entry(
    404,
    {
      ko: '자료 {dataset}의 계약이 없어 진단할 수 없습니다.',
      en: 'Dataset {dataset} has no contract to diagnose it by.',
    },
    { ko: '자료의 계약을 먼저 등록하십시오.', en: 'Register a contract for the dataset first.' },
  ),
});
