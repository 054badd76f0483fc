import {
  type Answer,
  changeAt,
  freshness,
  type Indicator,
  type IsoDate,
  type Judgement,
  judge,
  type YearChange,
} from '@bada/shared';
import type { Answered } from '../../engine/answerer.ts';
import { headlineSeries, latest, type Series, type SeriesPoint } from './series.ts';

/** Everything a card shows of an indicator. */
export interface CardModel {
  readonly indicator: Indicator;
  readonly answer: Answer;
  readonly series: Series;
  /** The latest figure; absent where there is none at all. */
  readonly current: SeriesPoint | undefined;
  readonly judgement: Judgement;
  readonly change: YearChange;
  readonly late: boolean;
}

/** An indicator whose question could not be answered. */
export interface FailedCard {
  readonly indicator: Indicator;
  readonly error: Error;
}

/** What stands in a card's place. */
export type Card = CardModel | FailedCard;

/** Builds a card from the answer to its question. */
export function cardModel(
  indicator: Indicator,
  answer: Answer,
  { evaluationDate, samples }: { evaluationDate: IsoDate; samples: boolean },
): CardModel {
  const series = headlineSeries(answer);
  const current = latest(series);
  const period = current?.period ?? evaluationDate;
  const value = current?.value ?? null;
  return {
    indicator,
    answer,
    series,
    current,
    judgement: judge(indicator, { value, period, evaluationDate, samples }),
    change: changeAt(indicator, series, period),
    late: freshness(indicator, { period, evaluationDate }) === 'late',
  };
}

/** A card per indicator, in their order; one that failed takes nothing from the others. */
export function cardsOf(
  indicators: readonly Indicator[],
  answers: readonly Answered[],
  judged: { evaluationDate: IsoDate; samples: boolean },
): Card[] {
  return indicators.flatMap((indicator, at): Card[] => {
    const answer = answers[at];
    if (!answer) return [];
    if ('error' in answer) return [{ indicator, error: answer.error }];
    return [cardModel(indicator, answer, judged)];
  });
}
