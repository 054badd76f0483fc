import { BadaError } from '../api/errors.ts';
import type { Localized } from '../model/localized.ts';
import { type Grain, isAsCoarseAs } from '../model/period.ts';
import type { PlaceLevel } from '../model/place.ts';
import type { Bands } from '../semantic/bands.ts';
import { type Formula, plainOf } from '../semantic/formula.ts';
import type { Indicator } from '../semantic/indicator.ts';
import type { MetricQuery } from './metric-query.ts';
import { asksForHours } from './time-range.ts';

/** What an answer is broken down by. */
export interface Breakdown {
  readonly level: PlaceLevel;
  readonly grain: Grain | undefined;
  readonly dimensions: readonly string[];
}

interface Wish {
  readonly formula: Formula;
  readonly breakdown: Breakdown;
  readonly query: MetricQuery;
  /** Levels above columns, which are bands of them. */
  readonly bands: readonly Pick<Bands, 'id' | 'column'>[];
  /** Whether periods of the figures are bundled into longer ones. */
  readonly isCoarser: boolean;
}

type Rule = (wish: Wish) => Localized | undefined;

function ofPublished({ formula, isCoarser }: Wish): Localized | undefined {
  if (plainOf(formula).type !== 'published' || !isCoarser) return undefined;
  return {
    ko: '공표된 비율은 기간을 넘어 더할 수 없습니다',
    en: 'a published rate cannot be added up over time',
  };
}

function ofChange({ formula, isCoarser }: Wish): Localized | undefined {
  if (plainOf(formula).type !== 'change' || !isCoarser) return undefined;
  return {
    ko: '증감은 정해진 기간 사이에서만 뜻이 있습니다',
    en: 'a change is defined between its own periods only',
  };
}

function ofMovingMean({ formula, isCoarser }: Wish): Localized | undefined {
  if (formula.type !== 'moving-mean' || !isCoarser) return undefined;
  return {
    ko: '이동평균은 지표에 정해진 기간 단위에서만 뜻이 있습니다',
    en: 'a moving mean is defined over its own periods only',
  };
}

/** Without a grain one answer bundles all dates. */
function ofOneDate({ formula, breakdown }: Wish): Localized | undefined {
  if (breakdown.grain) return undefined;
  switch (formula.type) {
    case 'rank':
      return {
        ko: '기준일이 서로 다른 값은 순위를 매길 수 없으므로 기간 단위가 있어야 합니다',
        en: 'figures of different dates are not ranked; a rank needs a grain',
      };
    case 'index':
      return {
        ko: '지수는 기준 시점과 견주는 값이므로 기간 단위가 있어야 합니다',
        en: 'an index is set against its base period; it needs a grain',
      };
    case 'cumulative':
      return {
        ko: '누계는 해의 첫머리부터 차례로 더한 값이므로 기간 단위가 있어야 합니다',
        en: 'a cumulative sum runs through the periods of a year; it needs a grain',
      };
    default:
      return undefined;
  }
}

function ofShare({ formula, breakdown, query, bands }: Wish): Localized | undefined {
  if (formula.type !== 'share' || formula.within === 'city') return undefined;
  const { within } = formula;
  const columnOf = (name: string) => bands.find(({ id }) => id === name)?.column ?? name;
  const cut = query.where.find(({ dimension }) => columnOf(dimension) === columnOf(within));
  if (cut) {
    return {
      ko: `‘${cut.dimension}’ 조건이 전체를 잘라 내어 몫이 틀려집니다. 조건을 빼고 물어 주십시오`,
      en: `the condition on “${cut.dimension}” cuts the total that the share is of; ask without it`,
    };
  }
  if (breakdown.dimensions.includes(within)) return undefined;
  return {
    ko: `‘${within}’ 차원 안의 몫이므로 그 차원으로 나누어 물어야 합니다`,
    en: `it is a share within “${within}”; ask by that dimension`,
  };
}

function ofSomeDistricts({ breakdown, query }: Wish): Localized | undefined {
  const cut = query.where.some(({ dimension }) => dimension === 'place');
  if (breakdown.level !== 'city' || !cut) return undefined;
  return {
    ko: '일부 구·군의 합은 시 전체의 값이 아닙니다',
    en: 'some of the districts are not the city',
  };
}

function ofComparison({ breakdown, query }: Wish): Localized | undefined {
  if (!query.compare || breakdown.grain) return undefined;
  return { ko: '견주려면 기간 단위가 있어야 합니다', en: 'a comparison needs a grain' };
}

function ofHours({ breakdown, query, formula }: Wish): Localized | undefined {
  const { grain } = breakdown;
  if (!asksForHours(query) || grain === 'hour') return undefined;
  const isWhole = grain === undefined && plainOf(formula).type !== 'change';
  if (isWhole && typeof query.compare !== 'object') return undefined;
  return {
    ko: '시각까지 정한 범위나 비교 시점은 시간 단위의 답에만 쓸 수 있습니다',
    en: 'a range or a comparison by the hour needs an answer by the hour',
  };
}

const RULES: readonly Rule[] = [
  ofPublished,
  ofChange,
  ofMovingMean,
  ofOneDate,
  ofShare,
  ofSomeDistricts,
  ofComparison,
  ofHours,
];

/** Refuses a question whose answer would be wrong.
 * @throws BadaError `query.grain`, `query.wrong` with the reason */
export function refuseWrong(
  indicator: Indicator,
  { breakdown, query, bands }: Pick<Wish, 'breakdown' | 'query' | 'bands'>,
): void {
  const { id, formula, grain: finest } = indicator;
  const { grain } = breakdown;
  if (grain && !isAsCoarseAs(grain, finest)) {
    throw new BadaError('query.grain', { id, grain, finest });
  }
  if (finest !== 'hour' && asksForHours(query)) {
    throw new BadaError('query.grain', { id, grain: 'hour', finest });
  }
  const wish = { formula, breakdown, query, bands, isCoarser: grain !== finest };
  for (const rule of RULES) {
    const why = rule(wish);
    if (why) throw new BadaError('query.wrong', { id, why });
  }
}
