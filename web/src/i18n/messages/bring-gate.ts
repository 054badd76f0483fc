import type { PersonalOutcome } from '@bada/shared/intake';

/** Words of what publishing would lead to. */
export interface GateMessages {
  title: string;
  working: (rows: string) => string;
  open: string;
  outcomes: Record<'pass' | 'warn' | 'block', (rules: string) => string>;
  gates: Record<'warn' | 'block', string>;
  found: (criterion: string, columns: string, errors: string, evaluated: string) => string;
  example: (key: string, value: string) => string;
  empty: string;
  rows: (after: string) => string;
  rowsBefore: (before: string, after: string, against: string) => string;
  first: string;
  same: (against: string) => string;
  drift: (against: string) => string;
  breaking: string;
  harmless: string;
  anomalies: (count: string) => string;
  noAnomalies: string;
  missing: (group: string, period: string) => string;
  departs: (
    group: string,
    period: string,
    column: string,
    value: string,
    expected: string,
  ) => string;
  personal: string;
  personalOf: (column: string, kind: string, fate: string) => string;
  fates: Record<PersonalOutcome['fate'] | 'undecided', string>;
  more: (count: string) => string;
  ways: string;
  source: string;
  mapping: string;
  contract: string;
  tasks: string;
  reason: string;
  reasonHint: string;
  reasonNeeded: string;
  blocked: string;
  refused: string;
  warned: (rules: string) => string;
  changed: (reason: string) => string;
}

export const gateKo: GateMessages = {
  title: '공개 전 확인',
  working: (rows) =>
    `행 ${rows}개로 품질 관문을 미리 지나 보고 있습니다. 아직 아무것도 공개되지 않았으며, 이 화면을 떠나면 그만둡니다.`,
  open: '계약의 빈 항목을 채우면 품질 관문의 판정을 미리 보여 드립니다.',
  outcomes: {
    pass: () => '통과: 어긴 규칙이 없습니다.',
    warn: (rules) => `주의: 경고 규칙 ${rules}개를 어겼습니다. 그대로 공개할 수 있습니다.`,
    block: (rules) => `막힘: 막음 규칙 ${rules}개를 어겨 공개할 수 없습니다.`,
  },
  gates: { warn: '경고', block: '막음' },
  found: (criterion, columns, errors, evaluated) =>
    `${criterion}(${columns}): ${evaluated}건 가운데 ${errors}건`,
  example: (key, value) => `예: ${key === '' ? value : `${key} → ${value}`}`,
  empty: '빈 값',
  rows: (after) => `첫 판이며 ${after}행입니다.`,
  rowsBefore: (before, after, against) =>
    `지난 판(${against})의 ${before}행에서 ${after}행이 됩니다.`,
  first: '이 자료의 첫 판입니다.',
  same: (against) => `지난 판(${against})과 열이 같습니다.`,
  drift: (against) => `지난 판(${against})과 다른 열`,
  breaking: '쓰는 곳에 영향',
  harmless: '영향 없음',
  anomalies: (count) => `합계에 이상한 점이 ${count}건 있습니다.`,
  noAnomalies: '합계에 이상한 점이 없습니다.',
  missing: (group, period) => `${group}: ${period} 값이 빠졌습니다.`,
  departs: (group, period, column, value, expected) =>
    `${group}: ${period} ${column} ${value}, 앞뒤로 보아 ${expected} 안팎이어야 합니다.`,
  personal: '개인정보가 있는 열',
  personalOf: (column, kind, fate) => `${column}${kind === '' ? '' : ` (${kind})`}: ${fate}`,
  fates: {
    undecided: '아직 정하지 않아 그대로 나갑니다',
    published: '그대로 두기로 하여 그대로 나갑니다',
    hidden: '열의 등급이 자료보다 좁아 ***로 나갑니다',
    masked: '가려서 나갑니다',
    'left-out': '나가지 않습니다',
  },
  more: (count) => `그 밖에 ${count}건`,
  ways: '공개하려면 다음 가운데 하나를 하십시오.',
  source: '원본의 틀린 값을 고쳐 다시 들이기',
  mapping: '매핑 고치기',
  contract: '계약의 규칙 고치기',
  tasks: '품질 조치 과제 보기',
  reason: '바꾸는 까닭',
  reasonHint: '쓰는 곳에 영향을 주는 열 변경입니다. 까닭은 판 목록에 남습니다.',
  reasonNeeded:
    '쓰는 곳에 영향을 주는 열 변경이 있습니다. 바꾸는 까닭을 적으면 공개할 수 있습니다.',
  blocked: '품질 관문에서 막혀 공개할 수 없습니다. 위에 적은 방법으로 고치십시오.',
  refused: '이대로는 공개할 수 없습니다. 위에 적은 문제를 먼저 푸십시오.',
  warned: (rules) => `경고 규칙 ${rules}개를 어긴 채 공개했습니다.`,
  changed: (reason) => `열을 바꾼 까닭: ${reason}`,
};

