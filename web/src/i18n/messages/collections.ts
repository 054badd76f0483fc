type RunState = 'queued' | 'paused' | 'running' | 'done' | 'failed' | 'cancelled';

/** Words of what is fetched regularly from other systems. */
export interface CollectionMessages {
  part: string;
  intro: string;
  create: string;
  empty: { title: string; reason: string };
  list: string;
  kinds: Record<'data-go-kr' | 'odcloud' | 'kosis' | 'postgres' | 'catalogue', string>;
  states: Record<RunState | 'never', string>;
  last: string;
  next: string;
  byHand: string;
  rows: (count: string) => string;
  kept: (count: string) => string;
  published: (dataset: string) => string;
  waiting: string;
  unchanged: string;
  harvested: (added: string, changed: string, vanished: string) => string;
  conflicts: (titles: string) => string;
  problems: (count: string) => string;
  elsewhere: {
    title: (count: string) => string;
    hint: string;
    from: (source: string) => string;
    gone: (date: string) => string;
    edited: string;
    conflict: string;
    edit: string;
    editOf: (title: string) => string;
    editHint: string;
    name: string;
    summary: string;
    keywords: string;
    keywordsHint: string;
    atSource: (title: string) => string;
    takeBack: string;
    saved: (title: string) => string;
  };
  runNow: string;
  pause: string;
  resume: string;
  cancelRun: string;
  edit: string;
  remove: string;
  named: (action: string, title: string) => string;
  runs: string;
  runTime: string;
  runState: string;
  runResult: string;
  started: (title: string) => string;
  paused: (title: string) => string;
  resumed: (title: string) => string;
  cancelled: (title: string) => string;
  saved: (title: string) => string;
  removed: (title: string) => string;
  form: {
    createTitle: string;
    editTitle: string;
    id: string;
    idHint: string;
    name: string;
    kind: string;
    url: string;
    key: string;
    keyHint: string;
    parameters: string;
    parametersHint: string;
    pageSize: string;
    orgId: string;
    tblId: string;
    items: string;
    objects: string;
    objectsHint: string;
    cadence: string;
    cadences: Record<'D' | 'M' | 'Q' | 'H' | 'Y' | 'F' | 'IR', string>;
    from: string;
    to: string;
    periodHint: string;
    host: string;
    port: string;
    database: string;
    user: string;
    password: string;
    tls: string;
    tlsOptions: Record<'no' | 'yes', string>;
    read: string;
    reads: Record<'table' | 'query', string>;
    schema: string;
    table: string;
    sql: string;
    form: string;
    forms: Record<'json-ld' | 'turtle' | 'rdf-xml' | 'listing' | 'portal', string>;
    mapping: string;
    mappingHint: string;
    noMapping: string;
    mappingTo: (title: string, dataset: string) => string;
    schedule: string;
    schedules: Record<'none' | 'hours' | 'daily' | 'weekly' | 'monthly', string>;
    every: string;
    at: string;
    day: string;
    weekdays: readonly string[];
    invalid: string;
    sample: string;
    sampling: string;
    sampleCaption: (count: number) => string;
    cancel: string;
    save: string;
  };
}

