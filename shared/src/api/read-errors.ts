import { entry } from './error-entry.ts';

/** Errors of reading a file that somebody brings: the file is refused as a whole, nothing is kept of it. */
export const READ_ERRORS = {
  'read.empty': entry(
    422,
    { ko: '{name} 파일이 비어 있습니다.', en: '{name} is empty.' },
    { ko: '내용이 있는 파일을 다시 받으십시오.', en: 'Get the file again, with its content.' },
  ),
  'read.unsupported': entry(
    415,
    { ko: '{name}은(는) 읽을 수 없는 형식입니다({what}).', en: '{name} cannot be read ({what}).' },
    {
      ko: 'CSV, XLSX, XLS, JSON, GeoJSON, TopoJSON, Parquet, Shapefile(zip), GTFS(zip), HWPX 가운데 하나로 저장하십시오.',
      en: 'Save it as CSV, XLSX, XLS, JSON, GeoJSON, TopoJSON, Parquet, Shapefile (zip), GTFS (zip) or HWPX.',
    },
  ),
  'read.hwp': entry(
    415,
    { ko: '{name}은(는) HWP 문서라서 표를 읽을 수 없습니다.', en: '{name} is an HWP document.' },
    {
      ko: '한글에서 "다른 이름으로 저장 → HWPX"로 저장하거나, 표를 XLSX로 옮겨 저장하십시오.',
      en: 'Save it as HWPX in Hangul (Save as → HWPX), or copy its tables into an XLSX file.',
    },
  ),
  'read.encrypted': entry(
    422,
    { ko: '{name}은(는) 암호가 걸려 있습니다.', en: '{name} is protected by a password.' },
    { ko: '암호를 풀고 다시 저장하십시오.', en: 'Remove the password and save it again.' },
  ),
  'read.not-text': entry(
    422,
    {
      ko: '{name}은(는) 글자로 된 자료가 아닙니다.',
      en: '{name} is not text.',
    },
    { ko: '파일 확장자와 내용을 확인하십시오.', en: 'Check the extension and the content.' },
  ),
  'read.encoding': entry(
    422,
    {
      ko: '{name}의 문자 인코딩을 알 수 없습니다(UTF-8도 CP949도 아닙니다).',
      en: 'The character encoding of {name} is neither UTF-8 nor CP949.',
    },
    {
      ko: '인코딩을 직접 고르거나 UTF-8로 저장하십시오.',
      en: 'Choose the encoding by hand, or save the file as UTF-8.',
    },
  ),
  'read.mixed-encodings': entry(
    422,
    {
      ko: '{name} 안에 두 가지 문자 인코딩이 섞여 있습니다: {utf8}번째 줄은 UTF-8, {cp949}번째 줄은 CP949입니다.',
      en: '{name} mixes two character encodings: line {utf8} is UTF-8, line {cp949} is CP949.',
    },
    {
      ko: '합치기 전 파일을 각각 가져오거나, 인코딩을 직접 고르십시오.',
      en: 'Bring the files one by one as they were before they were joined, or choose the encoding by hand.',
    },
  ),
  'read.quote': entry(
    422,
    {
      ko: '{name}의 {row}번째 행에서 열린 큰따옴표가 닫히지 않았습니다.',
      en: 'A quotation mark opened in row {row} of {name} is never closed.',
    },
    {
      ko: '파일이 잘리지 않았는지 확인하거나, 따옴표를 글자로 읽도록 고르십시오.',
      en: 'Check that the file is complete, or choose to read quotation marks as plain characters.',
    },
  ),
  'read.too-large': entry(
    413,
    {
      ko: '{name}의 {what}이(가) 한도 {limit}을(를) 넘습니다.',
      en: '{name}: {what} exceeds the limit of {limit}.',
    },
    {
      ko: '파일을 나누거나 관리자에게 한도를 늘려 달라고 요청하십시오.',
      en: 'Split the file, or ask an administrator for a higher limit.',
    },
  ),
  'read.damaged': entry(
    422,
    {
      ko: '{name}을(를) {format} 형식으로 읽다가 {where}에서 멈추었습니다: {what}',
      en: 'Reading {name} as {format} stopped at {where}: {what}',
    },
    {
      ko: '파일이 온전한지 확인하고 다시 받거나 다시 저장하십시오.',
      en: 'Check that the file is complete; get it again or save it again.',
    },
  ),
  'read.zip-path': entry(
    422,
    {
      ko: '{name} 압축 파일 안의 경로 {entry}은(는) 허용되지 않습니다.',
      en: 'The archive {name} holds the forbidden path {entry}.',
    },
    { ko: '파일만 골라 다시 압축하십시오.', en: 'Compress the files again without such paths.' },
  ),
  'read.zip-bomb': entry(
    413,
    {
      ko: '{name} 압축 파일이 한도를 넘습니다: {what} (한도 {limit})',
      en: 'The archive {name} exceeds a limit: {what} (limit {limit})',
    },
    {
      ko: '압축을 풀어 필요한 파일만 가져오십시오.',
      en: 'Unpack it and bring only the files you need.',
    },
  ),
  'read.zip-nested': entry(
    422,
    {
      ko: '{name} 안에 또 다른 압축 파일 {entry}이(가) 있습니다.',
      en: 'The archive {name} holds another archive, {entry}.',
    },
    {
      ko: '바깥 압축을 풀고 안의 파일을 하나씩 가져오십시오.',
      en: 'Unpack the outer archive and bring the inner ones one by one.',
    },
  ),
  'read.xml-entities': entry(
    422,
    {
      ko: '{name}의 XML에 문서 형식 선언(DOCTYPE)이 있어 읽지 않았습니다.',
      en: '{name} declares an XML document type, so it was not read.',
    },
    { ko: '원래 프로그램에서 다시 저장하십시오.', en: 'Save it again with its own program.' },
  ),
};
