/** Words of the frame around every page. */
export interface ShellMessages {
  product: string;
  skip: string;
  navigation: string;
  overview: string;
  indicators: string;
  boards: string;
  catalog: string;
  otherLanguage: string;
  otherLanguageName: string;
  theme: string;
  themes: { light: string; dark: string; contrast: string };
  keys: {
    title: string;
    open: string;
    everywhere: string;
    pages: string;
    search: string;
    help: string;
    close: string;
    walk: string;
    select: string;
    clear: string;
    table: string;
  };
  notFound: { title: string; reason: string; back: string };
  crashed: { title: string; next: string; reload: string };
}

export const shellKo: ShellMessages = {
  product: 'BADA 부산 행정데이터 분석',
  skip: '본문으로 건너뛰기',
  navigation: '주 메뉴',
  overview: '개요',
  indicators: '지표',
  boards: '보드',
  catalog: '자료',
  otherLanguage: 'EN',
  otherLanguageName: 'EN, 영어로 보기',
  theme: '화면 색',
  themes: { light: '밝게', dark: '어둡게', contrast: '고대비' },
  keys: {
    title: '단축키',
    open: '단축키 보기',
    everywhere: '모든 화면',
    pages: '화면 이동(g를 누른 뒤)',
    search: '찾기',
    help: '단축키 보기',
    close: '창 닫기',
    walk: '지도·타일에서 구·군 코드 순으로 옮겨 가기',
    select: '구·군 고르기',
    clear: '고른 구·군 지우기',
    table: '표로 보기, 다시 누르면 지도로',
  },
  notFound: {
    title: '없는 쪽입니다',
    reason: '주소가 바뀌었거나 지워졌습니다.',
    back: '개요로 가기',
  },
  crashed: {
    title: '이 화면을 그리지 못했습니다',
    next: '고른 내용은 주소에 남아 있습니다. 다시 불러오면 이어서 볼 수 있습니다.',
    reload: '다시 불러오기',
  },
};

export const shellEn: ShellMessages = {
  product: 'BADA Busan Administrative Data Analytics',
  skip: 'Skip to content',
  navigation: 'Main',
  overview: 'Overview',
  indicators: 'Indicators',
  boards: 'Boards',
  catalog: 'Data',
  otherLanguage: '한',
  otherLanguageName: '한국어, show in Korean',
  theme: 'Colours',
  themes: { light: 'Light', dark: 'Dark', contrast: 'Contrast' },
  keys: {
    title: 'Keyboard shortcuts',
    open: 'Show keyboard shortcuts',
    everywhere: 'On every page',
    pages: 'Go to a page (after g)',
    search: 'Search',
    help: 'Show these shortcuts',
    close: 'Close a window',
    walk: 'Walk the districts of map and tiles in code order',
    select: 'Select the district',
    clear: 'Clear the selection',
    table: 'Show the table, again for the map',
  },
  notFound: {
    title: 'There is no such page',
    reason: 'The address was changed or removed.',
    back: 'Go to the overview',
  },
  crashed: {
    title: 'This page could not be drawn',
    next: 'What you chose is kept in the address; reload to go on.',
    reload: 'Reload',
  },
};
