import { withParticle } from '@bada/shared';

/** Words for the columns of a dataset seen together. */
export interface LinkedMessages {
  title: string;
  intro: string;
  open: string;
  openSize: (size: string) => string;
  starting: string;
  none: string;
  unavailable: string;
  by: { browser: string; server: string };
  weight: string;
  weights: {
    rows: string;
    sum: (column: string) => string;
    mean: (column: string) => string;
    median: (column: string) => string;
  };
  districtsOnly: string;
  /** n of N rows. */
  chosen: (rows: string, all: string) => string;
  everything: (all: string) => string;
  chips: string;
  remove: (choice: string) => string;
  reset: string;
  table: string;
  charts: string;
  brush: (column: string) => string;
  brushHint: string;
  from: (from: string, to: string) => string;
  allRange: string;
  missing: string;
  others: string;
  value: string;
  shown: string;
  whole: string;
  sqlMeasure: string;
  sqlOther: string;
  failed: string;
}

export const linkedKo: LinkedMessages = {
  title: '함께 보기',
  intro: '한 항목에서 구간이나 값을 고르면 다른 항목이 바로 따라 바뀝니다.',
  open: '함께 보기 열기',
  openSize: (size) => `이 브라우저로 자료(최대 ${size})를 받아 계산합니다.`,
  starting: '자료를 준비하고 있습니다.',
  none: '함께 볼 수 있는 항목이 없습니다.',
  unavailable:
    '지금 게시된 판이 아니거나 작은 수를 아직 숨기지 않은 판이어서 함께 볼 수 없습니다. 항목별 분포는 위 표에서 볼 수 있습니다.',
  by: { browser: '이 브라우저에서 계산했습니다.', server: '서버에서 계산했습니다.' },
  weight: '막대의 뜻',
  weights: {
    rows: '행 수',
    sum: (column) => `${column} 합계`,
    mean: (column) => `${column} 행 평균`,
    median: (column) => `${column} 중앙값`,
  },
  districtsOnly: '구·군의 행만 셉니다. 읍·면·동의 행도 함께 세면 같은 것을 두 번 더하게 됩니다.',
  chosen: (rows, all) => `전체 ${all}행 가운데 ${withParticle(`${rows}행`, '을/를')} 골랐습니다.`,
  everything: (all) => `전체 ${all}행을 모두 보고 있습니다.`,
  chips: '고른 조건',
  remove: (choice) => `${choice} 조건 지우기`,
  reset: '모두 지우기',
  table: '표로 보기',
  charts: '그림으로 보기',
  brush: (column) => `${column} 구간`,
  brushHint:
    '왼쪽·오른쪽 화살표로 구간을 옮기고, Shift와 함께 누르면 끝을 늘리거나 줄입니다. Esc를 누르면 지웁니다.',
  from: (from, to) => (from === to ? from : `${from} ~ ${to}`),
  allRange: '전체',
  missing: '값 없음',
  others: '그 밖의 값',
  value: '값',
  shown: '고른 행',
  whole: '전체',
  sqlMeasure: '중앙값은 미리 더해 둘 수 없어, 고를 때마다 모든 행에서 다시 계산합니다.',
  sqlOther: '나누어 둔 칸이 너무 많아, 고를 때마다 모든 행에서 다시 계산합니다.',
  failed: '계산하지 못했습니다. 함께 보기를 다시 열어 주십시오.',
};

export const linkedEn: LinkedMessages = {
  title: 'Seen together',
  intro: 'Choose a range or values of one column, and the others follow at once.',
  open: 'Open the linked view',
  openSize: (size) => `Fetches the data (at most ${size}) and computes in this browser.`,
  starting: 'Preparing the data.',
  none: 'No columns can be seen together.',
  unavailable:
    'This is not the version now published, or its small counts are not hidden yet, so it cannot be seen together. The table above shows how each column is spread.',
  by: { browser: 'Computed in this browser.', server: 'Computed on the server.' },
  weight: 'Bars show',
  weights: {
    rows: 'Rows',
    sum: (column) => `Sum of ${column}`,
    mean: (column) => `Mean of ${column} over rows`,
    median: (column) => `Median of ${column}`,
  },
  districtsOnly:
    'Only rows of districts are counted. With those of their neighbourhoods the same would be added up twice.',
  chosen: (rows, all) => `${rows} of ${all} rows are chosen.`,
  everything: (all) => `All ${all} rows are shown.`,
  chips: 'What is chosen',
  remove: (choice) => `Remove ${choice}`,
  reset: 'Clear all',
  table: 'Show as tables',
  charts: 'Show as charts',
  brush: (column) => `Range of ${column}`,
  brushHint: 'Left and right arrows move the range; with Shift they move its end. Esc clears it.',
  from: (from, to) => (from === to ? from : `${from} – ${to}`),
  allRange: 'all',
  missing: 'No value',
  others: 'Other values',
  value: 'Value',
  shown: 'Chosen rows',
  whole: 'All',
  sqlMeasure:
    'A median cannot be added up in advance; it is computed from all rows at each choice.',
  sqlOther:
    'There are too many cells to prepare; the bars are computed from all rows at each choice.',
  failed: 'This could not be computed. Open the linked view again.',
};
