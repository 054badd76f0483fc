import { DISTRICTS } from '@bada/shared';
import { cardModel, cardsOf } from '@bada/web/src/features/overview/card-model.ts';
import { detailModel, figureCaveats } from '@bada/web/src/features/overview/detail-model.ts';
import { cardQuestion, detailQuestion } from '@bada/web/src/features/overview/questions.ts';
import { headlineSeries, latest, seriesByPlace } from '@bada/web/src/features/overview/series.ts';
import { describe, expect, test } from 'vitest';
import { answerOf, type Figure, indicatorOf } from './sample.ts';

const label = { ko: '중앙값', en: 'Median' };
const medianIndicator = indicatorOf({ headline: { kind: 'median-of-districts', label } });

const target = (year: number, value: number, sample = false) => ({
  year,
  value,
  sample,
  setBy: { ko: '시장', en: 'mayor' },
  setOn: '2020-01-02',
});

describe('series', () => {
  test('stand by place, each in order of time, with gaps and their status kept', () => {
    const figures: Figure[] = [
      ['26110', '2021-01-01', 3],
      ['26350', '2020-01-01', null, 'not-computable'],
      ['26110', '2020-01-01', null],
    ];
    const series = seriesByPlace(answerOf(figures));
    expect([...series.keys()]).toEqual(['26110', '26350']);
    expect(series.get('26110')).toEqual([
      { period: '2020-01-01', value: null, status: 'missing' },
      { period: '2021-01-01', value: 3, status: 'final' },
    ]);
    expect(series.get('26350')?.[0]?.status).toBe('not-computable');
  });

  test('of a headline are those of the one place that was asked for', () => {
    expect(headlineSeries(answerOf([['26', '2021-01-01', 10]]))[0]?.value).toBe(10);
    expect(headlineSeries(answerOf([]))).toEqual([]);
  });

  test('end with their last value, zero among them', () => {
    const series = seriesByPlace(
      answerOf([
        ['26', '2020-01-01', 5],
        ['26', '2021-01-01', 0],
        ['26', '2022-01-01', null],
      ]),
    );
    expect(latest(series.get('26') ?? [])).toMatchObject({ period: '2021-01-01', value: 0 });
    expect(latest([])).toBeUndefined();
  });
});

describe('a card asks', () => {
  test('for the city at the grain that it reports', () => {
    expect(cardQuestion(indicatorOf({ reportGrain: 'year' }))).toEqual({
      v: 1,
      indicators: [{ id: 'ageing-share' }],
      by: ['city', 'year'],
      where: [],
    });
  });

  test('for the city where that is a median, and for one place where it is a station', () => {
    expect(cardQuestion(medianIndicator)).toMatchObject({ by: ['city', 'month'], where: [] });
    const station = indicatorOf({ headline: { kind: 'place', place: '26170', label } });
    expect(cardQuestion(station)).toMatchObject({
      by: ['district', 'month'],
      where: [{ dimension: 'place', op: '=', values: ['26170'] }],
    });
  });

  test('and its panel for all districts', () => {
    expect(detailQuestion(indicatorOf())).toMatchObject({ by: ['district', 'month'], where: [] });
  });
});

describe('a card', () => {
  const indicator = indicatorOf({ targets: [target(2022, 20), target(2023, 21, true)] });
  const figures: Figure[] = [
    ['26', '2022-01-01', 20.4],
    ['26', '2022-10-01', 21],
    ['26', '2023-01-01', 21.6],
    ['26', '2023-02-01', null],
  ];
  const at = (evaluationDate: string, samples = true) =>
    cardModel(indicator, answerOf(figures), { evaluationDate, samples });

  test('shows the last value, judged against its year, beside the same month a year before', () => {
    const card = at('2023-02-28');
    expect(card.current).toMatchObject({ period: '2023-01-01', value: 21.6 });
    expect(card.judgement).toMatchObject({ status: 'caution', target: { value: 21 } });
    expect(card.change).toMatchObject({ kind: 'change', inPoints: true, months: 12 });
    expect(card.change.kind === 'change' && card.change.amount).toBeCloseTo(1.2, 9);
    expect(card.late).toBe(false);
    expect(card.series).toHaveLength(4);
  });

  test('forgets made-up targets when samples are hidden', () => {
    expect(at('2023-02-28', false).judgement).toMatchObject({ reason: 'no-target' });
  });

  test('is late after twice its cadence and unjudged when too old', () => {
    expect([at('2023-04-03').late, at('2023-04-04').late]).toEqual([false, true]);
    expect(at('2024-12-31').judgement).toMatchObject({ reason: 'too-old' });
  });

  test('without any value is neither judged nor compared', () => {
    const card = cardModel(indicator, answerOf([['26', '2023-01-01', null]]), {
      evaluationDate: '2023-01-31',
      samples: true,
    });
    expect(card).toMatchObject({ current: undefined, change: { reason: 'no-value' } });
    expect(card.judgement).toMatchObject({ status: 'undecided', reason: 'no-value' });
  });
});

