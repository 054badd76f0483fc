import { entry } from './error-entry.ts';

/** Errors of mapping and taking in a table: nothing of the table is published then. */
export const MAPPING_ERRORS = {
  'mapping.none': entry(
    422,
    {
      ko: '{file}의 표 {table}에 맞는 매핑이 없습니다.',
      en: 'No mapping fits table {table} of {file}.',
    },
    {
      ko: '`pnpm bada propose <파일>`로 제안을 받아 확인한 뒤 저장하십시오.',
      en: 'Get a proposal with `pnpm bada propose <file>`, check it and save it.',
    },
  ),
  'mapping.ambiguous': entry(
    422,
    {
      ko: '{file}의 표 {table}에 매핑 여러 개가 맞습니다: {mappings}',
      en: 'Several mappings fit table {table} of {file}: {mappings}',
    },
    { ko: '--mapping으로 하나를 고르십시오.', en: 'Choose one with --mapping.' },
  ),
  'mapping.unknown': entry(
    404,
    { ko: '매핑 {id}이(가) 없습니다.', en: 'There is no mapping {id}.' },
    {
      ko: '저장된 매핑 가운데 하나를 고르십시오.',
      en: 'Choose one of the mappings that are kept.',
    },
  ),
  'mapping.column-missing': entry(
    422,
    {
      ko: '매핑 {mapping}이(가) 찾는 열이나 이름이 표에 하나로 있지 않습니다: {what}',
      en: 'Mapping {mapping} names a column or group that the table does not have exactly once: {what}',
    },
    {
      ko: '파일이 바뀌었는지 확인하고 매핑을 고치십시오.',
      en: 'Check whether the file changed, then correct the mapping.',
    },
  ),
  'mapping.sql': entry(
    422,
    {
      ko: '매핑 {mapping}을(를) 실행할 수 없습니다: {what}',
      en: 'Mapping {mapping} cannot be run: {what}',
    },
    {
      ko: '매핑의 정규식과 열 이름을 고치십시오.',
      en: 'Correct its expressions and column names.',
    },
  ),
  'ingest.empty': entry(
    422,
    { ko: '{file}에 자료 행이 없습니다.', en: '{file} holds no rows of data.' },
    { ko: '내용이 있는 파일을 다시 받으십시오.', en: 'Get the file again, with its rows.' },
  ),
  'ingest.cancelled': entry(
    499,
    { ko: '자료 들이기를 멈췄습니다.', en: 'The ingest was stopped.' },
    {
      ko: '아무것도 저장하지 않았습니다. 다시 시작하십시오.',
      en: 'Nothing was stored; start again.',
    },
  ),
  'ingest.personal-data': entry(
    422,
    {
      ko: '개인정보로 보이는 열이 있어 들이지 않았습니다: {columns}',
      en: 'Nothing was taken in, for columns look like personal data: {columns}',
    },
    {
      ko: '매핑의 personal에서 열마다 가릴지(mask) 뺄지(drop) 정하십시오.',
      en: 'Say under `personal` of the mapping whether each is masked or dropped.',
    },
  ),
  'ingest.output-exists': entry(
    409,
    { ko: '{folder}에 이미 결과가 있습니다.', en: '{folder} already holds a result.' },
    { ko: '다른 폴더를 정하거나 지우십시오.', en: 'Choose another folder, or remove it.' },
  ),
} as const;
