import type { Localized } from '../model/localized.ts';
import { type Formula, isDerived, plainOf } from './formula.ts';

/** What the rules look at. */
interface Declared {
  readonly formula: Formula;
  readonly cityRule: string;
  readonly headline: { readonly kind: string };
  readonly views: readonly string[];
  readonly dimensions: readonly string[];
  readonly grain: string;
}

/** A contradiction between parts of an indicator, at one of them. */
export interface Contradiction {
  readonly path: readonly string[];
  readonly why: Localized;
}

/** Formulas whose values of parts say nothing about the whole. */
const FROM_ROWS: readonly string[] = ['distinct', 'min', 'max', 'median', 'quantile', 'mean'];

function ofTheCity({ formula, cityRule, headline }: Declared): Contradiction[] {
  const found: Contradiction[] = [];
  const { type } = plainOf(formula);
  if (FROM_ROWS.includes(type) && cityRule === 'sum') {
    found.push({
      path: ['cityRule'],
      why: {
        ko: `${type} 값은 구·군끼리 더할 수 없습니다. from-rows로 적으면 시 값을 행에서 다시 계산합니다`,
        en: `values of ${type} do not add up over districts; \`from-rows\` computes the city from its rows`,
      },
    });
  }
  if (formula.type === 'rank' && cityRule !== 'none') {
    found.push({
      path: ['cityRule'],
      why: {
        ko: '순위는 구·군 사이의 것이므로 시 값이 없습니다(none)',
        en: 'a rank is one among districts; the city has none (`none`)',
      },
    });
  }
  if (formula.type === 'rank' && headline.kind === 'median-of-districts') {
    found.push({
      path: ['headline'],
      why: { ko: '순위의 중앙값은 뜻이 없습니다', en: 'the median of ranks means nothing' },
    });
  }
  return found;
}

function ofParts({ formula, views, dimensions }: Declared): Contradiction[] {
  const found: Contradiction[] = [];
  const isWhole = isDerived(formula) || FROM_ROWS.includes(formula.type);
  if (isWhole && views.includes('contribution')) {
    found.push({
      path: ['views'],
      why: {
        ko: `${formula.type} 값은 구·군의 기여로 나눌 수 없습니다(contribution)`,
        en: `values of ${formula.type} cannot be split into contributions (\`contribution\`)`,
      },
    });
  }
  if (formula.type === 'share' && formula.within !== 'city') {
    const { within } = formula;
    if (!dimensions.includes(within)) {
      found.push({
        path: ['formula', 'within'],
        why: {
          ko: `전체를 이루는 ‘${within}’ 차원이 dimensions에 없습니다. city 또는 ${dimensions.join(', ')}`,
          en: `the total’s dimension “${within}” is none of dimensions: city, ${dimensions.join(', ')}`,
        },
      });
    }
  }
  return found;
}

/** The same word cannot ask for hours and for a dimension. */
function ofWords({ dimensions, grain }: Declared): Contradiction[] {
  if (grain !== 'hour' || !dimensions.includes('hour')) return [];
  return [
    {
      path: ['dimensions'],
      why: {
        ko: '시간 단위(hour)의 지표는 hour라는 구분을 가질 수 없습니다',
        en: 'an indicator by the hour cannot have a dimension named `hour`',
      },
    },
  ];
}

/** What an indicator says against itself; empty where nothing. */
export function contradictions(declared: Declared): Contradiction[] {
  return [...ofTheCity(declared), ...ofParts(declared), ...ofWords(declared)];
}
