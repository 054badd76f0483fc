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
  'store.not-empty': entry(
    409,
    {
      ko: '{where}이(가) 비어 있지 않아 아무것도 바꾸지 않았습니다.',
      en: '{where} is not empty, so nothing was changed.',
    },
    {
      ko: '있는 것을 버리고 바꾸려면 --replace를 붙이십시오.',
      en: 'Add --replace to give up what is there.',
    },
  ),
  'store.newer': entry(
    409,
    {
      ko: '이 판이 모르는 구조({name})여서 되살릴 수 없습니다.',
      en: 'It has tables that this version does not know ({name}).',
    },
    {
      ko: '백업을 만든 판이나 그 뒤의 판으로 되살리십시오.',
      en: 'Restore it with the version that made it, or a later one.',
    },
  ),
  'store.differs': entry(
    500,
    {
      ko: '표 {table}의 행 수나 검사합이 달라 아무것도 바꾸지 않았습니다.',
      en: 'Rows or checksum of the table {table} differ, so nothing was changed.',
    },
    {
      ko: '서버를 모두 멈추고 다시 시도하십시오.',
      en: 'Stop all servers and try again.',
    },
  ),
  'store.same': entry(
    409,
    { ko: '{where}은(는) 지금 쓰는 저장소입니다.', en: '{where} is the database in use.' },
    { ko: '다른 저장소를 적으십시오.', en: 'Name another database.' },
  ),
  'store.half-restored': entry(
    503,
    {
      ko: '{home}의 되살리기가 도중에 멈췄습니다.',
      en: 'A restore into {home} was interrupted half-way.',
    },
    {
      ko: '같은 백업을 다시 되살린 뒤 시작하십시오: pnpm bada admin restore <파일>',
      en: 'Restore the same backup again, then start: pnpm bada admin restore <file>',
    },
  ),
  'backup.exists': entry(
    409,
    { ko: '{path} 파일이 이미 있습니다.', en: 'The file {path} is there already.' },
    { ko: '다른 이름을 적으십시오.', en: 'Give another name.' },
  ),
  'backup.broken': entry(
    422,
    {
      ko: '백업 {path}이(가) 온전하지 않아 아무것도 바꾸지 않았습니다: {what}',
      en: 'The backup {path} is not whole, so nothing was changed: {what}',
    },
    { ko: '다른 백업을 쓰십시오.', en: 'Use another backup.' },
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
