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
  'proof.not-found': entry(
    404,
    { ko: '증빙 {id}을(를) 찾을 수 없습니다.', en: 'There is no proof {id}.' },
    {
      ko: '같은 질의를 서버에 다시 물으면 증빙이 새로 남습니다.',
      en: 'Ask the server the same query again and its proof is kept.',
    },
  ),
  'proof.extract-gone': entry(
    410,
    {
      ko: '이 증빙이 쓴 자료 {dataset}의 추출본이 보존 기간이 지나 지워져 다시 계산할 수 없습니다.',
      en: 'The extract of dataset {dataset} that this proof was computed from was removed by retention, so it cannot be computed again.',
    },
    {
      ko: '현재 자료로 같은 질의를 하거나, 백업에서 추출본 {hash}을(를) 되살리십시오.',
      en: 'Ask the same of the current data, or restore extract {hash} from a backup.',
    },
  ),
  'proof.differs': entry(
    409,
    {
      ko: '증빙 {id}을(를) 남긴 지표 정의나 자료를 그대로 찾을 수 없어 다시 계산하지 않았습니다.',
      en: 'The definitions or extracts behind proof {id} are not there as they were, so it was not computed again.',
    },
    {
      ko: '현재 자료로 같은 질의를 하십시오.',
      en: 'Ask the same of the current data.',
    },
  ),
});
