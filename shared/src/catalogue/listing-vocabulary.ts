import type { Cadence } from '../model/cadence.ts';

/** Words of the national portal for how often a listing is updated, and our cadence of each. */
export const UPDATE_CYCLES: readonly (readonly [word: string, cadence: Cadence])[] = [
  ['실시간', 'realtime'],
  ['일간', 'daily'],
  ['주간', 'weekly'],
  ['월간', 'monthly'],
  ['분기', 'quarterly'],
  ['반기', 'half-yearly'],
  ['연간', 'yearly'],
  ['수시(1회성 데이터)', 'once'],
  ['수시', 'irregular'],
];

/** Words of the national portal for licences. */
export const PERMISSIONS: readonly (readonly [words: string, licence: string])[] = [
  ['공공저작물_출처표시', 'KOGL-1'],
  ['공공저작물_출처표시_상업용금지', 'KOGL-2'],
  ['공공저작물_출처표시_변경금지', 'KOGL-3'],
  ['공공저작물_출처표시_상업용금지_변경금지', 'KOGL-4'],
  ['저작자표시', 'CC-BY-4.0'],
  ['이용허락범위 제한 없음', 'CC0-1.0'],
];

/** Classes of the government's function model (분류체계), and our field of each. */
export const CLASSIFICATIONS: readonly (readonly [words: string, domain: string])[] = [
  ['일반공공행정 - 일반행정', 'population'],
  ['사회복지 - 사회복지일반', 'welfare'],
  ['산업·통상·중소기업 - 산업진흥·고도화', 'economy'],
  ['재정·세제·금융 - 재정', 'finance'],
  ['교통및물류 - 도로', 'transport'],
  ['환경 - 대기', 'environment'],
  ['공공질서및안전 - 안전관리', 'safety'],
  ['문화체육관광 - 관광', 'tourism'],
];

/** The second of the pair that begins with a word. */
export function meaningOf<T extends string>(
  pairs: readonly (readonly [string, T])[],
  word: string,
): T | undefined {
  const plain = (text: string) => text.replaceAll(/\s/g, '');
  return pairs.find(([known]) => plain(known) === plain(word))?.[1];
}

/** The first of the pair that ends with a meaning. */
export function wordFor(
  pairs: readonly (readonly [string, string])[],
  meaning: string,
): string | undefined {
  return pairs.find(([, known]) => known === meaning)?.[0];
}
