import { entry } from './error-entry.ts';

/** Errors of fetching rows from other systems: the whole run is void, nothing is kept of it. */
export const COLLECT_ERRORS = {
  'collect.host': entry(
    403,
    {
      ko: '{host}은(는) 수집이 허용된 서버가 아닙니다.',
      en: 'The server {host} is not on the list of those that may be collected from.',
    },
    {
      ko: '관리자에게 BADA_COLLECT_HOSTS에 이 서버를 더해 달라고 요청하십시오.',
      en: 'Ask an administrator to add it to BADA_COLLECT_HOSTS.',
    },
  ),
  'collect.secret-missing': entry(
    422,
    { ko: '인증키 {name}이(가) 서버에 없습니다.', en: 'The server holds no secret {name}.' },
    {
      ko: '관리자에게 환경 변수나 secrets.json에 등록해 달라고 요청하십시오.',
      en: 'Ask an administrator to set it in the environment or in secrets.json.',
    },
  ),
  'collect.unreachable': entry(
    502,
    { ko: '{host}에 닿지 못했습니다: {what}', en: '{host} could not be reached: {what}' },
    {
      ko: '주소와 망 연결을 확인하십시오. 정해진 횟수만큼 다시 시도합니다.',
      en: 'Check the address and the network; it is tried again a few times.',
    },
  ),
  'collect.redirect': entry(
    502,
    {
      ko: '{host}이(가) 다른 서버 {target}(으)로 보내려 하여 따라가지 않았습니다.',
      en: '{host} redirects to another server, {target}; it was not followed.',
    },
    { ko: '새 주소를 확인하여 정의에 적으십시오.', en: 'Check the new address and put it down.' },
  ),
  'collect.key': entry(
    422,
    {
      ko: '{source}이(가) 인증키를 받아들이지 않았습니다({code}: {what}).',
      en: '{source} does not accept the key ({code}: {what}).',
    },
    {
      ko: '활용신청 승인과 키의 기한을 확인하십시오.',
      en: 'Check that the use was granted and the key has not expired.',
    },
  ),
  'collect.quota': entry(
    429,
    {
      ko: '{source}의 하루 호출 한도를 넘었습니다({code}: {what}).',
      en: 'The limit of calls to {source} is used up ({code}: {what}).',
    },
    {
      ko: '내일 다시 실행하거나 트래픽 증가를 신청하십시오.',
      en: 'Run it again tomorrow, or apply for more calls.',
    },
  ),
  'collect.refused': entry(
    502,
    {
      ko: '{source}이(가) 오류로 답했습니다({code}: {what}).',
      en: '{source} answered with an error ({code}: {what}).',
    },
    { ko: '요청 변수를 확인하십시오.', en: 'Check the parameters of the request.' },
  ),
  'collect.answer': entry(
    502,
    {
      ko: '{source}의 답을 이해할 수 없습니다: {what}',
      en: 'The answer of {source} cannot be understood: {what}',
    },
    { ko: '주소와 형식을 확인하십시오.', en: 'Check the address and its format.' },
  ),
  'collect.incomplete': entry(
    502,
    {
      ko: '{source}에서 {total}행 가운데 {got}행만 받았습니다({where}).',
      en: 'Only {got} of {total} rows came from {source} ({where}).',
    },
    {
      ko: '아무것도 남기지 않았습니다. 다시 실행하십시오.',
      en: 'Nothing was kept. Run it again.',
    },
  ),
  'collect.changed': entry(
    502,
    {
      ko: '{source}의 전체 행 수가 받는 동안 {before}에서 {after}(으)로 바뀌었습니다.',
      en: 'The total of {source} changed from {before} to {after} while it was read.',
    },
    {
      ko: '아무것도 남기지 않았습니다. 다시 실행하십시오.',
      en: 'Nothing was kept. Run it again.',
    },
  ),
  'collect.limit': entry(
    422,
    {
      ko: '{source}은(는) 한 번에 {limit}행까지만 주는데, {where}을(를) 더 나눌 수 없습니다.',
      en: '{source} gives at most {limit} rows at once, and {where} cannot be split further.',
    },
    {
      ko: '분류 코드를 하나씩 적어 나눌 수 있게 하십시오.',
      en: 'List the codes of a classification one by one, so that it can be split.',
    },
  ),
  'collect.too-large': entry(
    413,
    {
      ko: '{source}의 답이 한도 {limit}바이트를 넘습니다.',
      en: 'An answer of {source} is larger than {limit} bytes.',
    },
    { ko: '한 번에 받는 행 수를 줄이십시오.', en: 'Ask for fewer rows at once.' },
  ),
  'collect.no-rows': entry(
    422,
    { ko: '{source}에 해당하는 자료가 없습니다.', en: '{source} has no rows for this.' },
    { ko: '요청 변수와 기간을 확인하십시오.', en: 'Check parameters and period.' },
  ),
  'collect.database': entry(
    502,
    {
      ko: '데이터베이스 {source}을(를) 읽지 못했습니다({code}: {what}).',
      en: 'The database {source} could not be read ({code}: {what}).',
    },
    {
      ko: '접속 정보, 권한과 질의를 확인하십시오.',
      en: 'Check the connection, its rights and the query.',
    },
  ),
};
