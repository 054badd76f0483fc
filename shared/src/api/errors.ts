import type { Locale, Localized } from '../model/localized.ts';
import { fillText } from '../model/particle.ts';
import { ACCOUNT_ERRORS } from './account-errors.ts';
import { ADDRESS_ERRORS } from './address-errors.ts';
import { COLLECT_ERRORS } from './collect-errors.ts';
import { CONTRACT_ERRORS } from './contract-errors.ts';
import { DATASET_ERRORS } from './dataset-errors.ts';
import { DEFINITION_ERRORS } from './definition-errors.ts';
import { ENGINE_ERRORS } from './engine-errors.ts';
import { type ErrorEntry, entry } from './error-entry.ts';
import { INGEST_ERRORS } from './ingest-errors.ts';
import { JOB_ERRORS } from './job-errors.ts';
import { LIMIT_ERRORS } from './limit-errors.ts';
import { MAPPING_ERRORS } from './mapping-errors.ts';
import { PROVIDER_ERRORS } from './provider-errors.ts';
import { READ_ERRORS } from './read-errors.ts';
import { STORE_ERRORS } from './store-errors.ts';
import { TASK_ERRORS } from './task-errors.ts';
import { VERSION_ERRORS } from './version-errors.ts';

/** Every error a reader can meet, by code. Texts are shown as they stand. */
export const ERRORS = Object.freeze({
  'request.invalid': entry(
    400,
    {
      ko: '요청의 {where} 값이 올바르지 않습니다: {what}',
      en: 'The request is not valid at {where}: {what}',
    },
    { ko: '값을 고쳐 다시 보내십시오.', en: 'Correct the value and send the request again.' },
  ),
  'request.not-json': entry(
    400,
    { ko: '요청 본문을 JSON으로 읽을 수 없습니다.', en: 'The request body is not valid JSON.' },
    { ko: '본문과 Content-Type을 확인하십시오.', en: 'Check the body and its Content-Type.' },
  ),
  'request.too-large': entry(
    413,
    {
      ko: '요청 본문이 {limit}바이트보다 큽니다.',
      en: 'The request body is larger than {limit} bytes.',
    },
    { ko: '요청을 나누어 보내십시오.', en: 'Split the request.' },
  ),
  'route.not-found': entry(
    404,
    { ko: '{path} 주소에는 아무것도 없습니다.', en: 'There is nothing at {path}.' },
    { ko: '주소를 확인하십시오.', en: 'Check the address.' },
  ),
  'access.denied': entry(
    403,
    { ko: '이 작업을 할 권한이 없습니다.', en: 'You may not do this.' },
    {
      ko: '소유자나 관리자에게 권한을 요청하십시오.',
      en: 'Ask the owner or an administrator for access.',
    },
  ),
  'board.not-found': entry(
    404,
    { ko: '저장된 보기 {id}을(를) 찾을 수 없습니다.', en: 'There is no saved view {id}.' },
    { ko: '내 보기 목록에서 다시 여십시오.', en: 'Open it again from My views.' },
  ),
  'board.conflict': entry(
    412,
    {
      ko: '이 보기는 그사이 다른 곳에서 바뀌었습니다.',
      en: 'This view was changed elsewhere in the meantime.',
    },
    { ko: '새로 불러온 뒤 다시 저장하십시오.', en: 'Load it again, then save.' },
  ),
  'board.precondition-required': entry(
    428,
    { ko: '바꾸려면 If-Match 머리글이 필요합니다.', en: 'A change needs the If-Match header.' },
    { ko: '읽을 때 받은 ETag를 함께 보내십시오.', en: 'Send the ETag you received when reading.' },
  ),
  'extract.not-found': entry(
    404,
    { ko: '추출본 {hash}이(가) 없습니다.', en: 'There is no extract {hash}.' },
    {
      ko: '화면을 새로 고쳐 현재 자료 목록을 받으십시오.',
      en: 'Reload the page to get the current manifest.',
    },
  ),
  'extract.range': entry(
    416,
    {
      ko: '요청한 범위가 파일 크기 {bytes}바이트를 벗어납니다.',
      en: 'The requested range lies outside the {bytes} bytes of the file.',
    },
    { ko: '범위를 고쳐 다시 요청하십시오.', en: 'Correct the range and ask again.' },
  ),
  'extract.corrupt': entry(
    503,
    {
      ko: '자료 {dataset}의 파일이 손상되어 읽지 않았습니다.',
      en: 'The file of dataset {dataset} is damaged and was not read.',
    },
    {
      ko: '자료 관리자에게 알리십시오. 다른 자료는 그대로 쓸 수 있습니다.',
      en: 'Tell a data steward. Other datasets still work.',
    },
  ),
  'manifest.not-found': entry(
    404,
    { ko: '자료 목록 {id}을(를) 찾을 수 없습니다.', en: 'There is no manifest {id}.' },
    { ko: '현재 자료 목록으로 다시 물으십시오.', en: 'Ask again with the current manifest.' },
  ),
  'indicator.unknown': entry(
    404,
    { ko: '지표 {id}이(가) 없습니다.', en: 'There is no indicator {id}.' },
    { ko: '지표 목록에서 고르십시오.', en: 'Choose one from the list of indicators.' },
  ),
  'query.dimension': entry(
    422,
    {
      ko: '지표 {id}은(는) {dimension}(으)로 나눌 수 없습니다.',
      en: 'Indicator {id} cannot be broken down by {dimension}.',
    },
    { ko: '쓸 수 있는 구분: {allowed}', en: 'Available breakdowns: {allowed}' },
  ),
  'query.grain': entry(
    422,
    {
      ko: '지표 {id}은(는) {grain} 단위로 나눌 수 없습니다. 가장 잘게는 {finest} 단위입니다.',
      en: 'Indicator {id} has no {grain} figures; its finest grain is {finest}.',
    },
    { ko: '더 긴 기간 단위를 고르십시오.', en: 'Choose a coarser grain.' },
  ),
  'query.no-measure': entry(
    422,
    {
      ko: '계약 {contract}의 열 {column}에 시간 합산 방법(time)이 없어 값을 계산할 수 없습니다.',
      en: 'Contract {contract} does not say how column {column} adds up over time, so there is no value.',
    },
    {
      ko: '계약에서 이 열을 측정값으로 두고 time을 sum(기간 합) 또는 last(마지막 시점)로 정한 뒤 다시 공개하십시오.',
      en: 'Make the column a measure with time sum (flow) or last (stock) in the contract, then publish again.',
    },
  ),
  'query.wrong': entry(
    422,
    {
      ko: '지표 {id}의 답이 옳지 않게 되는 질의라서 계산하지 않았습니다: {why}',
      en: 'The answer for indicator {id} would be wrong, so it was not computed: {why}',
    },
    { ko: '구분이나 기간 단위를 바꾸십시오.', en: 'Change the breakdown or the grain.' },
  ),
  'query.arrow-single': entry(
    406,
    {
      ko: 'Arrow로는 한 번에 질의 하나만 받을 수 있습니다.',
      en: 'Arrow answers one query per request.',
    },
    { ko: '질의를 하나만 보내거나 JSON을 받으십시오.', en: 'Send one query, or accept JSON.' },
  ),
  'contract.invalid': entry(
    422,
    {
      ko: '{file}의 {where}이(가) 올바르지 않습니다: {what}',
      en: '{file} is not valid at {where}: {what}',
    },
    { ko: '파일을 고쳐 다시 시작하십시오.', en: 'Correct the file and start again.' },
  ),
  'server.port-taken': entry(
    500,
    {
      ko: '포트 {port}을(를) 다른 프로그램이 쓰고 있습니다.',
      en: 'Port {port} is already in use.',
    },
    {
      ko: 'PORT 환경 변수로 다른 포트를 정하십시오.',
      en: 'Set another port with the PORT environment variable.',
    },
  ),
  'server.config': entry(
    500,
    {
      ko: '환경 변수 {name}이(가) 올바르지 않습니다: {what}',
      en: 'The environment variable {name} is not valid: {what}',
    },
    { ko: '값을 고쳐 다시 시작하십시오.', en: 'Correct the value and start again.' },
  ),
  'seed.same-version': entry(
    409,
    {
      ko: '{kind} {id}의 내용이 달라졌는데 판 번호는 그대로 {version}이어서 저장소가 받아들이지 않았습니다.',
      en: '{kind} {id} was changed but still calls itself version {version}, so the store did not take it over.',
    },
    {
      ko: 'YAML 파일의 version을 올린 뒤 다시 시작하십시오.',
      en: 'Raise `version` in its YAML file and start again.',
    },
  ),
  'server.internal': entry(
    500,
    {
      ko: '서버에서 예기치 못한 오류가 났습니다.',
      en: 'Something unexpected failed on the server.',
    },
    {
      ko: '잠시 뒤 다시 시도하고, 되풀이되면 오류 번호를 알려 주십시오.',
      en: 'Try again; if it repeats, report the request id.',
    },
  ),
  ...ACCOUNT_ERRORS,
  ...ADDRESS_ERRORS,
  ...LIMIT_ERRORS,
  ...PROVIDER_ERRORS,
  ...READ_ERRORS,
  ...MAPPING_ERRORS,
  ...INGEST_ERRORS,
  ...VERSION_ERRORS,
  ...DATASET_ERRORS,
  ...TASK_ERRORS,
  ...COLLECT_ERRORS,
  ...CONTRACT_ERRORS,
  ...DEFINITION_ERRORS,
  ...JOB_ERRORS,
  ...ENGINE_ERRORS,
  ...STORE_ERRORS,
} satisfies Record<string, ErrorEntry>);

/** Stable code of an error, to be quoted. */
export type ErrorCode = keyof typeof ERRORS;

/** Values that fill an error's text. */
export type ErrorParams = Readonly<Record<string, string | number | Localized>>;

function fill(text: Localized, params: ErrorParams, locale: Locale): string {
  return fillText(text[locale], (name) => {
    const value = params[name];
    return typeof value === 'object' ? value[locale] : value?.toString();
  });
}

/** The text of an error in both languages. */
export function errorText(
  code: ErrorCode,
  params: ErrorParams = {},
): { message: Localized; next: Localized } {
  const { message, next } = ERRORS[code];
  const both = (text: Localized): Localized => ({
    ko: fill(text, params, 'ko'),
    en: fill(text, params, 'en'),
  });
  return { message: both(message), next: both(next) };
}

/** An error its reader can mend. A broken invariant stays a plain `Error`. */
export class BadaError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options: ErrorOptions = {}) {
    super(errorText(code, params).message.en, options);
    this.name = 'BadaError';
    this.code = code;
    this.params = params;
  }

  /** HTTP status of the problem document. */
  get status(): number {
    return ERRORS[this.code].status;
  }
}
