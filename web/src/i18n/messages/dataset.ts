/** Words of a dataset's page. */
export interface DatasetMessages {
  notPublished: { title: string; unstated: string; byClass: (name: string) => string };
  /** Which part of the dataset is seen. */
  cut: {
    title: string;
    rows: (names: string) => string;
    noRows: string;
    columns: (names: string) => string;
    masked: string;
    maskedHint: string;
  };
  back: string;
  /** Name of the list of the page's parts. */
  parts: string;
  facts: Record<
    | 'title'
    | 'owner'
    | 'publisher'
    | 'source'
    | 'licence'
    | 'class'
    | 'cadence'
    | 'asOf'
    | 'due'
    | 'period'
    | 'rows'
    | 'version'
    | 'basis'
    | 'purpose'
    | 'limitations'
    | 'usage',
    string
  >;
  intake: {
    title: string;
    file: string;
    read: string;
    kept: string;
    totals: string;
    quarantined: string;
    duplicates: string;
    flags: string;
    show: (name: string, count: string) => string;
    sum: (
      read: string,
      kept: string,
      totals: string,
      quarantined: string,
      duplicates: string,
    ) => string;
  };
  periodOf: (from: string, to: string) => string;
  noBasis: string;
  /** What folded parts of the page say. */
  folded: Record<'count' | 'versions' | 'caveats' | 'score', (count: string) => string>;
  users: string;
  boards: string;
  caveats: string;
  preview: string;
  shownRows: (from: string, to: string, total: string) => string;
  earlier: string;
  later: string;
  columns: {
    title: string;
    name: string;
    type: string;
    term: string;
    missing: string;
    distinct: string;
    range: string;
    spread: string;
    noTerm: string;
    key: string;
  };
  histogram: (column: string, least: string, most: string, peak: string) => string;
  top: (values: string) => string;
  others: (count: string) => string;
  quality: {
    title: string;
    score: string;
    grade: (grade: string) => string;
    coverage: string;
  };
  versions: {
    title: string;
    version: string;
    published: string;
    current: string;
    changed: (reason: string) => string;
    hash: string;
  };
  downloads: { title: string; lost: (count: string) => string; losses: string; shapes: string };
  lossColumns: { column: string; value: string; characters: string; rows: string };
  formats: Record<'csv' | 'csv-cp949' | 'xlsx' | 'parquet' | 'json', string>;
  open: {
    title: string;
    contract: string;
    dcat: string;
    dataPackage: string;
    listing: string;
    /** Everything that the public catalogue needs, in one file. */
    publication: string;
    notOpen: string;
    noLicence: string;
  };
  api: Record<'title' | 'hint' | 'description' | 'tool' | 'copy' | 'copied', string>;
}

