/** Words of filling descriptions from the national portal's listing. */
export interface ListingMessages {
  title: string;
  intro: string;
  file: string;
  text: string;
  textHint: string;
  read: string;
  found: (matched: number, rows: number) => string;
  noDataset: string;
  same: string;
  notAllowed: string;
  save: (name: string) => string;
  saved: (name: string) => string;
  done: string;
  problems: string;
  problem: (row: string, column: string, value: string) => string;
  reason: string;
}

export const listingKo: ListingMessages = {
  title: '공공데이터 목록으로 설명 채우기',
  intro:
    '공공데이터포털에서 내려받은 목록(CSV, XLSX, JSON)을 올리거나 행을 붙여 넣으면, 이름이나 주소가 맞는 자료를 찾아 바뀔 내용을 보여 줍니다. 확인하고 저장해야 바뀝니다.',
  file: '목록 파일 고르기',
  text: '목록 행 붙여 넣기',
  textHint:
    '첫 줄은 목록명, 보유근거, 업데이트 주기 같은 제목 줄입니다. CSV나 JSON으로 붙여 넣으십시오.',
  read: '읽기',
  found: (matched, rows) => `목록 ${rows}행 가운데 ${matched}행이 우리 자료입니다.`,
  noDataset: '이름이나 주소가 맞는 자료가 없습니다.',
  same: '바뀔 내용이 없습니다.',
  notAllowed: '이 자료의 설명을 고칠 권한이 없습니다.',
  save: (name) => `${name} 저장`,
  saved: (name) => `‘${name}’의 설명을 저장했습니다.`,
  done: '저장했습니다.',
  problems: '알아듣지 못한 값',
  problem: (row, column, value) => `${row}행 ${column}: ${value}`,
  reason: '공공데이터 목록에서 가져옴',
};

export const listingEn: ListingMessages = {
  title: 'Fill descriptions from the national listing',
  intro:
    'Upload a listing of the national data portal (CSV, XLSX, JSON) or paste rows of it. Datasets are found by name or address, and what would change is shown; nothing changes until you save.',
  file: 'Choose a listing',
  text: 'Paste rows',
  textHint: 'The first line holds headings such as 목록명, 보유근거, 업데이트 주기. CSV or JSON.',
  read: 'Read',
  found: (matched, rows) => `${matched} of ${rows} rows are about our datasets.`,
  noDataset: 'No dataset has this name or address.',
  same: 'Nothing would change.',
  notAllowed: 'You may not edit this description.',
  save: (name) => `Save ${name}`,
  saved: (name) => `The description of “${name}” was saved.`,
  done: 'Saved.',
  problems: 'Values that were not understood',
  problem: (row, column, value) => `row ${row}, ${column}: ${value}`,
  reason: 'From the national listing',
};
