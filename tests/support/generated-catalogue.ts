import type { DatasetNode } from '@bada/shared/catalogue';

const PLACES = [
  '부산광역시',
  '해운대구',
  '부산진구',
  '사하구',
  '금정구',
  '기장군',
  '영도구',
  '수영구',
];
const SUBJECTS = [
  ['고령인구', 'older residents'],
  ['출생아수', 'births'],
  ['시내버스', 'city buses'],
  ['도시철도', 'metro'],
  ['미세먼지', 'fine dust'],
  ['주정차단속', 'parking enforcement'],
  ['공영주차장', 'public car parks'],
  ['어린이보호구역', 'school zones'],
  ['전통시장', 'traditional markets'],
  ['상수도요금', 'water charges'],
  ['재난문자', 'disaster messages'],
  ['문화재', 'heritage'],
  ['체육시설', 'sports facilities'],
  ['사회복지시설', 'welfare facilities'],
  ['관광숙박업', 'tourist lodging'],
  ['무인민원발급기', 'document kiosks'],
] as const;
const KINDS = [
  ['현황', 'status'],
  ['통계', 'statistics'],
  ['위치정보', 'locations'],
  ['이용내역', 'usage records'],
  ['점검결과', 'inspection results'],
  ['예산집행', 'budget execution'],
] as const;
const DEPARTMENTS = [
  ['senior-welfare', '노인복지과', 'Senior Welfare Division'],
  ['transport-planning', '교통정책과', 'Transport Policy Division'],
  ['air-quality', '대기환경과', 'Air Quality Division'],
  ['tourism', '관광마이스국', 'Tourism and MICE Bureau'],
  ['safety-policy', '안전정책과', 'Safety Policy Division'],
] as const;
const COLUMNS = [
  ['sgg_cd', '시군구코드', 'District code', 'SGG_CD'],
  ['crtr_ym', '기준연월', 'Month', 'CRTR_YM'],
  ['fclt_nm', '시설명', 'Facility name', 'FCLT_NM'],
  ['addr', '소재지도로명주소', 'Road address', 'LCTN_ROAD_NM_ADDR'],
  ['lat', '위도', 'Latitude', 'LAT'],
  ['lot', '경도', 'Longitude', 'LOT'],
  ['telno', '전화번호', 'Telephone', 'TELNO'],
  ['nocs', '건수', 'Count', 'NOCS'],
] as const;
const DOMAINS = ['population', 'transport', 'environment', 'safety', 'tourism'];
const CADENCES = ['monthly', 'quarterly', 'yearly', 'irregular'] as const;

/** Repeatable numbers from 0 up to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function generatedNode(at: number, random: () => number): DatasetNode {
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T => {
    const one = list[Math.floor(random() * list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const [place, [subject, subjectEn], [kind, kindEn]] = [pick(PLACES), pick(SUBJECTS), pick(KINDS)];
  const [code, owner, ownerEn] = pick(DEPARTMENTS);
  const year = 2010 + Math.floor(random() * 14);
  const domain = pick(DOMAINS);
  const columns = COLUMNS.filter(() => random() < 0.6);
  return {
    id: `generated-${at}`,
    version: '1.0.0',
    contractVersion: '1.0.0',
    class: random() < 0.7 ? 'open' : 'internal',
    title: { ko: `${place} ${subject} ${kind} ${at}`, en: `${subjectEn}, ${kindEn} ${at}` },
    summary: {
      ko: `${place}의 ${subject} ${kind}을 ${owner}에서 모아 정리한 자료입니다. ${year}년부터 담았고 시설과 위치가 들어 있습니다.`,
      en: `The ${kindEn} of ${subjectEn}, collected by the ${ownerEn}. Figures start in ${year}.`,
    },
    publisher: { ko: place, en: `Office ${PLACES.indexOf(place)}` },
    source: { ko: `${owner} 내부 자료`, en: `Records of the ${ownerEn}` },
    licence: { id: pick(['KOGL-1', 'KOGL-2', 'unstated']) },
    owner: { code, name: { ko: owner, en: ownerEn }, sample: true },
    domain,
    cadence: pick(CADENCES),
    grain: 'month',
    asOf: '2023-12-31',
    period: { from: `${year}-01-01`, to: '2023-12-01' },
    freshness: 'on-time',
    nextDue: null,
    columns: columns.map(([name, ko, en, term]) => ({
      name,
      type: 'VARCHAR',
      role: 'attribute',
      title: { ko, en },
      businessName: ko,
      term,
      required: false,
      key: null,
    })),
    caveats: [],
    files: [{ role: 'base', format: 'parquet', hash: '0'.repeat(64), bytes: 1, rows: 1 }],
    rows: 1,
    usedBy: [],
  };
}

/** A catalogue of made-up datasets; the same count and seed give the same catalogue. */
export function generatedCatalogue(count: number, seed = 1): DatasetNode[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, at) => generatedNode(at, random));
}