export const datasetKo: DatasetMessages = {
  notPublished: {
    title: '밖으로 공개하지 않는 자료입니다',
    unstated:
      '원자료에 이용 조건이 적혀 있지 않아, 담당자가 정할 때까지 공개 목록에 싣지 않습니다.',
    byClass: (name) => `공개 구분이 ‘${name}’이어서 공개 목록에 싣지 않습니다.`,
  },
  cut: {
    title: '일부만 볼 수 있는 자료입니다',
    rows: (names) =>
      `권한에 따라 다음에 해당하는 행만 보이며, 모든 수치도 이 행만으로 계산됩니다: ${names}`,
    noRows: '권한에 따라 볼 수 있는 행이 없습니다. 필요하면 소관 부서에 열람을 요청하십시오.',
    columns: (names) => `값을 가린 열: ${names}`,
    masked: '가림',
    maskedHint: '권한에 따라 값을 가린 열입니다',
  },
  back: '자료 목록',
  parts: '이 화면의 차례',
  facts: {
    title: '기본 정보',
    owner: '소관',
    publisher: '제공 기관',
    source: '출처',
    licence: '이용 조건',
    class: '공개 구분',
    cadence: '갱신 주기',
    asOf: '기준일',
    due: '다음 예정일',
    period: '담긴 기간',
    rows: '행 수',
    version: '판',
    basis: '보유 근거',
    purpose: '목적',
    limitations: '한계',
    usage: '쓰는 법',
  },
  intake: {
    title: '행 집계',
    file: '들인 파일',
    read: '읽은 행',
    kept: '들인 행',
    totals: '합계 행',
    quarantined: '격리한 행',
    duplicates: '중복 행',
    flags: '살펴볼 점',
    show: (name, count) => `${name} ${count}건 보기`,
    sum: (read, kept, totals, quarantined, duplicates) =>
      `읽은 ${read}행 = 들인 ${kept}행 + 합계 ${totals}행 + 격리 ${quarantined}행 + 중복 ${duplicates}행`,
  },
  periodOf: (from, to) => (from === to ? from : `${from} ~ ${to}`),
  noBasis: '계약에 적혀 있지 않음',
  folded: {
    count: (count) => `${count}개`,
    versions: (count) => `판 ${count}개`,
    caveats: (count) => `${count}건`,
    score: (count) => `${count}점`,
  },
  users: '이 자료를 쓰는 지표',
  boards: '그 지표를 보이는 내 보드',
  caveats: '알고 쓸 점',
  preview: '미리 보기',
  shownRows: (from, to, total) => `${total}행 가운데 ${from}~${to}행`,
  earlier: '앞 쪽',
  later: '다음 쪽',
  columns: {
    title: '열',
    name: '열',
    type: '형',
    term: '표준용어',
    missing: '빈 값',
    distinct: '서로 다른 값',
    range: '최소 ~ 최대',
    spread: '분포',
    noTerm: '없음',
    key: '키',
  },
  histogram: (column, least, most, peak) =>
    `${column}: ${least}부터 ${most}까지, ${peak} 근처가 가장 많음`,
  top: (values) => `가장 많은 값: ${values}`,
  others: (count) => `그 밖 ${count}`,
  quality: {
    title: '품질',
    score: '품질 점수',
    grade: (grade) => `${grade}등급`,
    coverage: '진단한 열',
  },
  versions: {
    title: '판',
    version: '판',
    published: '펴낸 때',
    current: '현재',
    changed: (reason) => `열을 바꾼 까닭: ${reason}`,
    hash: '추출본',
  },
  downloads: {
    title: '내려받기',
    lost: (count) => `CP949에 없는 글자 ${count}개는 물음표(?)로 바뀝니다.`,
    losses: 'CP949에서 잃는 글자',
    shapes: '경계 도형 (GeoJSON)',
  },
  lossColumns: { column: '열', value: '값', characters: '잃는 글자', rows: '행 수' },
  formats: {
    csv: 'CSV (UTF-8)',
    'csv-cp949': 'CSV (CP949)',
    xlsx: 'XLSX',
    parquet: 'Parquet',
    json: 'JSON',
  },
  open: {
    title: '계약과 개방 형식',
    contract: '데이터 계약 (ODCS 3.1)',
    dcat: 'DCAT-AP 3',
    dataPackage: 'Data Package 2',
    listing: '공공데이터 목록 행',
    publication: '공개 꾸러미(ZIP)',
    notOpen: '공개 등급이 아니어서 공개 꾸러미를 만들지 않습니다.',
    noLicence: '이용 조건을 확인할 수 있는 이용 허락이 없어 공개 꾸러미를 만들지 않습니다.',
  },
  api: {
    title: 'API',
    hint: '다른 프로그램에서 첫 100행을 읽는 명령입니다.',
    description: 'API 설명서(OpenAPI)',
    tool: '도구',
    copy: '복사',
    copied: '복사했습니다.',
  },
};

