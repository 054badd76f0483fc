/** Words of comparing a dataset's versions and going back to one. */
export interface VersionMessages {
  made: string;
  by: (job: string, who: string) => string;
  jobs: Record<string, string>;
  unknownRun: string;
  score: string;
  actions: string;
  compare: (version: string) => string;
  compareShort: string;
  restore: (version: string) => string;
  restoreShort: string;
  restored: (version: string) => string;
  diff: (before: string, after: string) => string;
  counts: (added: string, removed: string, changed: string, same: string) => string;
  same: string;
  unkeyed: string;
  columns: string;
  noDrift: string;
  drift: Record<'added' | 'removed' | 'retyped' | 'reordered' | 'redefined', string>;
  breaking: string;
  harmless: string;
  show: string;
  kinds: Record<'all' | 'added' | 'removed' | 'changed', string>;
  kind: string;
  key: string;
  before: string;
  after: string;
  rows: string;
  shown: (from: string, to: string) => string;
  earlier: string;
  later: string;
  close: string;
}

export const versionsKo: VersionMessages = {
  made: '만든 일',
  by: (job, who) => (who === '' ? job : `${job} · ${who}`),
  jobs: {
    extracts: '추출본 만들기',
    intake: '자료 들임',
    restore: '되돌림',
    reclassify: '공개 구분 바꿈',
  },
  unknownRun: '기록 없음',
  score: '품질',
  actions: '할 일',
  compare: (version) => `${version}판을 현재 판과 견주기`,
  compareShort: '견주기',
  restore: (version) => `${version}판으로 되돌리기`,
  restoreShort: '되돌리기',
  restored: (version) => `${version}판이 현재 판이 되었습니다. 다른 자료는 그대로입니다.`,
  diff: (before, after) => `${before}판과 ${after}판의 차이`,
  counts: (added, removed, changed, same) =>
    `더해진 행 ${added}, 없어진 행 ${removed}, 바뀐 행 ${changed}, 그대로인 행 ${same}입니다.`,
  same: '두 판의 행이 같습니다.',
  unkeyed: '두 판에 함께 있는 키가 없어, 바뀐 행은 없어진 행과 더해진 행으로 나누어 셉니다.',
  columns: '열의 변화',
  noDrift: '열은 그대로입니다.',
  drift: {
    added: '더해짐',
    removed: '없어짐',
    retyped: '형이 바뀜',
    reordered: '자리가 바뀜',
    redefined: '뜻이 바뀜',
  },
  breaking: '쓰는 쪽이 깨질 수 있음',
  harmless: '그대로 써도 됨',
  show: '볼 행',
  kinds: { all: '모두', added: '더해진', removed: '없어진', changed: '바뀐' },
  kind: '변화',
  key: '키',
  before: '앞선 값',
  after: '나중 값',
  rows: '달라진 행',
  shown: (from, to) => `${from}~${to}번째`,
  earlier: '앞 쪽',
  later: '다음 쪽',
  close: '견주기 닫기',
};

export const versionsEn: VersionMessages = {
  made: 'Made by',
  by: (job, who) => (who === '' ? job : `${job} · ${who}`),
  jobs: { extracts: 'build', intake: 'brought', restore: 'restored', reclassify: 'reclassified' },
  unknownRun: 'not recorded',
  score: 'Quality',
  actions: 'Actions',
  compare: (version) => `Compare version ${version} with the current one`,
  compareShort: 'Compare',
  restore: (version) => `Go back to version ${version}`,
  restoreShort: 'Go back',
  restored: (version) => `Version ${version} is current now; other datasets stay as they are.`,
  diff: (before, after) => `From version ${before} to ${after}`,
  counts: (added, removed, changed, same) =>
    `${added} rows added, ${removed} removed, ${changed} changed, ${same} the same.`,
  same: 'The rows of both versions are the same.',
  unkeyed: 'The versions share no key, so a changed row counts as one removed and one added.',
  columns: 'Columns',
  noDrift: 'The columns are the same.',
  drift: {
    added: 'added',
    removed: 'removed',
    retyped: 'type changed',
    reordered: 'moved',
    redefined: 'meaning changed',
  },
  breaking: 'may break its users',
  harmless: 'breaks nobody',
  show: 'Rows to show',
  kinds: { all: 'All', added: 'Added', removed: 'Removed', changed: 'Changed' },
  kind: 'Change',
  key: 'Key',
  before: 'Before',
  after: 'After',
  rows: 'Differing rows',
  shown: (from, to) => `${from} to ${to}`,
  earlier: 'Previous page',
  later: 'Next page',
  close: 'Close the comparison',
};
