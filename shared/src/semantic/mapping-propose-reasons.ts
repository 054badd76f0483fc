import type { Localized } from '../model/localized.ts';
import type { Guesses, KeyGuess, ProposalReason, SumGuess } from './mapping-proposal.ts';
import { hasPositions } from './mapping-propose-columns.ts';
import { proposedName } from './mapping-propose-text.ts';

const SAID = {
  file: {
    ko: '파일 이름의 연·월을 일반화했습니다.',
    en: 'Year and month in the file name were made general.',
  },
  header: {
    ko: '숫자가 시작되는 행 앞을 머리글로 보았습니다.',
    en: 'What stands before the first figures was taken as the header.',
  },
  pivot: {
    ko: '이름이 숫자만 다른 열들을 행으로 세웁니다.',
    en: 'Columns whose names differ in numbers only become rows.',
  },
  totals: {
    ko: '합계 행을 갈라 검산에 씁니다.',
    en: 'Totals rows are split off and used as a check.',
  },
  bare: {
    ko: '시·도 없이 구·군 이름만 있어 부산으로 보았습니다. 확인이 필요합니다.',
    en: 'District names stand without a province; Busan is assumed and must be confirmed.',
  },
  triangle: {
    ko: '△·▲가 있습니다. 감소인지 증가인지 정해야 읽습니다.',
    en: 'There are △ or ▲: say whether they mean minus or increase, or they are not read.',
  },
  missing: {
    ko: '값이 없음을 뜻하는 글이 있습니다. 뜻을 확인하십시오.',
    en: 'Some texts stand for missing values; confirm what each means.',
  },
  positions: {
    ko: '위도·경도 열이 있습니다. 좌표계를 찾고, 말한 구·군 안에 있는지 살핍니다.',
    en: 'There are columns of latitude and longitude: their reference system is looked for, and whether they lie in the district of their row.',
  },
  period: {
    ko: '기간을 담은 열이 없어 시트나 파일 이름에서 읽었습니다. 자료의 기간이 맞는지 확인하십시오.',
    en: 'No column tells the period; it is read from the name of the sheet or file. Confirm that it is the period of the figures.',
  },
  hours: {
    ko: '날짜를 알 수 없어 시간대만 두었습니다. 24시는 그날의 끝으로 둡니다. 날짜가 있으면 알려 주십시오.',
    en: 'No day is told, so the hours are kept by themselves, 24 being the end of its day. Say the day if there is one.',
  },
  unit: {
    ko: '표 위에 적힌 단위를 숫자 열에 썼습니다. 확인하십시오.',
    en: 'The unit written above the table was taken for its figures; confirm it.',
  },
} satisfies Record<string, Localized>;

function hasHours({ pivot, single }: Guesses): boolean {
  return (
    pivot?.groups.includes('hour') === true || single.some(({ guess }) => guess.type === 'hours')
  );
}

function keyReasons({ key, titles, confidence, except, repeated }: KeyGuess): ProposalReason[] {
  if (key.length > 0) {
    const [ko, en] = [
      `표본에서 행을 구별하는 열을 열쇠로 삼았습니다: ${titles.join(', ')}`,
      `These columns tell the rows of the sample apart and make the key: ${titles.join(', ')}`,
    ];
    const again = {
      ko: `열쇠가 있으므로 모든 칸이 같은 행은 되풀이된 것으로 봅니다. 표본에는 ${repeated}행 있습니다.`,
      en: `With a key, rows equal in every cell are one told again; ${repeated} in the sample.`,
    };
    return [
      { where: 'key', confidence, ko, en },
      { where: 'duplicates', confidence, ...again },
    ];
  }
  if (!except) return [];
  const running = except.join(', ');
  const ko = `‘${running}’ 말고는 모두 같은 행이 표본에 ${repeated}행 있습니다. 되풀이된 것인지 확인하십시오.`;
  const en = `${repeated} rows of the sample repeat another in all but “${running}”. Confirm that they are told again.`;
  return [{ where: 'duplicates', confidence: 0.5, ko, en }];
}

function sumReason({ header, parts, confidence }: SumGuess): ProposalReason {
  const ko =
    parts === 'pivot'
      ? '행으로 세우는 열들의 합과 같아 검산에 씁니다.'
      : `이어진 ${parts.length}개 열의 합과 같아 검산에 씁니다(${parts.join(', ')}).`;
  const en =
    parts === 'pivot'
      ? 'It is the sum of the columns that become rows, and is checked against them.'
      : `It is the sum of ${parts.length} columns and is checked against them (${parts.join(', ')}).`;
  return { where: header, confidence, ko, en };
}

/** Why a proposal is as it is. */
export function reasonsOf(
  guesses: Guesses,
  { key, sums, isStamped }: { key: KeyGuess; sums: readonly SumGuess[]; isStamped: boolean },
): ProposalReason[] {
  const { header, pivot, single, totals, place, period, unit } = guesses;
  const columns = single.flatMap(({ header: where, guess }): ProposalReason[] => [
    { where, confidence: guess.confidence, ...guess.reason },
    ...(guess.triangles ? [{ where, confidence: 0.1, ...SAID.triangle }] : []),
    ...(Object.keys(guess.missing).length > 0 ? [{ where, confidence: 0.5, ...SAID.missing }] : []),
  ]);
  const isBare = place !== undefined && JSON.stringify(place).includes('within');
  return [
    { where: 'file', confidence: 0.8, ...SAID.file },
    { where: 'header', confidence: header.confidence, ...SAID.header },
    ...(pivot ? [{ where: 'pivot', confidence: 0.85, ...SAID.pivot }] : []),
    ...(totals.length > 0 ? [{ where: 'totals', confidence: 0.75, ...SAID.totals }] : []),
    ...(isBare ? [{ where: 'place', confidence: 0.5, ...SAID.bare }] : []),
    ...(period ? [{ where: 'period', confidence: 0.5, ...SAID.period }] : []),
    ...(hasPositions(single.map((one) => proposedName(one.header, one.index).name))
      ? [{ where: 'positions', confidence: 0.8, ...SAID.positions }]
      : []),
    ...(unit ? [{ where: 'unit', confidence: 0.6, ...SAID.unit }] : []),
    ...(!isStamped && hasHours(guesses)
      ? [{ where: 'hours', confidence: 0.6, ...SAID.hours }]
      : []),
    ...keyReasons(key),
    ...sums.map(sumReason),
    ...columns,
  ];
}
