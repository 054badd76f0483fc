import type { Cadence } from '@bada/shared';
/** Words of the catalogue: its search and the glossary. */
export interface CatalogMessages {
  title: string;
  parts: string;
  datasets: string;
  terms: string;
  searchLabel: string;
  searchHint: string;
  found: (count: string) => string;
  forgiving: string;
  none: { title: string; reason: string; clear: string };
  more: string;
  narrow: string;
  chosen: (count: number) => string;
  clear: string;
  origins: {
    title: string;
    here: string;
    elsewhere: (title: string) => string;
    /** Said before what narrows our own catalogue alone. */
    narrowsOwn: string;
  };
  moreValues: (facet: string, count: number) => string;
  fewerValues: (facet: string) => string;
  findValue: (facet: string) => string;
  facets: Record<
    'department' | 'domain' | 'publisher' | 'licence' | 'format' | 'cadence' | 'class' | 'period',
    string
  >;
  domains: Record<string, string>;
  cadences: Record<Cadence, string>;
  classes: Record<'open' | 'internal' | 'restricted', string>;
  freshness: Record<'on-time' | 'late' | 'unscheduled', string>;
  freshnessHint: (due: string) => string;
  unstated: string;
  asOf: (date: string) => string;
  rows: (count: string) => string;
  usedBy: (count: number) => string;
  unused: string;
  glossary: {
    intro: (terms: string, share: string, withTerm: string, columns: string) => string;
    caption: string;
    term: string;
    name: string;
    domain: string;
    type: string;
    length: string;
    definition: string;
    uses: string;
    notStandard: string;
  };
}

export const catalogKo: CatalogMessages = {
  title: '자료',
  parts: '볼 것',
  datasets: '자료',
  terms: '표준용어',
  searchLabel: '자료 찾기',
  searchHint: '이름, 열, 용어, 부서, 설명에서 찾습니다. 초성(ㄱㄹㅇㄱ)으로도 찾습니다.',
  found: (count) => `자료 ${count}건`,
  forgiving: '적은 그대로는 없어서 비슷한 말로 찾았습니다.',
  none: {
    title: '찾는 자료가 없습니다',
    reason: '낱말을 줄이거나 고른 조건을 지워 보십시오.',
    clear: '모두 지우기',
  },
  more: '더 보기',
  narrow: '좁히기',
  chosen: (count) => `조건 ${count}개`,
  clear: '조건 지우기',
  origins: {
    title: '목록',
    here: '우리 목록',
    elsewhere: (title) => `외부: ${title}`,
    narrowsOwn: '아래 조건은 우리 목록의 자료만 좁힙니다. 외부 목록은 검색어로 좁힙니다.',
  },
  moreValues: (facet, count) => `${facet} ${count}개 더 보기`,
  fewerValues: (facet) => `${facet} 접기`,
  findValue: (facet) => `${facet}에서 찾기`,
  facets: {
    department: '소관 부서',
    domain: '분야',
    publisher: '제공 기관',
    licence: '이용 조건',
    format: '형식',
    cadence: '갱신 주기',
    class: '공개 구분',
    period: '담긴 해',
  },
  domains: {
    population: '인구',
    welfare: '복지',
    economy: '경제',
    finance: '재정',
    transport: '교통',
    environment: '환경',
    safety: '안전',
    tourism: '관광',
    reference: '기준',
    other: '그 밖',
  },
  cadences: {
    realtime: '실시간',
    daily: '매일',
    weekly: '매주',
    monthly: '매월',
    quarterly: '분기마다',
    'half-yearly': '반기마다',
    yearly: '매년',
    irregular: '수시',
    once: '한 번',
  },
  classes: { open: '공개', internal: '내부', restricted: '제한' },
  freshness: { 'on-time': '제때', late: '늦음', unscheduled: '주기 없음' },
  freshnessHint: (due) => `다음 자료 예정일 ${due}`,
  unstated: '이용 조건 미표시',
  asOf: (date) => `기준일 ${date}`,
  rows: (count) => `${count}행`,
  usedBy: (count) => `지표 ${count}개가 씀`,
  unused: '쓰는 지표 없음',
  glossary: {
    intro: (terms, share, withTerm, columns) =>
      `열 ${columns}개 가운데 ${withTerm}개(${share})가 표준용어 ${terms}개를 씁니다.`,
    caption: '열이 쓰는 표준용어',
    term: '영문약어명',
    name: '용어명',
    domain: '도메인',
    type: '형',
    length: '길이',
    definition: '뜻',
    uses: '쓰는 열',
    notStandard: '표준에 없음',
  },
};

export const catalogEn: CatalogMessages = {
  title: 'Data',
  parts: 'Show',
  datasets: 'Datasets',
  terms: 'Standard terms',
  searchLabel: 'Search datasets',
  searchHint:
    'Searches names, columns, terms, departments and descriptions; Korean initials (ㄱㄹㅇㄱ) work too.',
  found: (count) => `${count} ${count === '1' ? 'dataset' : 'datasets'}`,
  forgiving: 'Nothing holds these words as typed; similar ones are shown.',
  none: {
    title: 'No dataset was found',
    reason: 'Try fewer words, or clear what you narrowed by.',
    clear: 'Clear everything',
  },
  more: 'Show more',
  narrow: 'Narrow',
  chosen: (count) => `${count} chosen`,
  clear: 'Clear',
  origins: {
    title: 'Catalogue',
    here: 'Our own',
    elsewhere: (title) => `Elsewhere: ${title}`,
    narrowsOwn:
      'The choices below narrow our own datasets; entries from elsewhere are narrowed by the search words.',
  },
  moreValues: (facet, count) => `${facet}: ${count} more`,
  fewerValues: (facet) => `${facet}: fewer`,
  findValue: (facet) => `Find in ${facet}`,
  facets: {
    department: 'Department',
    domain: 'Field',
    publisher: 'Publisher',
    licence: 'Licence',
    format: 'Format',
    cadence: 'Update cycle',
    class: 'Class',
    period: 'Years covered',
  },
  domains: {
    population: 'Population',
    welfare: 'Welfare',
    economy: 'Economy',
    finance: 'Finance',
    transport: 'Transport',
    environment: 'Environment',
    safety: 'Safety',
    tourism: 'Tourism',
    reference: 'Reference',
    other: 'Other',
  },
  cadences: {
    realtime: 'Real time',
    daily: 'Daily',
    weekly: 'Weekly',
    monthly: 'Monthly',
    quarterly: 'Quarterly',
    'half-yearly': 'Half-yearly',
    yearly: 'Yearly',
    irregular: 'Irregular',
    once: 'Once',
  },
  classes: { open: 'Open', internal: 'Internal', restricted: 'Restricted' },
  freshness: { 'on-time': 'On time', late: 'Late', unscheduled: 'No schedule' },
  freshnessHint: (due) => `next figures due ${due}`,
  unstated: 'No licence stated',
  asOf: (date) => `as of ${date}`,
  rows: (count) => `${count} rows`,
  usedBy: (count) => (count === 1 ? 'used by 1 indicator' : `used by ${count} indicators`),
  unused: 'used by no indicator',
  glossary: {
    intro: (terms, share, withTerm, columns) =>
      `${withTerm} of ${columns} columns (${share}) use one of ${terms} standard terms.`,
    caption: 'Standard terms that columns use',
    term: 'Abbreviation',
    name: 'Term',
    domain: 'Domain',
    type: 'Type',
    length: 'Length',
    definition: 'Meaning',
    uses: 'Columns',
    notStandard: 'not in the standard',
  },
};
