/** Words of counts that are hidden for being small. */
export interface SmallCellsMessages {
  title: string;
  /** What is hidden of a dataset; `count` is absent where its version does not tell. */
  hidden: (k: string, count: string | undefined) => string;
  /** Of the answers shown. */
  suppressed: (count: string) => string;
  help: string;
  onlyStewards: string;
  none: string;
  notPossible: string;
  on: string;
  k: string;
  kHint: string;
  kError: string;
  counts: (names: string) => string;
  dimensions: (names: string) => string;
  group: (dimension: string) => string;
  groupHint: string;
  allTogether: string;
  takenBack: string;
  forecast: string;
  forecasting: string;
  wouldHide: (rows: string, all: string, cells: string) => string;
  wouldHideAll: (rows: string) => string;
  wouldHideNone: string;
}

export const smallCellsKo: SmallCellsMessages = {
  title: '작은 수 가리기',
  hidden: (k, count) =>
    count === undefined
      ? `소관 부서 밖으로는 ${k} 미만인 수와 그 수를 거꾸로 계산할 수 있게 하는 다른 수를 가립니다.`
      : `소관 부서 밖으로는 ${k} 미만인 수와 그 수를 거꾸로 계산할 수 있게 하는 다른 수를 합쳐 ${count}칸을 가립니다.`,
  suppressed: (count) => `작은 수를 지키려고 값 ${count}개를 가렸습니다. 없는 값이나 0이 아닙니다.`,
  help: '인원처럼 작은 수가 드러나면 누구인지 알 수 있는 자료에 둡니다. 저장하면 바로 지금 판과 내려받기에서 가려지고, 가리기 전의 판은 더 내보내지 않습니다. 소관 부서와 자료 관리자는 화면에서 모든 수를 봅니다.',
  onlyStewards: '자료 관리자만 바꿀 수 있습니다.',
  none: '가리지 않습니다.',
  notPossible:
    '이 자료에는 둘 수 없습니다. 정수인 측정값, 세 열까지의 키, 글자로 된 상태 열이 있어야 합니다.',
  on: '작은 수를 가립니다',
  k: '이 수 미만이면 가림',
  kHint: '2부터 1,000까지. 0은 가리지 않습니다.',
  kError: '2부터 1,000까지의 정수로 적으십시오.',
  counts: (names) => `함께 가리는 수: ${names}`,
  dimensions: (names) => `수를 가르는 구분(키): ${names}`,
  group: (dimension) => `${dimension}의 합계를 내는 묶음`,
  groupHint:
    '소계가 따로 공개되는 구분이면 그 소계를 나타내는 열을 고르십시오. 가린 수를 소계에서 빼어 알아낼 수 없게 묶음 안에서 다른 칸도 함께 가립니다.',
  allTogether: '전체를 한 묶음으로',
  takenBack: '규칙을 거두면 다음 판부터 모든 수가 공개됩니다. 지금 판은 가린 채로 남습니다.',
  forecast: '가려질 칸 미리 세기',
  forecasting: '세는 중입니다.',
  wouldHide: (rows, all, cells) =>
    `지금 판의 ${all}행 가운데 ${rows}행, 모두 ${cells}칸이 가려집니다.`,
  wouldHideAll: (rows) =>
    `지금 판의 ${rows}행에서 수가 모두 가려집니다. 함께 가릴 짝이 없거나 5만 행을 넘으면 일부만 가려서는 지킬 수 없습니다.`,
  wouldHideNone: '지금 판에는 가려질 수가 없습니다.',
};

export const smallCellsEn: SmallCellsMessages = {
  title: 'Hiding small counts',
  hidden: (k, count) =>
    count === undefined
      ? `Outside the owner department, counts below ${k} are hidden, and others that would give them away.`
      : `Outside the owner department, ${count} cells are hidden: counts below ${k}, and others that would give them away.`,
  suppressed: (count) =>
    `${count} values are hidden to protect small counts; they are neither missing nor zero.`,
  help: 'For data in which a small count would tell who is meant. Once saved, the current version and its downloads are cut at once, and versions from before are no longer handed out. The owner department and stewards read all counts on the page.',
  onlyStewards: 'Only data stewards may change it.',
  none: 'Nothing is hidden.',
  notPossible:
    'Not possible for this dataset: it takes whole-number measures, a key of up to three columns and a status column of text.',
  on: 'Hide small counts',
  k: 'Hide counts below',
  kHint: 'From 2 to 1,000. Zeros are shown.',
  kError: 'Enter a whole number from 2 to 1,000.',
  counts: (names) => `Hidden together: ${names}`,
  dimensions: (names) => `Told apart by (the key): ${names}`,
  group: (dimension) => `Group that ${dimension} is totalled in`,
  groupHint:
    'Where subtotals are published, choose the column that names them: other cells of the same group are hidden as well, so that no subtotal gives a count away.',
  allTogether: 'Everything together',
  takenBack: 'Without the rule all counts are shown from the next version on; this one stays cut.',
  forecast: 'Count what would be hidden',
  forecasting: 'Counting.',
  wouldHide: (rows, all, cells) =>
    `${rows} of the ${all} rows of this version would be hidden, ${cells} cells in all.`,
  wouldHideAll: (rows) =>
    `All counts of the ${rows} rows would be hidden: without partners to hide with, or beyond 50,000 rows, a part would not protect them.`,
  wouldHideNone: 'This version holds nothing to hide.',
};
