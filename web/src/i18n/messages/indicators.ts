/** Words about indicators as such: their list, their definitions, where their figures come from. */
export interface IndicatorMessages {
  title: string;
  intro: (count: number) => string;
  columns: {
    name: string;
    definition: string;
    formula: string;
    unit: string;
    direction: string;
    kind: string;
    owner: string;
    source: string;
    licence: string;
    targets: string;
  };
  direction: { up: string; down: string; neutral: string };
  kind: { outcome: string; input: string };
  fields: Record<
    'population' | 'welfare' | 'economy' | 'finance' | 'transport' | 'environment' | 'safety',
    string
  >;
  samples: string;
  unstated: string;
  unstatedHint: string;
  noTarget: string;
  targetOf: (year: number, value: string) => string;
  openOverview: string;
  version: (version: number) => string;
  caveats: string;
  setBy: (name: string) => string;
}

export const indicatorsKo: IndicatorMessages = {
  title: '지표',
  intro: (count) => `지표 ${count}개의 뜻과 셈법, 출처와 목표입니다.`,
  columns: {
    name: '지표',
    definition: '뜻',
    formula: '셈법',
    unit: '단위',
    direction: '바람직한 방향',
    kind: '구분',
    owner: '소관',
    source: '출처',
    licence: '이용 조건',
    targets: '목표',
  },
  direction: { up: '높을수록 좋음', down: '낮을수록 좋음', neutral: '정하지 않음' },
  kind: { outcome: '결과', input: '투입' },
  fields: {
    population: '인구',
    welfare: '복지',
    economy: '경제',
    finance: '재정',
    transport: '교통',
    environment: '환경',
    safety: '안전',
  },
  samples: '예시 전략·목표 보기',
  unstated: '이용 조건 미표시',
  unstatedHint: '원자료에 이용 조건이 적혀 있지 않아 정해질 때까지 공개하지 않습니다',
  noTarget: '목표 없음',
  targetOf: (year, value) => `${year}년 ${value}`,
  openOverview: '개요에서 보기',
  version: (version) => `정의 ${version}판`,
  caveats: '유의할 점',
  setBy: (name) => `정한 곳: ${name}`,
};

export const indicatorsEn: IndicatorMessages = {
  title: 'Indicators',
  intro: (count) =>
    `What ${count} indicators mean, how they are computed, their sources and targets.`,
  columns: {
    name: 'Indicator',
    definition: 'Meaning',
    formula: 'Formula',
    unit: 'Unit',
    direction: 'Favourable direction',
    kind: 'Kind',
    owner: 'Owner',
    source: 'Source',
    licence: 'Licence',
    targets: 'Targets',
  },
  direction: { up: 'Higher is better', down: 'Lower is better', neutral: 'Not set' },
  kind: { outcome: 'Outcome', input: 'Input' },
  fields: {
    population: 'Population',
    welfare: 'Welfare',
    economy: 'Economy',
    finance: 'Finance',
    transport: 'Transport',
    environment: 'Environment',
    safety: 'Safety',
  },
  samples: 'Show sample strategies and targets',
  unstated: 'Licence not stated',
  unstatedHint: 'The source states no licence; it stays unpublished until one is set',
  noTarget: 'No target',
  targetOf: (year, value) => `${value} in ${year}`,
  openOverview: 'Show in the overview',
  version: (version) => `Definition ${version}`,
  caveats: 'Caveats',
  setBy: (name) => `Set by: ${name}`,
};
