import { entry } from './error-entry.ts';

const AGAIN = {
  ko: '잠시 뒤 다시 시도하십시오. 저장되었다고 답한 것은 그대로 있습니다.',
  en: 'Try again in a moment. What was answered as saved is kept.',
};
const OPERATOR = {
  ko: '운영자에게 알려 주십시오. 저장되었다고 답한 것은 그대로 있습니다.',
  en: 'Tell the operator. What was answered as saved is kept.',
};

/** Errors of the database, and of moving, backing up and restoring it. */
export const STORE_ERRORS = {
  'store.unreachable': entry(
    503,
    { ko: '저장소에 연결할 수 없습니다.', en: 'The database cannot be reached.' },
    AGAIN,
  ),
  'store.busy': entry(
    503,
    { ko: '저장소가 다른 작업으로 바쁩니다.', en: 'The database is busy with other work.' },
    AGAIN,
  ),
  'store.full': entry(
    503,
    {
      ko: '저장소의 디스크가 가득 차 저장하지 못했습니다.',
      en: 'The disk of the database is full, so nothing was saved.',
    },
    OPERATOR,
  ),
  'store.read-only': entry(
    503,
    {
      ko: '저장소에 쓸 수 없어 저장하지 못했습니다.',
      en: 'The database takes no writes, so nothing was saved.',
    },
    OPERATOR,
  ),
  'store.damaged': entry(
    503,
    { ko: '저장소 파일이 손상되었습니다.', en: 'The file of the database is damaged.' },
    {
      ko: '운영자에게 알려 백업에서 되살리십시오.',
      en: 'Tell the operator to restore it from a backup.',
    },
  ),
  'store.open': entry(
    503,
    {
      ko: '저장소 {where}을(를) 열 수 없습니다: {what}',
      en: 'The database {where} cannot be opened: {what}',
    },
    {
      ko: 'DATABASE_URL과 데이터베이스 상태를 확인한 뒤 다시 시작하십시오.',
      en: 'Check DATABASE_URL and the state of the database, then start again.',
    },
  ),
};
