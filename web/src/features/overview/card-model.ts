import {
  type Answer,
  type ChangeOverTime,
  changeAt,
  freshness,
  type Indicator,
  type IsoDate,
  type Judgement,
  judge,
} from '@bada/shared';
import { headlineSeries, latest, type Series, type SeriesPoint } from './series.ts';

/** Everything a card shows of an indicator. */
export interface CardModel {
  readonly indicator: Indicator;
  readonly answer: Answer;
  readonly series: Series;
  /** The latest figure; absent where there is none at all. */
  readonly current: SeriesPoint | undefined;
  readonly judgement: Judgement;
  readonly change: ChangeOverTime | undefined;
  readonly late: boolean;
}

/** Builds a card from the answer to its question. */
export function cardModel(
  indicator: Indicator,
  answer: Answer,
  { evaluationDate, samples }: { evaluationDate: IsoDate; samples: boolean },
): CardModel {
  const series = headlineSeries(indicator, answer);
  const current = latest(series);
  const period = current?.period ?? evaluationDate;
  const value = current?.value ?? null;
  return {
    indicator,
    answer,
    series,
    current,
    judgement: judge(indicator, { value, period, evaluationDate, samples }),
    change: indicator.views.includes('change-over-year')
      ? changeAt(indicator, series, period)
      : undefined,
    late: freshness(indicator, { period, evaluationDate }) === 'late',
  };
}
