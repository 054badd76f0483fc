import type { Indicator } from '@bada/shared';
import { detailModel } from '@bada/web/src/features/overview/detail-model.ts';
import {
  attentionSentence,
  detailSentence,
  trendSentence,
} from '@bada/web/src/features/overview/sentence.ts';
import { seriesByPlace } from '@bada/web/src/features/overview/series.ts';
import type { Locale } from '@bada/web/src/i18n/locale.ts';
import { overviewEn, overviewKo } from '@bada/web/src/i18n/messages/overview.ts';
import { describe, expect, test } from 'vitest';
import { answerOf, countOf, type Figure, indicatorOf } from './sample.ts';

const PERIOD = '2023-01-01';
const label = { ko: '초량동 측정소', en: 'Choryang station' };
const ageing = indicatorOf();

const shares: readonly Figure[] = [
  ['26110', PERIOD, 29.06],
  ['26140', PERIOD, 27.17],
  ['26200', PERIOD, 30.44],
  ['26350', PERIOD, 19.82],
  ['26440', PERIOD, 13.35],
];

function speech(locale: Locale) {
  return { locale, words: locale === 'ko' ? overviewKo : overviewEn };
}

function modelOf(
  figures: readonly Figure[],
  { indicator = ageing, city = 21.58 }: { indicator?: Indicator; city?: number | null } = {},
) {
  const headline = seriesByPlace(answerOf([['26', PERIOD, city]])).get('26') ?? [];
  return detailModel(indicator, { headline, answer: answerOf(figures, indicator), wanted: PERIOD });
}

function said(
  model: ReturnType<typeof modelOf>,
  places: readonly string[],
): [ko: string, en: string] {
  return [detailSentence(model, places, speech('ko')), detailSentence(model, places, speech('en'))];
}

describe('of one district', () => {
  test.each([
    [
      '26200',
      '영도구의 고령인구비율은 30.4%로 5개 구·군 가운데 가장 높습니다(2023년 1월). 가장 낮은 강서구(13.4%)와 17.0%p 차이가 납니다.',
      'Share aged 65 and over in Yeongdo-gu: 30.4%, the highest of 5 districts (January 2023), 17.0 pp above Gangseo-gu (13.4%).',
    ],
    [
      '26110',
      '중구의 고령인구비율은 29.1%로 5개 구·군 가운데 두 번째로 높습니다(2023년 1월). 가장 낮은 강서구(13.4%)와 15.7%p 차이가 납니다.',
      'Share aged 65 and over in Jung-gu: 29.1%, the second highest of 5 districts (January 2023), 15.7 pp above Gangseo-gu (13.4%).',
    ],
    [
      '26350',
      '해운대구의 고령인구비율은 19.8%로 5개 구·군 가운데 두 번째로 낮습니다(2023년 1월). 가장 높은 영도구(30.4%)와 10.6%p 차이가 납니다.',
      'Share aged 65 and over in Haeundae-gu: 19.8%, the second lowest of 5 districts (January 2023), 10.6 pp below Yeongdo-gu (30.4%).',
    ],
    [
      '26440',
      '강서구의 고령인구비율은 13.4%로 5개 구·군 가운데 가장 낮습니다(2023년 1월). 가장 높은 영도구(30.4%)와 17.0%p 차이가 납니다.',
      'Share aged 65 and over in Gangseo-gu: 13.4%, the lowest of 5 districts (January 2023), 17.0 pp below Yeongdo-gu (30.4%).',
    ],
  ])('%s', (place, ko, en) => {
    expect(said(modelOf(shares), [place])).toEqual([ko, en]);
  });

  test.each([
    ['26110', '가장 높습니다', 'the highest of 5'],
    ['26140', '가장 높습니다', 'the highest of 5'],
    ['26170', '세 번째로 낮습니다', 'the third lowest of 5'],
    ['26200', '가장 낮습니다', 'the lowest of 5'],
    ['26230', '가장 낮습니다', 'the lowest of 5'],
  ])('equal values share the place from their own end: %s', (place, ko, en) => {
    const tied: Figure[] = [
      ['26110', PERIOD, 30],
      ['26140', PERIOD, 30],
      ['26170', PERIOD, 20],
      ['26200', PERIOD, 10],
      ['26230', PERIOD, 10],
    ];
    const [korean, english] = said(modelOf(tied), [place]);
    expect(korean).toContain(ko);
    expect(english).toContain(en);
  });

  test('a count is told in its unit, large ones in steps of ten thousand', () => {
    const figures: Figure[] = [
      ['26350', PERIOD, 386_289],
      ['26110', PERIOD, 39_627],
    ];
    expect(said(modelOf(figures, { indicator: countOf() }), ['26110'])).toEqual([
      '중구의 주민등록인구는 39,627명으로 2개 구·군 가운데 가장 적습니다(2023년 1월). 가장 많은 해운대구(38.63만 명)와 34.67만 명 차이가 납니다.',
      'Resident population in Jung-gu: 39,627 people, the lowest of 2 districts (January 2023), 346,662 people below Haeundae-gu (386,289 people).',
    ]);
  });

  test('without a value says so, in a name that ends with a consonant too', () => {
    expect(said(modelOf(shares), ['26710'])).toEqual([
      '기장군의 고령인구비율은 2023년 1월에 값이 없습니다.',
      'Share aged 65 and over in Gijang-gun has no value for January 2023.',
    ]);
  });

  test('negative values keep their sign, their difference has none', () => {
    const figures: Figure[] = [
      ['26110', PERIOD, -2.5],
      ['26440', PERIOD, 1.5],
    ];
    const [ko, en] = said(modelOf(figures), ['26110']);
    expect(ko).toContain('−2.5%로 2개 구·군 가운데 가장 낮습니다');
    expect(ko).toContain('강서구(1.5%)와 4.0%p 차이');
    expect(en).toContain('4.0 pp below Gangseo-gu (1.5%)');
  });
});

