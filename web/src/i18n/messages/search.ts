import { withParticle } from '@bada/shared';
/** Words of the search from anywhere. */
export interface SearchMessages {
  open: string;
  keys: string;
  title: string;
  label: string;
  hint: string;
  kinds: Record<
    'indicator' | 'dataset' | 'elsewhere' | 'column' | 'term' | 'board' | 'department' | 'page',
    string
  >;
  group: (kind: string, total: string) => string;
  found: (count: string) => string;
  forgiving: string;
  none: (text: string) => string;
  waiting: string;
}

export const searchKo: SearchMessages = {
  open: '찾기',
  keys: '찾기 (Ctrl+K 또는 /)',
  title: '찾기',
  label: '찾을 말',
  hint: '지표, 자료, 열, 용어, 보드, 부서, 화면을 찾습니다. 초성으로도 찾고, 화살표로 고릅니다.',
  kinds: {
    indicator: '지표',
    dataset: '자료',
    elsewhere: '외부 자료',
    column: '열',
    term: '표준용어',
    board: '보드',
    department: '부서',
    page: '화면',
  },
  group: (kind, total) => `${kind} ${total}`,
  found: (count) => `${count}건을 찾았습니다.`,
  forgiving: '적은 그대로는 없어서 비슷한 말로 찾았습니다.',
  none: (text) => `${withParticle(`‘${text}’`, '을/를')} 담은 것이 없습니다. 낱말을 줄여 보십시오.`,
  waiting: '찾는 중입니다.',
};

export const searchEn: SearchMessages = {
  open: 'Search',
  keys: 'Search (Ctrl+K or /)',
  title: 'Search',
  label: 'Search for',
  hint: 'Indicators, datasets, columns, terms, boards, departments and pages. Arrows choose, Enter opens.',
  kinds: {
    indicator: 'Indicators',
    dataset: 'Datasets',
    elsewhere: 'Datasets elsewhere',
    column: 'Columns',
    term: 'Standard terms',
    board: 'Boards',
    department: 'Departments',
    page: 'Pages',
  },
  group: (kind, total) => `${kind} ${total}`,
  found: (count) => (count === '1' ? '1 find.' : `${count} finds.`),
  forgiving: 'Nothing holds these words as typed; similar ones are shown.',
  none: (text) => `Nothing holds “${text}”. Try fewer words.`,
  waiting: 'Searching.',
};