export const datasetEn: DatasetMessages = {
  notPublished: {
    title: 'This dataset is not published',
    unstated:
      'Its source states no licence, so it stays out of the public listings until a steward sets one.',
    byClass: (name) => `Its class is “${name}”, so it stays out of the public listings.`,
  },
  cut: {
    title: 'You see a part of this dataset',
    rows: (names) =>
      `You see the rows of these alone, and all figures are computed from them: ${names}`,
    noRows: 'You may see none of its rows. Ask the owner department if you need them.',
    columns: (names) => `Columns whose values are hidden: ${names}`,
    masked: 'hidden',
    maskedHint: 'Values of this column are hidden from you',
  },
  back: 'All datasets',
  parts: 'On this page',
  facts: {
    title: 'Facts',
    owner: 'Owner',
    publisher: 'Publisher',
    source: 'Source',
    licence: 'Licence',
    class: 'Class',
    cadence: 'Update cycle',
    asOf: 'As of',
    due: 'Next due',
    period: 'Period',
    rows: 'Rows',
    version: 'Version',
    basis: 'Legal basis',
    purpose: 'Purpose',
    limitations: 'Limitations',
    usage: 'Use',
  },
  intake: {
    title: 'Account of rows',
    file: 'File',
    read: 'Read',
    kept: 'Kept',
    totals: 'Totals',
    quarantined: 'Quarantined',
    duplicates: 'Duplicates',
    flags: 'To look at',
    show: (name, count) => `${name}: show ${count}`,
    sum: (read, kept, totals, quarantined, duplicates) =>
      `Rows: ${read} read = ${kept} kept + ${totals} totals + ${quarantined} quarantined + ${duplicates} duplicates`,
  },
  periodOf: (from, to) => (from === to ? from : `${from} to ${to}`),
  noBasis: 'not stated in the contract',
  folded: {
    count: (count) => count,
    versions: (count) => (count === '1' ? '1 version' : `${count} versions`),
    caveats: (count) => count,
    score: (count) => `score ${count}`,
  },
  users: 'Indicators that use it',
  boards: 'My boards that show them',
  caveats: 'Know before use',
  preview: 'Preview',
  shownRows: (from, to, total) => `rows ${from} to ${to} of ${total}`,
  earlier: 'Previous page',
  later: 'Next page',
  columns: {
    title: 'Columns',
    name: 'Column',
    type: 'Type',
    term: 'Standard term',
    missing: 'Missing',
    distinct: 'Distinct',
    range: 'Least to greatest',
    spread: 'Spread',
    noTerm: 'none',
    key: 'key',
  },
  histogram: (column, least, most, peak) =>
    `${column}: from ${least} to ${most}, most values near ${peak}`,
  top: (values) => `Most frequent: ${values}`,
  others: (count) => `others ${count}`,
  quality: {
    title: 'Quality',
    score: 'Quality score',
    grade: (grade) => `Grade ${grade}`,
    coverage: 'Columns diagnosed',
  },
  versions: {
    title: 'Versions',
    version: 'Version',
    published: 'Published',
    current: 'current',
    changed: (reason) => `Reason of the change: ${reason}`,
    hash: 'Extract',
  },
  downloads: {
    title: 'Download',
    lost: (count) => `CP949 cannot hold ${count} characters; they become question marks.`,
    losses: 'Characters that CP949 loses',
    shapes: 'Boundaries (GeoJSON)',
  },
  lossColumns: { column: 'Column', value: 'Value', characters: 'Lost', rows: 'Rows' },
  formats: {
    csv: 'CSV (UTF-8)',
    'csv-cp949': 'CSV (CP949)',
    xlsx: 'XLSX',
    parquet: 'Parquet',
    json: 'JSON',
  },
  open: {
    title: 'Contract and open formats',
    contract: 'Data contract (ODCS 3.1)',
    dcat: 'DCAT-AP 3',
    dataPackage: 'Data Package 2',
    listing: 'National portal row',
    publication: 'Publication package (ZIP)',
    notOpen: 'There is no publication package: the dataset is not open.',
    noLicence: 'There is no publication package: its licence has no terms that can be read.',
  },
  api: {
    title: 'API',
    hint: 'Reads the first 100 rows from another program.',
    description: 'API description (OpenAPI)',
    tool: 'Tool',
    copy: 'Copy',
    copied: 'Copied.',
  },
};
