/** Words of the primitives, the charts and the map. */
export interface UiMessages {
  close: string;
  undo: string;
  retry: string;
  dismiss: string;
  loading: string;
  errorTitles: Record<'load' | 'save' | 'act', string>;
  errorCode: (code: string) => string;
  sample: string;
  sampleHint: string;
  status: { good: string; caution: string; warning: string; none: string };
  missing: string;
  suppressed: string;
  notComputable: string;
  provisional: string;
  revised: string;
  districts: (count: number) => string;
  unitCaption: (unit: string) => string;
  below: (bound: string) => string;
  atLeast: (bound: string) => string;
  selected: string;
  notifications: string;
  map: {
    zoomIn: string;
    zoomOut: string;
    reset: string;
    hint: string;
    ctrlZoom: string;
    cmdZoom: string;
    twoFingers: string;
    noWebGl: string;
  };
  chart: { target: string; now: string; brokenSeries: string };
  /** Where a field that differs has no value. */
  nothing: string;
  yes: string;
  no: string;
  inKorean: (label: string) => string;
  inEnglish: (label: string) => string;
  leave: { title: string; reason: string; stay: string; go: string };
}

export const uiKo: UiMessages = {
  close: '닫기',
  undo: '되돌리기',
  retry: '다시 시도',
  dismiss: '알림 닫기',
  loading: '불러오는 중',
  errorTitles: {
    load: '불러오지 못했습니다',
    save: '저장하지 못했습니다',
    act: '처리하지 못했습니다',
  },
  errorCode: (code) => `오류 코드 ${code}`,
  sample: '예시',
  sampleHint: '설명을 위한 예시이며 시의 공식 값이 아닙니다',
  status: { good: '양호', caution: '주의', warning: '경고', none: '판단 불가' },
  missing: '값 없음',
  suppressed: '비공개',
  notComputable: '산출 불가',
  provisional: '잠정',
  revised: '수정',
  districts: (count) => `${count}개 구·군`,
  unitCaption: (unit) => `(단위: ${unit})`,
  below: (bound) => `${bound} 미만`,
  atLeast: (bound) => `${bound} 이상`,
  selected: '선택됨',
  notifications: '알림',
  map: {
    zoomIn: '확대',
    zoomOut: '축소',
    reset: '처음 위치로',
    hint: '화살표로 구·군을 옮겨 다니고 Enter로 선택, Esc로 선택을 지웁니다',
    ctrlZoom: 'Ctrl 키를 누른 채 휠을 돌리면 확대됩니다',
    cmdZoom: '⌘ 키를 누른 채 휠을 돌리면 확대됩니다',
    twoFingers: '두 손가락으로 지도를 움직이세요',
    noWebGl: '이 브라우저에서는 지도를 그릴 수 없어 타일로 보여 드립니다',
  },
  chart: { target: '목표', now: '기준 시점', brokenSeries: '기준 변경' },
  nothing: '없음',
  yes: '예',
  no: '아니요',
  inKorean: (label) => `${label}(한국어)`,
  inEnglish: (label) => `${label}(영어)`,
  leave: {
    title: '저장하지 않은 내용이 있습니다',
    reason: '이 화면을 떠나면 고친 내용이 사라집니다.',
    stay: '계속 고치기',
    go: '버리고 떠나기',
  },
};

export const uiEn: UiMessages = {
  close: 'Close',
  undo: 'Undo',
  retry: 'Try again',
  dismiss: 'Dismiss notification',
  loading: 'Loading',
  errorTitles: {
    load: 'This could not be loaded',
    save: 'This could not be saved',
    act: 'This could not be done',
  },
  errorCode: (code) => `Error code ${code}`,
  sample: 'Sample',
  sampleHint: 'An example for illustration, not an official value of the city',
  status: { good: 'On track', caution: 'Caution', warning: 'Warning', none: 'Not assessed' },
  missing: 'No value',
  suppressed: 'Withheld',
  notComputable: 'Not computable',
  provisional: 'provisional',
  revised: 'revised',
  districts: (count) => `${count} ${count === 1 ? 'district' : 'districts'}`,
  unitCaption: (unit) => `(unit: ${unit})`,
  below: (bound) => `under ${bound}`,
  atLeast: (bound) => `${bound} or more`,
  selected: 'selected',
  notifications: 'Notifications',
  map: {
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    reset: 'Reset the view',
    hint: 'Arrows walk the districts, Enter selects, Escape clears the selection',
    ctrlZoom: 'Hold Ctrl and scroll to zoom the map',
    cmdZoom: 'Hold ⌘ and scroll to zoom the map',
    twoFingers: 'Use two fingers to move the map',
    noWebGl: 'This browser cannot draw the map, so tiles are shown instead',
  },
  chart: { target: 'Target', now: 'Shown period', brokenSeries: 'Definition changed' },
  nothing: 'nothing',
  yes: 'yes',
  no: 'no',
  inKorean: (label) => `${label} (Korean)`,
  inEnglish: (label) => `${label} (English)`,
  leave: {
    title: 'There are unsaved changes',
    reason: 'Leaving this page drops them.',
    stay: 'Keep editing',
    go: 'Drop and leave',
  },
};