export const collectionsKo: CollectionMessages = {
  part: '수집',
  intro:
    '다른 시스템의 자료를 정해진 때에 가져옵니다. 모두 받지 못하면 아무것도 바뀌지 않으며, 인증키는 이름만 적습니다.',
  create: '새 수집',
  empty: {
    title: '정의한 수집이 없습니다',
    reason: '공공데이터포털, KOSIS, 데이터베이스에서 가져올 자료를 정의하면 여기에 나타납니다.',
  },
  list: '수집 목록',
  kinds: {
    'data-go-kr': '공공데이터포털 API',
    odcloud: '공공데이터포털 파일(odcloud)',
    kosis: 'KOSIS 통계표',
    postgres: 'PostgreSQL',
    catalogue: '다른 자료 목록',
  },
  states: {
    queued: '대기',
    paused: '일시 중지',
    running: '실행 중',
    done: '성공',
    failed: '실패',
    cancelled: '취소',
    never: '실행 전',
  },
  last: '마지막 실행',
  next: '다음 실행',
  byHand: '직접 실행할 때만',
  rows: (count) => `${count}행 받음`,
  kept: (count) => `${count}행 둠`,
  published: (dataset) => `자료 ${dataset}의 새 판`,
  waiting: '‘자료 들이기’에서 확인',
  unchanged: '앞선 실행과 내용이 같음',
  harvested: (added, changed, vanished) => `새로 ${added} · 바뀜 ${changed} · 사라짐 ${vanished}`,
  conflicts: (titles) => `여기서 고친 설명이 원본과 다름: ${titles}`,
  problems: (count) => `이해하지 못한 항목 ${count}건`,
  elsewhere: {
    title: (count) => `다른 목록의 자료 ${count}건`,
    hint: '다른 기관이나 포털의 목록에서 가져온 설명입니다. 자료는 원래 곳에 있습니다.',
    from: (source) => `외부: ${source}`,
    gone: (date) => `${date}부터 원래 목록에 없음`,
    edited: '설명 고침',
    conflict: '원본이 바뀜',
    edit: '설명 고치기',
    editOf: (title) => `${title} 설명 고치기`,
    editHint: '여기서 고친 설명은 다음 수집 때에도 그대로 남습니다. 원본은 바뀌지 않습니다.',
    name: '이름',
    summary: '설명',
    keywords: '핵심어',
    keywordsHint: '쉼표로 나눕니다.',
    atSource: (title) => `원본의 이름: ${title}`,
    takeBack: '원본대로 되돌리기',
    saved: (title) => `‘${title}’ 설명을 저장했습니다.`,
  },
  runNow: '지금 실행',
  pause: '일시 중지',
  resume: '다시 시작',
  cancelRun: '실행 취소',
  edit: '고치기',
  remove: '지우기',
  named: (action, title) => `${title} ${action}`,
  runs: '실행 기록',
  runTime: '때',
  runState: '상태',
  runResult: '결과',
  started: (title) => `‘${title}’ 수집을 시작합니다.`,
  paused: (title) => `‘${title}’ 수집을 멈추어 두었습니다.`,
  resumed: (title) => `‘${title}’ 수집을 다시 시작했습니다.`,
  cancelled: (title) => `‘${title}’ 실행을 취소했습니다.`,
  saved: (title) => `‘${title}’ 수집을 저장했습니다.`,
  removed: (title) => `‘${title}’ 수집을 지웠습니다.`,
  form: {
    createTitle: '새 수집',
    editTitle: '수집 고치기',
    id: '식별자',
    idHint: '영문 소문자, 숫자, 붙임표. 뒤에 바꿀 수 없습니다.',
    name: '이름',
    kind: '가져올 곳',
    url: '요청 주소',
    key: '인증키 이름',
    keyHint: '키 값이 아니라 서버에 등록한 이름입니다.',
    parameters: '요청 변수',
    parametersHint: '한 줄에 하나씩 이름=값. 인증키와 쪽 번호는 적지 않습니다.',
    pageSize: '한 번에 받을 행 수',
    orgId: '기관 코드(orgId)',
    tblId: '통계표 코드(tblId)',
    items: '항목(itmId)',
    objects: '분류 코드(objL1 …)',
    objectsHint: '분류마다 한 줄, 코드는 쉼표로 나눕니다. 모두면 ALL.',
    cadence: '수록 주기',
    cadences: { D: '일', M: '월', Q: '분기', H: '반기', Y: '년', F: '다년', IR: '부정기' },
    from: '시작 시점',
    to: '끝 시점',
    periodHint: '통계표의 표기대로: 2024, 202401, 20251',
    host: '서버',
    port: '포트',
    database: '데이터베이스',
    user: '사용자',
    password: '비밀번호 이름',
    tls: '암호화 연결(TLS)',
    tlsOptions: { no: '쓰지 않음', yes: '씀' },
    read: '읽을 것',
    reads: { table: '테이블', query: '질의' },
    schema: '스키마',
    table: '테이블',
    sql: '질의(SELECT)',
    form: '형식',
    forms: {
      'json-ld': 'DCAT · schema.org (JSON-LD)',
      turtle: 'DCAT (Turtle)',
      'rdf-xml': 'DCAT (RDF/XML)',
      listing: '공공데이터 목록(CSV)',
      portal: '공공데이터포털 목록조회 서비스',
    },
    mapping: '매핑',
    mappingHint: '받은 행을 어느 자료로 만들지 정합니다.',
    noMapping: '정하지 않음 — ‘자료 들이기’에서 이어서 정합니다',
    mappingTo: (title, dataset) => `${title} → 자료 ${dataset}`,
    schedule: '실행 시기',
    schedules: {
      none: '직접 실행할 때만',
      hours: '몇 시간마다',
      daily: '매일',
      weekly: '매주',
      monthly: '매월',
    },
    every: '간격(시간)',
    at: '시각(한국 표준시)',
    day: '날',
    weekdays: ['월요일', '화요일', '수요일', '목요일', '금요일', '토요일', '일요일'],
    invalid: '값을 확인해 주십시오.',
    sample: '미리 10행',
    sampling: '받는 중…',
    sampleCaption: (count) => `미리 받은 ${count}행 (개인정보는 가림)`,
    cancel: '취소',
    save: '저장',
  },
};