describe('of the whole', () => {
  test('the city is said first, then both ends', () => {
    expect(said(modelOf(shares), [])).toEqual([
      '부산의 고령인구비율은 21.6%입니다(2023년 1월). 영도구가 30.4%로 가장 높고 강서구가 13.4%로 가장 낮습니다.',
      'Share aged 65 and over in Busan: 21.6% (January 2023). The highest is Yeongdo-gu with 30.4%, the lowest Gangseo-gu with 13.4%.',
    ]);
  });

  test('a headline that is no city is called by its own name', () => {
    const indicator = indicatorOf({
      views: [],
      headline: { kind: 'place', place: '26170', label },
    });
    expect(said(modelOf([], { indicator }), ['26350'])).toEqual([
      '초량동 측정소의 고령인구비율은 21.6%입니다(2023년 1월).',
      'Share aged 65 and over, Choryang station: 21.6% (January 2023).',
    ]);
  });

  test('without a value says so', () => {
    expect(said(modelOf(shares, { city: null }), [])).toEqual([
      '부산의 고령인구비율은 2023년 1월에 값이 없습니다.',
      'Share aged 65 and over in Busan has no value for January 2023.',
    ]);
  });
});

describe('of several districts', () => {
  test('the ends of the chosen are said', () => {
    expect(said(modelOf(shares), ['26350', '26110', '26140'])).toEqual([
      '고른 3개 구·군의 고령인구비율은 중구(29.1%)에서 가장 높고 해운대구(19.8%)에서 가장 낮습니다(2023년 1월).',
      'Share aged 65 and over, 3 selected districts (January 2023): highest in Jung-gu (29.1%), lowest in Haeundae-gu (19.8%).',
    ]);
  });

  test('those without a value do not count; where none has one the whole is said', () => {
    const [ko] = said(modelOf(shares), ['26350', '26110', '26710']);
    expect(ko).toContain('고른 2개 구·군');
    const [whole] = said(modelOf(shares), ['26710', '26530']);
    expect(whole).toMatch(/^부산의 고령인구비율은 21\.6%입니다/);
  });
});

describe('of time', () => {
  const headline: Figure[] = [
    ['26', '2012-03-01', 12.06],
    ['26', '2018-05-01', null],
    ['26', '2023-01-01', 21.58],
    ['26', '2023-02-01', null],
  ];
  const model = (figures: readonly Figure[]) =>
    detailModel(indicatorOf({ views: [] }), {
      headline: seriesByPlace(answerOf(figures)).get('26') ?? [],
      answer: answerOf([]),
      wanted: undefined,
    });

  test('the first and the last value are said', () => {
    expect(trendSentence(model(headline), speech('ko'))).toBe(
      '부산은 2012년 3월 12.1%에서 2023년 1월 21.6%로 바뀌었습니다.',
    );
    expect(trendSentence(model(headline), speech('en'))).toBe(
      'Busan went from 12.1% (March 2012) to 21.6% (January 2023).',
    );
  });

  test('without any value only the name is left', () => {
    expect(trendSentence(model([]), speech('en'))).toBe('Busan');
  });
});

describe('of all indicators', () => {
  const card = (name: string, status: string, isSample = false) => ({ name, status, isSample });

  test('warnings come before cautions, those not judged do not count', () => {
    const cards = [
      card('출생', 'caution'),
      card('PM10', 'warning'),
      card('인구', 'good'),
      card('밀도', 'undecided'),
    ];
    expect(attentionSentence(cards, overviewKo)).toBe(
      '목표가 있는 지표 3개 가운데 경고 1개(PM10), 주의 1개(출생)입니다.',
    );
    expect(attentionSentence(cards, overviewEn)).toBe(
      'Of 3 indicators with a target, 1 on warning (PM10) and 1 on caution (출생).',
    );
  });

  test('made-up targets are named as such', () => {
    const cards = [card('인구', 'good', true), card('PM10', 'good')];
    expect(attentionSentence(cards, overviewKo)).toBe(
      '예시 목표로 보면, 목표가 있는 지표 2개가 모두 양호합니다.',
    );
    expect(attentionSentence(cards, overviewEn)).toBe(
      'Against sample targets: all 2 indicators with a target are on track.',
    );
  });

  test('all well and none judged are two things', () => {
    expect(attentionSentence([card('인구', 'good')], overviewKo)).toBe(
      '목표가 있는 지표 1개가 모두 양호합니다.',
    );
    expect(attentionSentence([card('밀도', 'undecided')], overviewKo)).toBe(overviewKo.noTargets);
    expect(attentionSentence([], overviewEn)).toBe(overviewEn.noTargets);
  });
});
