import { entry } from './error-entry.ts';

/** Errors of requests that ask for more than anybody may. */
export const LIMIT_ERRORS = {
  'request.too-deep': entry(
    400,
    {
      ko: '요청 본문의 JSON이 {limit}단계보다 깊습니다.',
      en: 'The JSON of the request body is nested deeper than {limit} levels.',
    },
    { ko: '본문을 펼쳐 다시 보내십시오.', en: 'Send a flatter body.' },
  ),
  'request.too-slow': entry(
    408,
    {
      ko: '요청 본문이 {seconds}초 안에 다 오지 않았습니다.',
      en: 'The request body did not arrive within {seconds} seconds.',
    },
    { ko: '연결을 확인한 뒤 다시 보내십시오.', en: 'Check the connection and send it again.' },
  ),
  'request.too-many': entry(
    429,
    { ko: '요청이 너무 많습니다.', en: 'There are too many requests.' },
    { ko: '{seconds}초 뒤에 다시 시도하십시오.', en: 'Try again in {seconds} seconds.' },
  ),
};
