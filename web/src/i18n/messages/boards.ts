import { withParticle } from '@bada/shared';
/** Words of saved views. */
export interface BoardMessages {
  title: string;
  intro: string;
  save: string;
  saveTitle: string;
  nameLabel: string;
  nameHint: string;
  nameMissing: string;
  cancel: string;
  keep: string;
  saved: (name: string) => string;
  open: string;
  openNamed: (name: string) => string;
  rename: string;
  renameNamed: (name: string) => string;
  renameTitle: string;
  renamed: (name: string) => string;
  remove: string;
  removeNamed: (name: string) => string;
  removed: (name: string) => string;
  restored: (name: string) => string;
  failed: (what: string, next: string) => string;
  empty: { title: string; reason: string; action: string };
  changedOn: (date: string) => string;
  more: string;
  /** A view of an indicator that is no more. */
  withdrawn: (indicator: string) => string;
  columns: { name: string; shows: string; changed: string; actions: string };
  suggested: (indicator: string, place: string | undefined, period: string | undefined) => string;
}

export const boardsKo: BoardMessages = {
  title: '내 보기',
  intro:
    '저장한 보기를 열면 고른 지표·구·군·시점이 그대로 나옵니다. 값은 늘 현재 자료에서 다시 셈합니다.',
  save: '보기 저장',
  saveTitle: '이 보기를 저장',
  nameLabel: '이름',
  nameHint: '회의나 업무에서 알아볼 수 있는 이름이 좋습니다.',
  nameMissing: '이름을 적어 주십시오.',
  cancel: '취소',
  keep: '저장',
  saved: (name) => `‘${name}’ 보기를 저장했습니다.`,
  open: '열기',
  openNamed: (name) => `${name} 열기`,
  rename: '이름 바꾸기',
  renameNamed: (name) => `${name} 이름 바꾸기`,
  renameTitle: '이름 바꾸기',
  renamed: (name) => `이름을 ${withParticle(`‘${name}’`, '으로/로')} 바꾸었습니다.`,
  remove: '지우기',
  removeNamed: (name) => `${name} 지우기`,
  removed: (name) => `‘${name}’ 보기를 지웠습니다.`,
  restored: (name) => `‘${name}’ 보기를 되돌렸습니다.`,
  failed: (what, next) => `${what} ${next}`,
  empty: {
    title: '저장한 보기가 없습니다',
    reason: '개요에서 지표와 구·군을 고른 뒤 ‘보기 저장’을 누르면 여기에 쌓입니다.',
    action: '개요로 가기',
  },
  changedOn: (date) => `${date} 바꿈`,
  more: '더 보기',
  withdrawn: (indicator) => `없어진 지표(${indicator})`,
  columns: { name: '이름', shows: '내용', changed: '바꾼 날', actions: '할 일' },
  suggested: (indicator, place, period) =>
    [indicator, place, period].filter((part) => part !== undefined).join(' · '),
};

export const boardsEn: BoardMessages = {
  title: 'My views',
  intro:
    'A saved view opens with the indicator, districts and period you chose. Figures are always computed from the current data.',
  save: 'Save view',
  saveTitle: 'Save this view',
  nameLabel: 'Name',
  nameHint: 'Choose a name that you will recognise in a meeting.',
  nameMissing: 'Please enter a name.',
  cancel: 'Cancel',
  keep: 'Save',
  saved: (name) => `The view “${name}” was saved.`,
  open: 'Open',
  openNamed: (name) => `Open ${name}`,
  rename: 'Rename',
  renameNamed: (name) => `Rename ${name}`,
  renameTitle: 'Rename the view',
  renamed: (name) => `The view is now called “${name}”.`,
  remove: 'Delete',
  removeNamed: (name) => `Delete ${name}`,
  removed: (name) => `The view “${name}” was deleted.`,
  restored: (name) => `The view “${name}” is back.`,
  failed: (what, next) => `${what} ${next}`,
  empty: {
    title: 'There are no saved views yet',
    reason: 'Choose an indicator and districts in the overview and press “Save view”.',
    action: 'Go to the overview',
  },
  changedOn: (date) => `changed ${date}`,
  more: 'Show more',
  withdrawn: (indicator) => `Withdrawn indicator (${indicator})`,
  columns: { name: 'Name', shows: 'Shows', changed: 'Changed', actions: 'Actions' },
  suggested: (indicator, place, period) =>
    [indicator, place, period].filter((part) => part !== undefined).join(' · '),
};
