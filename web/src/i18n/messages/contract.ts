/** Words of changing what is said of a dataset. */
export interface ContractMessages {
  edit: string;
  title: (name: string) => string;
  intro: string;
  notAllowed: { title: string; reason: string };
  sections: Record<'what' | 'terms' | 'caveats' | 'columns' | 'changes' | 'yaml', string>;
  fields: Record<
    | 'title'
    | 'summary'
    | 'publisher'
    | 'source'
    | 'licence'
    | 'licenceNote'
    | 'class'
    | 'cadence'
    | 'owner'
    | 'legalBasis'
    | 'limitations'
    | 'usage'
    | 'caveat'
    | 'caveatId'
    | 'columnTitle'
    | 'businessName'
    | 'term'
    | 'unit'
    | 'description'
    | 'reason',
    string
  >;
  classHint: string;
  termHint: string;
  reasonHint: string;
  errors: { required: string; term: string; id: string; other: string };
  invalid: (count: number) => string;
  addCaveat: string;
  removeCaveat: (id: string) => string;
  unchanged: string;
  changeCount: (count: number) => string;
  save: string;
  cancel: string;
  saved: (version: string) => string;
  restored: (version: string) => string;
  merge: string;
  yaml: {
    intro: string;
    file: string;
    text: string;
    check: string;
    clean: string;
    problems: (count: number) => string;
    line: (line: number) => string;
    save: string;
    export: string;
  };
  history: {
    title: string;
    none: string;
    version: (version: string) => string;
    by: (who: string, when: string) => string;
    system: string;
    local: string;
    current: string;
    first: string;
    restore: (version: string) => string;
    restoreReason: (version: string) => string;
    empty: string;
  };
}

export const contractKo: ContractMessages = {
  edit: '설명 고치기',
  title: (name) => `‘${name}’ 설명 고치기`,
  intro:
    '자료의 값은 그대로 두고 이름, 이용 조건, 소관, 열의 설명을 고칩니다. 저장하면 바로 보이고, 앞선 내용은 내력에 남아 언제든 되돌릴 수 있습니다.',
  notAllowed: {
    title: '이 자료의 설명을 고칠 권한이 없습니다',
    reason: '자료 관리자나 소관 부서의 관리자가 고칠 수 있습니다.',
  },
  sections: {
    what: '무엇인가',
    terms: '소관과 이용 조건',
    caveats: '알고 쓸 점',
    columns: '열',
    changes: '바뀌는 내용',
    yaml: '계약 파일(YAML)로 고치기',
  },
  fields: {
    title: '제목',
    summary: '설명 두 문장',
    publisher: '제공 기관',
    source: '출처',
    licence: '이용 조건',
    licenceNote: '이용 조건 설명',
    class: '공개 구분',
    cadence: '갱신 주기',
    owner: '소관 부서',
    legalBasis: '보유 근거',
    limitations: '한계',
    usage: '쓰는 법',
    caveat: '알고 쓸 점',
    caveatId: '표시 이름',
    columnTitle: '이름',
    businessName: '용어명',
    term: '표준용어 약어',
    unit: '단위',
    description: '설명',
    reason: '고친 까닭',
  },
  classHint: '자료 관리자만 바꿀 수 있습니다.',
  termHint: '예: SGG_CD',
  reasonHint: '내력에 함께 남습니다. 비워 두어도 됩니다.',
  errors: {
    required: '비워 둘 수 없습니다.',
    term: '영문 대문자, 숫자, 밑줄로 적으십시오. 예: SGG_CD',
    id: '영문 소문자와 숫자를 붙임표로 이어 적으십시오. 예: open-last-band',
    other: '값이 올바르지 않습니다.',
  },
  invalid: (count) => `고칠 곳이 ${count}군데 있어 아직 저장할 수 없습니다.`,
  addCaveat: '알고 쓸 점 더하기',
  removeCaveat: (id) => `${id} 지우기`,
  unchanged: '아직 바뀐 것이 없습니다.',
  changeCount: (count) => `${count}곳이 바뀝니다.`,
  save: '저장',
  cancel: '그만두기',
  saved: (version) => `계약 ${version}판으로 저장했습니다.`,
  restored: (version) => `되돌려 계약 ${version}판이 되었습니다.`,
  merge: '새로 불러와 고친 내용 얹기',
  yaml: {
    intro: 'Open Data Contract Standard 3.1 계약을 올리거나 붙여 넣고 검사한 뒤 저장합니다.',
    file: '계약 파일 고르기',
    text: '계약(YAML)',
    check: '검사',
    clean: '틀린 곳이 없습니다.',
    problems: (count) => `틀린 곳이 ${count}군데 있습니다.`,
    line: (line) => `${line}번째 줄`,
    save: '이 계약을 저장',
    export: '지금 계약 내려받기',
  },
  history: {
    title: '설명의 내력',
    none: '아직 고친 적이 없습니다.',
    version: (version) => `계약 ${version}판`,
    by: (who, when) => `${when} · ${who}`,
    system: '처음 들어온 내용',
    local: '이 컴퓨터의 사용자',
    current: '현재',
    first: '처음 판입니다.',
    restore: (version) => `${version}판으로 되돌리기`,
    restoreReason: (version) => `${version}판으로 되돌림`,
    empty: '달라진 내용이 없습니다.',
  },
};

