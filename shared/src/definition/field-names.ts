import type { Localized } from '../model/localized.ts';

const FIELDS: Readonly<Record<string, Localized>> = {
  order: { ko: '차례', en: 'Order' },
  name: { ko: '이름', en: 'Name' },
  definition: { ko: '뜻', en: 'Meaning' },
  formulaText: { ko: '셈법 설명', en: 'Formula in words' },
  field: { ko: '분야', en: 'Field' },
  strategy: { ko: '전략', en: 'Strategy' },
  unit: { ko: '단위', en: 'Unit' },
  'unit.percent': { ko: '백분율 여부', en: 'In per cent' },
  decimals: { ko: '소수 자릿수', en: 'Decimals' },
  direction: { ko: '바람직한 방향', en: 'Favourable direction' },
  kind: { ko: '구분', en: 'Kind' },
  formula: { ko: '셈법', en: 'Formula' },
  grain: { ko: '가장 잘게 나눈 기간', en: 'Finest grain' },
  reportGrain: { ko: '보고 기간', en: 'Grain of reports' },
  cadence: { ko: '갱신 주기', en: 'Update cycle' },
  dimensions: { ko: '나눠 볼 구분', en: 'Dimensions' },
  levels: { ko: '지역 단위', en: 'Place levels' },
  cityRule: { ko: '시 전체 값', en: 'Value of the city' },
  headline: { ko: '대표 값', en: 'Headline' },
  ownerDepartment: { ko: '소관 부서', en: 'Owner department' },
  targets: { ko: '목표', en: 'Target' },
  bands: { ko: '판정 기준', en: 'Bands' },
  'bands.caution': { ko: '주의 기준', en: 'Caution beyond' },
  'bands.warning': { ko: '경고 기준', en: 'Warning beyond' },
  'bands.undecidedAfterDays': { ko: '판정 유효 일수', en: 'Judged for days' },
  views: { ko: '보기', en: 'Views' },
  yearEarlierGapDays: { ko: '전년 비교 허용 일수', en: 'Days the year-earlier date may miss' },
  breaks: { ko: '계열 단절', en: 'Break' },
  caveats: { ko: '유의할 점', en: 'Caveat' },
  retired: { ko: '폐지일', en: 'Retired from' },
};

const PARTS: Readonly<Record<string, Localized>> = {
  type: { ko: '종류', en: 'type' },
  measure: { ko: '값', en: 'measure' },
  numerator: { ko: '분자', en: 'numerator' },
  denominator: { ko: '분모', en: 'denominator' },
  dataset: { ko: '자료', en: 'dataset' },
  column: { ko: '열', en: 'column' },
  where: { ko: '조건', en: 'condition' },
  dimension: { ko: '대상 열', en: 'dimension' },
  op: { ko: '비교', en: 'operator' },
  values: { ko: '값', en: 'value' },
  scale: { ko: '곱하는 수', en: 'scale' },
  maxGapDays: { ko: '날짜 차이 허용 일수', en: 'days the dates may differ' },
  overMonths: { ko: '비교 간격(개월)', en: 'months compared over' },
  value: { ko: '값', en: 'value' },
  sample: { ko: '예시 여부', en: 'sample' },
  setBy: { ko: '정한 사람', en: 'set by' },
  setOn: { ko: '정한 날', en: 'set on' },
  approvedBy: { ko: '승인한 사람', en: 'approved by' },
  approvedOn: { ko: '승인한 날', en: 'approved on' },
  reason: { ko: '까닭', en: 'reason' },
  of: { ko: '바탕 셈법', en: 'underlying formula' },
  weight: { ko: '가중치 열', en: 'weight column' },
  within: { ko: '전체의 범위', en: 'total of' },
  base: { ko: '기준 시점', en: 'base date' },
  per: { ko: '인구 몇 명당', en: 'per residents' },
  population: { ko: '인구', en: 'population' },
  share: { ko: '분위(0~1)', en: 'share below' },
  periods: { ko: '기간 수', en: 'periods' },
  first: { ko: '1위', en: 'first is' },
  counted: { ko: '세는 방법', en: 'counted as' },
  time: { ko: '기간 합산', en: 'over time' },
  unit: { ko: '바꿔 셀 단위', en: 'converted to unit' },
  kind: { ko: '종류', en: 'kind' },
  label: { ko: '이름', en: 'label' },
  place: { ko: '지역', en: 'place' },
  period: { ko: '기간', en: 'period' },
};

function partName(part: string): Localized {
  return PARTS[part] ?? { ko: part, en: part };
}

/** What people call a field of a definition, by its path such as `formula.numerator.column`. */
export function fieldName(path: string): Localized {
  const whole = FIELDS[path];
  if (whole) return whole;
  const [head = path, ...rest] = path.split('.');
  const first = FIELDS[head] ?? { ko: head, en: head };
  const parts = rest.map(partName);
  return {
    ko: [first.ko, ...parts.map(({ ko }) => ko)].join(' › '),
    en: [first.en, ...parts.map(({ en }) => en)].join(' › '),
  };
}