export const gateEn: GateMessages = {
  title: 'Before publishing',
  working: (rows) =>
    `Trying the quality gate with ${rows} rows. Nothing is published yet, and it stops when you leave this page.`,
  open: 'Fill in the open fields of the contract to see what the quality gate would say.',
  outcomes: {
    pass: () => 'Pass: no rule is broken.',
    warn: (rules) => `Caution: warning rules broken: ${rules}. It can be published all the same.`,
    block: (rules) => `Blocked: blocking rules broken: ${rules}. It cannot be published.`,
  },
  gates: { warn: 'warning', block: 'blocking' },
  found: (criterion, columns, errors, evaluated) =>
    `${criterion} (${columns}): ${errors} of ${evaluated}`,
  example: (key, value) => `e.g. ${key === '' ? value : `${key} → ${value}`}`,
  empty: 'empty',
  rows: (after) => `The first version; rows: ${after}.`,
  rowsBefore: (before, after, against) =>
    `Rows: ${before} in the last version (${against}), ${after} now.`,
  first: 'It is the first version of this dataset.',
  same: (against) => `The columns are those of the last version (${against}).`,
  drift: (against) => `Columns that differ from the last version (${against})`,
  breaking: 'breaking',
  harmless: 'harmless',
  anomalies: (count) => `Totals that look odd: ${count}.`,
  noAnomalies: 'No total looks odd.',
  missing: (group, period) => `${group}: nothing for ${period}.`,
  departs: (group, period, column, value, expected) =>
    `${group}: ${column} is ${value} for ${period}; its neighbours suggest about ${expected}.`,
  personal: 'Columns with personal data',
  personalOf: (column, kind, fate) => `${column}${kind === '' ? '' : ` (${kind})`}: ${fate}`,
  fates: {
    undecided: 'goes out as it stands, for nobody has decided',
    published: 'goes out as it stands, as was decided',
    hidden: 'goes out as ***, for the column is classified narrower than the dataset',
    masked: 'goes out masked',
    'left-out': 'does not go out',
  },
  more: (count) => `and ${count} more`,
  ways: 'To publish, do one of these.',
  source: 'Mend the wrong values in the source and bring it again',
  mapping: 'Change the mapping',
  contract: 'Change the rules of the contract',
  tasks: 'See the tasks on quality',
  reason: 'Reason of the change',
  reasonHint: 'Columns change so that readers may break. The reason is kept with the version.',
  reasonNeeded: 'Columns change so that readers may break. Give the reason to publish.',
  blocked: 'The quality gate blocks. Mend it in one of the ways above.',
  refused: 'It cannot be published like this. Solve the problem above first.',
  warned: (rules) => `Published although warning rules are broken: ${rules}.`,
  changed: (reason) => `Reason of the change: ${reason}`,
};
