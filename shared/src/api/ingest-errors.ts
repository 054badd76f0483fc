import { entry } from './error-entry.ts';

/** Errors of bringing a file: what was published before stays as it is. */
export const INGEST_ERRORS = Object.freeze({
  'request.not-bytes': entry(
    415,
    {
      ko: '요청 본문은 application/octet-stream이어야 합니다.',
      en: 'The request body must be application/octet-stream.',
    },
    { ko: '파일의 바이트를 그대로 보내십시오.', en: 'Send the bytes of the file as they are.' },
  ),
  'ingest.not-found': entry(
    404,
    { ko: '가져온 파일 {id}을(를) 찾을 수 없습니다.', en: 'There is no ingest {id}.' },
    { ko: '가져온 파일 목록에서 고르십시오.', en: 'Choose one from the list of files brought.' },
  ),
  'ingest.table-unknown': entry(
    404,
    { ko: '이 파일에는 표 {table}이(가) 없습니다.', en: 'The file has no table {table}.' },
    { ko: '표 목록에서 고르십시오.', en: 'Choose one of its tables.' },
  ),
  'ingest.conflict': entry(
    412,
    {
      ko: '이 파일은 그사이 다른 곳에서 바뀌었습니다.',
      en: 'This ingest was changed elsewhere in the meantime.',
    },
    { ko: '새로 불러온 뒤 다시 시도하십시오.', en: 'Load it again, then try again.' },
  ),
  'ingest.precondition-required': entry(
    428,
    { ko: '바꾸려면 If-Match 머리글이 필요합니다.', en: 'A change needs the If-Match header.' },
    { ko: '읽을 때 받은 ETag를 함께 보내십시오.', en: 'Send the ETag you received when reading.' },
  ),
  'ingest.state': entry(
    409,
    {
      ko: '지금 상태({state})에서는 할 수 없는 작업입니다.',
      en: 'This cannot be done in its present state ({state}).',
    },
    { ko: '상태를 새로 불러와 확인하십시오.', en: 'Load it again and look at its state.' },
  ),
  'ingest.claim-lost': entry(
    409,
    {
      ko: '공개하는 동안 응답이 없어 이 파일의 공개를 다른 작업이 넘겨받았습니다.',
      en: 'This was silent for so long while publishing that another took the file over.',
    },
    { ko: '상태를 새로 불러와 확인하십시오.', en: 'Load it again and look at its state.' },
  ),
  'ingest.number-taken': entry(
    409,
    {
      ko: '{id}의 판 번호 {version}을(를) 그사이 다른 변경이 가져가 아무것도 공개하지 않았습니다.',
      en: 'Another change took version number {version} of {id} in the meantime; nothing was published.',
    },
    { ko: '다시 공개하십시오.', en: 'Publish again.' },
  ),
  'ingest.too-large': entry(
    413,
    {
      ko: '파일이 한도 {limit}바이트보다 큽니다.',
      en: 'The file is larger than the limit of {limit} bytes.',
    },
    {
      ko: '파일을 나누거나 관리자에게 한도(BADA_MAX_UPLOAD)를 늘려 달라고 요청하십시오.',
      en: 'Split the file, or ask an administrator to raise the limit (BADA_MAX_UPLOAD).',
    },
  ),
  'ingest.upload-broken': entry(
    400,
    {
      ko: '파일을 받다가 연결이 끊겨 아무것도 남기지 않았습니다.',
      en: 'The connection broke while the file was received; nothing was kept.',
    },
    { ko: '다시 보내십시오.', en: 'Send it again.' },
  ),
  'ingest.file-gone': entry(
    410,
    {
      ko: '원본 파일은 보존 기간이 지나 지워졌습니다.',
      en: 'The original file was deleted when its time of keeping ended.',
    },
    { ko: '파일을 다시 가져오십시오.', en: 'Bring the file again.' },
  ),
  'ingest.undecided': entry(
    422,
    {
      ko: '매핑을 확인하지 않은 표가 있습니다: {tables}',
      en: 'Tables whose mapping nobody has confirmed: {tables}',
    },
    {
      ko: '제안을 확인해 저장하거나, 들이지 않을 표로 표시하십시오.',
      en: 'Confirm the proposal and save it, or mark the table to be left out.',
    },
  ),
  'ingest.contract-open': entry(
    422,
    {
      ko: '자료 {dataset}의 계약에 채우지 않은 항목이 있습니다: {fields}',
      en: 'The contract of dataset {dataset} has open fields: {fields}',
    },
    { ko: '항목을 채운 뒤 다시 공개하십시오.', en: 'Fill them in, then publish again.' },
  ),
  'ingest.contract-differs': entry(
    422,
    {
      ko: '자료 {dataset}의 계약과 들인 결과의 열이 다릅니다: {what}',
      en: 'The contract of dataset {dataset} and the result differ in columns: {what}',
    },
    {
      ko: '계약이나 매핑의 열을 맞추십시오.',
      en: 'Bring the columns of contract or mapping in line.',
    },
  ),
  'ingest.reason-needed': entry(
    422,
    {
      ko: '자료 {dataset}을(를) 쓰는 곳에 영향을 줄 수 있는 열 변경({columns})이 있어 공개하지 않았습니다.',
      en: 'Nothing was published: columns of dataset {dataset} change so that its readers may break ({columns}).',
    },
    {
      ko: '바꾸는 까닭을 적어 다시 공개하거나, 매핑과 계약을 앞선 판에 맞추십시오.',
      en: 'Give the reason and publish again, or bring mapping and contract in line with the version before.',
    },
  ),
  'ingest.personal-open': entry(
    422,
    {
      ko: '자료 {dataset}의 등급({class})으로는 이 개인정보를 가리지 않은 채 공개할 수 없습니다: {columns}',
      en: 'Dataset {dataset} is {class}, so it cannot be published with this personal data in the clear: {columns}',
    },
    {
      ko: '매핑에서 그 열을 가리거나 빼고 다시 들이거나, 계약에서 그 열 또는 자료의 등급을 좁히십시오.',
      en: 'Mask or drop the columns in the mapping and run it again, or classify the columns or the dataset narrower in the contract.',
    },
  ),
  'ingest.keep-denied': entry(
    403,
    {
      ko: '자료 담당자(steward)만 그대로 두기로 정할 수 있는 개인정보입니다: {columns}',
      en: 'Only a data steward may decide to keep this personal data: {columns}',
    },
    {
      ko: '가리거나 빼고, 그대로 두어야 하면 자료 담당자에게 요청하십시오.',
      en: 'Mask or drop the columns, or ask a data steward.',
    },
  ),
  'ingest.id-reserved': entry(
    422,
    {
      ko: '자료 식별자 {id}은(는) 쓸 수 없습니다. BADA가 다른 뜻으로 씁니다.',
      en: 'No dataset can have the id {id}: BADA uses it for something else.',
    },
    { ko: '자료를 알아볼 다른 식별자를 정하십시오.', en: 'Choose another id that names the data.' },
  ),
  'ingest.rows-too-many': entry(
    422,
    {
      ko: '{rows}행은 엑셀 파일 하나로 내려받기에 너무 많습니다(최대 {limit}행).',
      en: 'There are too many rows for a workbook: {rows} (at most {limit}).',
    },
    { ko: 'CSV로 내려받으십시오.', en: 'Download them as CSV.' },
  ),
  'ingest.no-space': entry(
    507,
    { ko: '저장 공간이 모자라 멈췄습니다.', en: 'There is not enough space on the disk.' },
    {
      ko: '관리자에게 공간을 늘려 달라고 요청하십시오.',
      en: 'Ask an administrator for more space.',
    },
  ),
  'mapping.invalid': entry(
    422,
    {
      ko: '매핑 {line}번째 줄 {where}이(가) 올바르지 않습니다: {what}',
      en: 'The mapping is not valid at line {line}, {where}: {what}',
    },
    { ko: '고쳐서 다시 저장하십시오. {suggestion}', en: 'Correct it and save again. {suggestion}' },
  ),
});
