import { entry } from './error-entry.ts';

const AGAIN = {
  ko: '로그인 화면에서 다시 시작하십시오.',
  en: 'Begin again from the sign-in page.',
};
const ASK = {
  ko: '관리자에게 권한을 요청하십시오.',
  en: 'Ask an administrator for access.',
};

/** Errors of signing in through the organisation's own identity provider. */
export const PROVIDER_ERRORS = {
  'provider.off': entry(
    404,
    {
      ko: '이 서버에는 통합 로그인이 설정되어 있지 않습니다.',
      en: 'This server has no single sign-on.',
    },
    { ko: '아이디와 비밀번호로 로그인하십시오.', en: 'Sign in by id and password.' },
  ),
  'provider.unreachable': entry(
    503,
    { ko: '통합 로그인 서버가 응답하지 않습니다.', en: 'The identity provider does not answer.' },
    {
      ko: '잠시 뒤 다시 시도하십시오. 관리자는 아이디와 비밀번호로 로그인할 수 있습니다.',
      en: 'Try again later. Administrators can sign in by id and password.',
    },
  ),
  'provider.expired': entry(
    401,
    {
      ko: '로그인을 시작한 지 10분이 지났거나 이 브라우저에서 시작하지 않았습니다.',
      en: 'This sign-in began over ten minutes ago, or not in this browser.',
    },
    AGAIN,
  ),
  'provider.refused': entry(
    401,
    {
      ko: '통합 로그인 서버의 답을 확인할 수 없어 받아들이지 않았습니다.',
      en: 'The answer of the identity provider could not be verified and was not accepted.',
    },
    AGAIN,
  ),
  'provider.cancelled': entry(
    401,
    {
      ko: '통합 로그인이 취소되었거나 거절되었습니다.',
      en: 'The identity provider let nobody in: sign-in was cancelled or refused.',
    },
    AGAIN,
  ),
  'provider.no-group': entry(
    403,
    {
      ko: '속한 그룹 가운데 이 서버에서 쓸 수 있는 그룹이 없습니다.',
      en: 'None of your groups may use this server.',
    },
    ASK,
  ),
  'provider.no-id': entry(
    403,
    {
      ko: '통합 로그인 서버가 쓸 수 있는 아이디를 보내지 않았습니다.',
      en: 'The identity provider sent no id that can be used here.',
    },
    ASK,
  ),
  'provider.taken': entry(
    409,
    {
      ko: '통합 로그인 서버가 알려 준 아이디는 이미 다른 계정의 것입니다.',
      en: 'The id that the identity provider gave belongs to another account already.',
    },
    ASK,
  ),
  'provider.disabled': entry(
    403,
    { ko: '사용이 멈춘 계정입니다.', en: 'This account is disabled.' },
    ASK,
  ),
  'account.provider': entry(
    409,
    {
      ko: '{id}은(는) 통합 로그인으로 들어오는 사람이라 비밀번호가 없습니다.',
      en: '{id} signs in through the identity provider and has no password.',
    },
    {
      ko: '비밀번호와 소속은 통합 로그인 서버에서 바꾸십시오.',
      en: 'Change password and groups at the identity provider.',
    },
  ),
};
