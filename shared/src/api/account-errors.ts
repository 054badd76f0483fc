import { entry } from './error-entry.ts';

const ASK = {
  ko: '관리자에게 새 링크를 요청하십시오.',
  en: 'Ask an administrator for a new link.',
};

/** Errors of signing in, accounts, tokens and the record. */
export const ACCOUNT_ERRORS = {
  'access.sign-in': entry(
    401,
    { ko: '로그인이 필요합니다.', en: 'You need to sign in.' },
    { ko: '로그인한 뒤 다시 시도하십시오.', en: 'Sign in, then try again.' },
  ),
  'account.wrong': entry(
    401,
    { ko: '아이디 또는 비밀번호가 맞지 않습니다.', en: 'The id or the password is wrong.' },
    {
      ko: '다시 입력하십시오. 잊었다면 관리자에게 재설정 링크를 요청하십시오.',
      en: 'Type them again. If you forgot, ask an administrator for a reset link.',
    },
  ),
  'account.locked': entry(
    429,
    {
      ko: '비밀번호를 여러 번 틀려 {minutes}분 동안 로그인할 수 없습니다.',
      en: 'After too many wrong passwords, sign-in is closed for {minutes} minutes.',
    },
    {
      ko: '기다리거나 관리자에게 재설정 링크를 요청하십시오.',
      en: 'Wait, or ask an administrator for a reset link.',
    },
  ),
  'account.too-many': entry(
    429,
    {
      ko: '이 자리에서 로그인을 너무 자주 시도했습니다.',
      en: 'There were too many attempts to sign in from here.',
    },
    { ko: '1분 뒤에 다시 시도하십시오.', en: 'Try again in a minute.' },
  ),
  'account.link': entry(
    410,
    {
      ko: '이 링크는 이미 쓰였거나 기한이 지났습니다.',
      en: 'This link was used already, or it has run out.',
    },
    ASK,
  ),
  'account.first': entry(
    400,
    {
      ko: '첫 관리자의 아이디와 이름이 필요합니다.',
      en: 'The first administrator needs an id and a name.',
    },
    { ko: '아이디와 이름을 적으십시오.', en: 'Give an id and a name.' },
  ),
  'account.password': entry(
    400,
    {
      ko: '비밀번호에 아이디나 이름을 넣을 수 없습니다.',
      en: 'A password may not hold the id or the name.',
    },
    { ko: '다른 비밀번호를 고르십시오.', en: 'Choose another password.' },
  ),
  'account.exists': entry(
    409,
    { ko: '아이디 {id}이(가) 이미 있습니다.', en: 'There is already an account {id}.' },
    { ko: '다른 아이디를 적으십시오.', en: 'Choose another id.' },
  ),
  'account.not-found': entry(
    404,
    { ko: '계정 {id}이(가) 없습니다.', en: 'There is no account {id}.' },
    { ko: '사람 목록에서 다시 고르십시오.', en: 'Choose again from the list of people.' },
  ),
  'account.conflict': entry(
    412,
    { ko: '이 계정은 그사이 바뀌었습니다.', en: 'The account was changed in the meantime.' },
    { ko: '새로 불러온 뒤 다시 시도하십시오.', en: 'Load it again, then try again.' },
  ),
  'account.precondition-required': entry(
    428,
    { ko: '바꾸려면 If-Match 머리글이 필요합니다.', en: 'A change needs the If-Match header.' },
    { ko: '읽을 때 받은 ETag를 함께 보내십시오.', en: 'Send the ETag you received when reading.' },
  ),
  'account.last-administrator': entry(
    409,
    {
      ko: '마지막 관리자의 권한은 거둘 수 없습니다.',
      en: 'The last administrator has to stay one.',
    },
    { ko: '먼저 다른 관리자를 두십시오.', en: 'Make somebody else an administrator first.' },
  ),
  'record.broken': entry(
    409,
    {
      ko: '활동 기록의 확인점이 맞지 않아 아무것도 지우지 않았습니다.',
      en: 'A checkpoint of the record does not hold, so nothing was removed.',
    },
    {
      ko: '`pnpm bada verify`로 어긋난 곳을 확인하십시오.',
      en: 'See with `pnpm bada verify` what is wrong.',
    },
  ),
  'token.not-found': entry(
    404,
    { ko: '토큰 {id}이(가) 없습니다.', en: 'There is no token {id}.' },
    { ko: '토큰 목록에서 다시 고르십시오.', en: 'Choose again from your tokens.' },
  ),
};
