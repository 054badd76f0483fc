import { entry } from './error-entry.ts';

/** Errors of a query that was right and still got no answer. */
export const ENGINE_ERRORS = Object.freeze({
  'query.too-long': entry(
    504,
    {
      ko: '질의가 제한 시간 {seconds}초를 넘어 중단되었습니다.',
      en: 'The query was stopped because it ran longer than {seconds} seconds.',
    },
    {
      ko: '기간이나 구분을 줄여 다시 물으십시오. 다른 질의는 그대로 쓸 수 있습니다.',
      en: 'Ask for a shorter time or fewer breakdowns. Other queries still work.',
    },
  ),
  'query.too-big': entry(
    503,
    {
      ko: '질의에 메모리 {memory}MiB보다 많은 양이 필요하여 중단되었습니다.',
      en: 'The query was stopped because it needed more than {memory} MiB of memory.',
    },
    {
      ko: '기간이나 구분을 줄여 다시 물으십시오. 다른 질의는 그대로 쓸 수 있습니다.',
      en: 'Ask for a shorter time or fewer breakdowns. Other queries still work.',
    },
  ),
  'query.busy': entry(
    503,
    {
      ko: '기다리는 질의가 너무 많아 이 질의를 받지 못했습니다.',
      en: 'Too many queries are waiting, so this one was not taken.',
    },
    { ko: '잠시 뒤 다시 시도하십시오.', en: 'Try again in a moment.' },
  ),
});