export const contractEn: ContractMessages = {
  edit: 'Edit description',
  title: (name) => `Edit the description of “${name}”`,
  intro:
    'Names, licence, owner and the meaning of columns are changed; the figures stay. What you save is shown at once, and every earlier version can be brought back.',
  notAllowed: {
    title: 'You may not edit this description',
    reason: 'Data stewards and managers of the owner department may.',
  },
  sections: {
    what: 'What it is',
    terms: 'Owner and terms of use',
    caveats: 'Know before use',
    columns: 'Columns',
    changes: 'What changes',
    yaml: 'Edit as a contract file (YAML)',
  },
  fields: {
    title: 'Title',
    summary: 'Two sentences',
    publisher: 'Publisher',
    source: 'Source',
    licence: 'Licence',
    licenceNote: 'Note on the licence',
    class: 'Class',
    cadence: 'Update cycle',
    owner: 'Owner department',
    legalBasis: 'Legal basis',
    limitations: 'Limitations',
    usage: 'Use',
    caveat: 'Caveat',
    caveatId: 'Id',
    columnTitle: 'Title',
    businessName: 'Term name (Korean)',
    term: 'Standard term',
    unit: 'Unit',
    description: 'Description',
    reason: 'Why',
  },
  classHint: 'Only data stewards may change it.',
  termHint: 'e.g. SGG_CD',
  reasonHint: 'Kept in the history; may stay empty.',
  errors: {
    required: 'This may not be empty.',
    term: 'Use capitals, digits and underscores, e.g. SGG_CD.',
    id: 'Use small letters and digits joined by hyphens, e.g. open-last-band.',
    other: 'This value is not valid.',
  },
  invalid: (count) =>
    count === 1 ? 'One field must be mended first.' : `${count} fields must be mended first.`,
  addCaveat: 'Add a caveat',
  removeCaveat: (id) => `Remove ${id}`,
  unchanged: 'Nothing has changed yet.',
  changeCount: (count) => (count === 1 ? 'One field changes.' : `${count} fields change.`),
  save: 'Save',
  cancel: 'Cancel',
  saved: (version) => `Saved as contract ${version}.`,
  restored: (version) => `Brought back as contract ${version}.`,
  merge: 'Load again and put my changes on top',
  yaml: {
    intro: 'Upload or paste an Open Data Contract Standard 3.1 contract, check it, then save.',
    file: 'Choose a contract file',
    text: 'Contract (YAML)',
    check: 'Check',
    clean: 'Nothing is wrong.',
    problems: (count) => (count === 1 ? 'One thing is wrong.' : `${count} things are wrong.`),
    line: (line) => `Line ${line}`,
    save: 'Save this contract',
    export: 'Download the contract as it is',
  },
  history: {
    title: 'History of the description',
    none: 'It was never edited.',
    version: (version) => `Contract ${version}`,
    by: (who, when) => `${when} · ${who}`,
    system: 'as it came',
    local: 'user of this computer',
    current: 'current',
    first: 'The first version.',
    restore: (version) => `Bring back ${version}`,
    restoreReason: (version) => `Brought back ${version}`,
    empty: 'Nothing differs.',
  },
};
