import { withParticle } from '@bada/shared';

/** Words of where figures come from and go to. */
export interface LineageMessages {
  title: string;
  hint: string;
  label: string;
  kinds: Record<'source' | 'source-column' | 'dataset' | 'column' | 'indicator' | 'board', string>;
  uses: Record<
    'read' | 'part' | 'mapped' | 'measure' | 'filter' | 'dimension' | 'structure' | 'shown',
    string
  >;
  sourceColumn: (name: string) => string;
  from: (name: string, sources: string) => string;
  breaks: (name: string, indicators: readonly string[], boards: readonly string[]) => string;
  breaksNothing: (name: string) => string;
  open: (name: string) => string;
  table: string;
  tableFrom: string;
  tableUse: string;
  tableTo: string;
}

export const lineageKo: LineageMessages = {
  title: '계보',
  hint: '어디서 와서 어디에 쓰이는지 봅니다. 열을 고르면 그 열이 바뀔 때 영향을 받는 것을 알려 줍니다.',
  label: '원본에서 보드까지의 흐름',
  kinds: {
    source: '원본',
    'source-column': '원본 열',
    dataset: '자료',
    column: '열',
    indicator: '지표',
    board: '보드',
  },
  uses: {
    read: '읽음',
    part: '담음',
    mapped: '옮김',
    measure: '셈에 씀',
    filter: '거름',
    dimension: '나눔',
    structure: '장소·기간',
    shown: '보임',
  },
  sourceColumn: (name) => `원본 열 ${name}`,
  from: (name, sources) => `${withParticle(name, '은/는')} ${sources}에서 옵니다.`,
  breaks: (name, indicators, boards) => {
    const parts = [
      indicators.length > 0 ? `지표 ${indicators.length}개(${indicators.join(', ')})` : '',
      boards.length > 0 ? `보드 ${boards.length}개(${boards.join(', ')})` : '',
    ].filter((part) => part !== '');
    const named = parts.map((part, at) =>
      at < parts.length - 1 ? withParticle(part, '와/과') : part,
    );
    return `${withParticle(name, '이/가')} 바뀌면 ${withParticle(named.join(' '), '이/가')} 영향을 받습니다.`;
  },
  breaksNothing: (name) => `${name}에 기대는 지표나 보드가 없습니다.`,
  open: (name) => `${name} 열기`,
  table: '표로 보기',
  tableFrom: '앞',
  tableUse: '쓰임',
  tableTo: '뒤',
};

function counted(names: readonly string[], one: string, many: string): string {
  if (names.length === 0) return '';
  return `${names.length} ${names.length === 1 ? one : many} (${names.join(', ')})`;
}

export const lineageEn: LineageMessages = {
  title: 'Lineage',
  hint: 'Where it comes from and what uses it. Choose a column to learn what breaks if it changes.',
  label: 'The way from source to board',
  kinds: {
    source: 'Source',
    'source-column': 'Source column',
    dataset: 'Dataset',
    column: 'Column',
    indicator: 'Indicator',
    board: 'Board',
  },
  uses: {
    read: 'read',
    part: 'holds',
    mapped: 'mapped',
    measure: 'computed from',
    filter: 'filtered by',
    dimension: 'broken down by',
    structure: 'place or time',
    shown: 'shown',
  },
  sourceColumn: (name) => `source column ${name}`,
  from: (name, sources) => `${name} comes from ${sources}.`,
  breaks: (name, indicators, boards) => {
    const parts = [
      counted(indicators, 'indicator', 'indicators'),
      counted(boards, 'board', 'boards'),
    ];
    return `If ${name} changes, ${parts.filter((part) => part !== '').join(' and ')} are affected.`;
  },
  breaksNothing: (name) => `No indicator or board depends on ${name}.`,
  open: (name) => `Open ${name}`,
  table: 'Show as a table',
  tableFrom: 'From',
  tableUse: 'Use',
  tableTo: 'To',
};