test('a card that failed takes nothing from the others', () => {
  const [good, bad] = [indicatorOf(), indicatorOf({ id: 'births' })];
  const error = new Error('damaged');
  const judged = { evaluationDate: '2023-02-28', samples: true };
  const cards = cardsOf([bad, good], [{ error }, answerOf([['26', '2023-01-01', 5]])], judged);
  expect(cards[0]).toEqual({ indicator: bad, error });
  expect(cards[1]).toMatchObject({ indicator: good, current: { value: 5 } });
});

describe('the panel below', () => {
  const headline = [{ period: '2023-01-01', value: 21.6, status: 'final' as const }];
  const figures: Figure[] = [
    ['26110', '2022-01-01', 1],
    ['26110', '2023-01-01', 30],
    ['26140', '2023-01-01', 20],
    ['26170', '2023-01-01', 20],
    ['26200', '2023-01-01', 10],
    ['26350', '2023-01-01', null, 'not-computable'],
    ['26350', '2024-01-01', null],
  ];
  const panel = (wanted?: string, rest: object = {}) =>
    detailModel(indicatorOf(rest), { headline, answer: answerOf(figures), wanted });
  const rankOf = (model: ReturnType<typeof panel>, place: string) =>
    model.figures.find((figure) => figure.place === place)?.rank;

  test('has all districts in code order, with what is not there as missing', () => {
    const { figures: shown } = panel();
    expect(shown.map(({ place }) => place)).toEqual(DISTRICTS.map(({ place }) => place));
    const statuses = new Map(shown.map(({ place, point }) => [place, point.status]));
    expect(statuses.get('26350')).toBe('not-computable');
    expect(statuses.get('26710')).toBe('missing');
  });

  test('ranks the highest first; equal values share a rank and the next is skipped', () => {
    const model = panel();
    const ranks = ['26110', '26140', '26170', '26200', '26350', '26710'].map((place) =>
      rankOf(model, place),
    );
    expect(ranks).toEqual([1, 2, 2, 4, undefined, undefined]);
  });

  test('offers the periods that have a value, of headline and districts alike', () => {
    expect(panel().periods).toEqual(['2022-01-01', '2023-01-01']);
  });

  test('shows the wanted period, and the latest where that has no figures', () => {
    expect(panel('2022-01-01').period).toBe('2022-01-01');
    expect(panel('2021-01-01').period).toBe('2023-01-01');
    expect(panel('2024-01-01').period).toBe('2023-01-01');
    expect(rankOf(panel('2022-01-01'), '26110')).toBe(1);
  });

  test('classes the values of all times', () => {
    expect(panel('2022-01-01').allValues).toEqual([1, 30, 20, 20, 10, null, null]);
  });

  test('has no districts where the indicator cannot carry a map', () => {
    const model = panel(undefined, { views: [] });
    expect(model).toMatchObject({ figures: [], allValues: [], periods: ['2023-01-01'] });
  });

  test('without any figure stands at the date of the data', () => {
    const model = detailModel(indicatorOf(), {
      headline: [],
      answer: answerOf([]),
      wanted: '2020-01-01',
    });
    expect(model).toMatchObject({ periods: [], period: '2023-01-31' });
  });

  test('marks the one figure that a caveat is about', () => {
    const answer = answerOf(figures);
    const ids = (place: string, start: string) =>
      figureCaveats(answer, { indicator: indicatorOf(), place, start }).map(({ id }) => id);
    expect(ids('26410', '2018-01-01')).toEqual(['short']);
    expect(ids('26', '2018-01-01')).toEqual(['short']);
    expect(ids('26410', '2019-01-01')).toEqual([]);
    expect(ids('26110', '2018-01-01')).toEqual([]);
  });
});
