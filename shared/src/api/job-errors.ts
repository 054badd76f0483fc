import { entry } from './error-entry.ts';

const RELOAD = { ko: '새로 불러온 뒤 다시 시도하십시오.', en: 'Load it again, then try again.' };

/** Errors of collections and of work in the background. */
export const JOB_ERRORS = {
  'job.not-found': entry(
    404,
    { ko: '작업 {id}이(가) 없습니다.', en: 'There is no job {id}.' },
    { ko: '수집 목록에서 다시 여십시오.', en: 'Open it again from the list of collections.' },
  ),
  'job.conflict': entry(
    412,
    { ko: '이 작업은 그사이 바뀌었습니다.', en: 'The job changed in the meantime.' },
    RELOAD,
  ),
  'job.state': entry(
    409,
    {
      ko: '{state} 상태인 작업에는 할 수 없는 일입니다.',
      en: 'This cannot be done with a job that is {state}.',
    },
    RELOAD,
  ),
  'job.lost': entry(
    500,
    {
      ko: '작업을 맡은 서버가 {attempts}번 끝내지 못하고 멈추었습니다.',
      en: 'The servers that ran the job stopped {attempts} times before its end.',
    },
    {
      ko: '서버 기록을 확인한 뒤 다시 실행하십시오.',
      en: 'Look at the server log, then run it again.',
    },
  ),
  'job.precondition-required': entry(
    428,
    { ko: '바꾸려면 If-Match 머리글이 필요합니다.', en: 'A change needs the If-Match header.' },
    { ko: '읽을 때 받은 ETag를 함께 보내십시오.', en: 'Send the ETag you received when reading.' },
  ),
  'collection.not-found': entry(
    404,
    { ko: '수집 {id}이(가) 없습니다.', en: 'There is no collection {id}.' },
    { ko: '수집 목록에서 다시 여십시오.', en: 'Open it again from the list of collections.' },
  ),
  'harvested.not-found': entry(
    404,
    { ko: '다른 목록의 자료 {id}이(가) 없습니다.', en: 'There is no harvested entry {id}.' },
    { ko: '목록에서 다시 찾으십시오.', en: 'Search for it again.' },
  ),
  'collection.exists': entry(
    409,
    { ko: '수집 {id}이(가) 이미 있습니다.', en: 'There is already a collection {id}.' },
    { ko: '다른 식별자를 적으십시오.', en: 'Choose another id.' },
  ),
  'collection.conflict': entry(
    412,
    {
      ko: '이 수집은 그사이 다른 곳에서 바뀌었습니다.',
      en: 'The collection was changed elsewhere in the meantime.',
    },
    RELOAD,
  ),
};