export const collectionsEn: CollectionMessages = {
  part: 'Collections',
  intro:
    'Rows of other systems are fetched at set times. Unless all of them come, nothing changes; keys are named here, never written down.',
  create: 'New collection',
  empty: {
    title: 'There are no collections yet',
    reason: 'Define what to fetch from the national portal, KOSIS or a database.',
  },
  list: 'Collections',
  kinds: {
    'data-go-kr': 'API of data.go.kr',
    odcloud: 'File of data.go.kr (odcloud)',
    kosis: 'Table of KOSIS',
    postgres: 'PostgreSQL',
    catalogue: 'Another catalogue',
  },
  states: {
    queued: 'waiting',
    paused: 'paused',
    running: 'running',
    done: 'done',
    failed: 'failed',
    cancelled: 'cancelled',
    never: 'never run',
  },
  last: 'Last run',
  next: 'Next run',
  byHand: 'only when asked to',
  rows: (count) => `${count} rows received`,
  kept: (count) => `${count} kept`,
  published: (dataset) => `new version of ${dataset}`,
  waiting: 'go on under “Bring data”',
  unchanged: 'unchanged since the run before',
  harvested: (fresh, changed, gone) => `${fresh} new · ${changed} changed · ${gone} vanished`,
  conflicts: (titles) => `edited here and different at the source: ${titles}`,
  problems: (count) => `${count} entries not understood`,
  elsewhere: {
    title: (count) => `${count} datasets of other catalogues`,
    hint: 'Descriptions harvested from other catalogues; the data lies there.',
    from: (source) => `Elsewhere: ${source}`,
    gone: (date) => `not listed there since ${date}`,
    edited: 'description edited',
    conflict: 'source changed',
    edit: 'Edit description',
    editOf: (title) => `Edit description: ${title}`,
    editHint: 'What you write here outlasts every run; the source itself stays as it is.',
    name: 'Name',
    summary: 'Description',
    keywords: 'Keywords',
    keywordsHint: 'Parted by commas.',
    atSource: (title) => `Name at its source: ${title}`,
    takeBack: 'Back to the source’s words',
    saved: (title) => `The description of “${title}” was saved.`,
  },
  runNow: 'Run now',
  pause: 'Pause',
  resume: 'Resume',
  cancelRun: 'Cancel run',
  edit: 'Edit',
  remove: 'Delete',
  named: (action, title) => `${action}: ${title}`,
  runs: 'Runs',
  runTime: 'When',
  runState: 'State',
  runResult: 'Result',
  started: (title) => `“${title}” is about to run.`,
  paused: (title) => `“${title}” is paused.`,
  resumed: (title) => `“${title}” goes on.`,
  cancelled: (title) => `The run of “${title}” was cancelled.`,
  saved: (title) => `“${title}” was saved.`,
  removed: (title) => `“${title}” was deleted.`,
  form: {
    createTitle: 'New collection',
    editTitle: 'Edit the collection',
    id: 'Id',
    idHint: 'Lower-case letters, digits, hyphens. It cannot be changed later.',
    name: 'Name',
    kind: 'Fetch from',
    url: 'Address',
    key: 'Name of the key',
    keyHint: 'Not the key itself: the name under which the server holds it.',
    parameters: 'Parameters',
    parametersHint: 'One name=value per line, without key and page.',
    pageSize: 'Rows at once',
    orgId: 'Body (orgId)',
    tblId: 'Table (tblId)',
    items: 'Items (itmId)',
    objects: 'Classification codes (objL1 …)',
    objectsHint: 'A line per classification, codes parted by commas; ALL for all.',
    cadence: 'Cadence',
    cadences: {
      D: 'daily',
      M: 'monthly',
      Q: 'quarterly',
      H: 'half-yearly',
      Y: 'yearly',
      F: 'every few years',
      IR: 'irregular',
    },
    from: 'From',
    to: 'To',
    periodHint: 'As the table writes them: 2024, 202401, 20251',
    host: 'Server',
    port: 'Port',
    database: 'Database',
    user: 'User',
    password: 'Name of the password',
    tls: 'Encrypted (TLS)',
    tlsOptions: { no: 'no', yes: 'yes' },
    read: 'Read',
    reads: { table: 'a table', query: 'a query' },
    schema: 'Schema',
    table: 'Table',
    sql: 'Query (SELECT)',
    form: 'Format',
    forms: {
      'json-ld': 'DCAT, schema.org (JSON-LD)',
      turtle: 'DCAT (Turtle)',
      'rdf-xml': 'DCAT (RDF/XML)',
      listing: 'Portal listing (CSV)',
      portal: 'List service of data.go.kr',
    },
    mapping: 'Mapping',
    mappingHint: 'Which dataset the rows are to become.',
    noMapping: 'none: go on under “Bring data”',
    mappingTo: (title, dataset) => `${title} → ${dataset}`,
    schedule: 'Runs',
    schedules: {
      none: 'only when asked to',
      hours: 'every few hours',
      daily: 'daily',
      weekly: 'weekly',
      monthly: 'monthly',
    },
    every: 'Hours between',
    at: 'Time (Korea)',
    day: 'Day',
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    invalid: 'Please check this value.',
    sample: 'Try 10 rows',
    sampling: 'Fetching…',
    sampleCaption: (count) => `First ${count} rows (personal data masked)`,
    cancel: 'Cancel',
    save: 'Save',
  },
};
