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
