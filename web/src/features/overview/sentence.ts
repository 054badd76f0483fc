import { changeAt, type Indicator, periodEnd, placeName } from '@bada/shared';
import type { Locale } from '../../i18n/locale.ts';
import type { Named, OverviewMessages, Spoken } from '../../i18n/messages/overview.ts';
import type { DetailModel, DistrictFigure } from './detail-model.ts';
import {
  changeInWords,
  differenceInWords,
  headlineName,
  periodInWords,
  valueInWords,
} from './wording.ts';

interface Speech {
  readonly locale: Locale;
  readonly words: OverviewMessages;
}

type Ranked = DistrictFigure & { readonly rank: number };

function ranked(figures: readonly DistrictFigure[]): Ranked[] {
  return figures
    .flatMap((figure) => (figure.rank === undefined ? [] : [{ ...figure, rank: figure.rank }]))
    .sort((a, b) => a.rank - b.rank);
}

function named({ indicator }: DetailModel, figure: DistrictFigure, locale: Locale): Named {
  const value = valueInWords(indicator, figure.point.value, locale, figure.point.status).text;
  return { name: placeName(figure.place)[locale], value };
}

/** A value as the reader sees it: a difference must agree with the two values beside it. */
function shown({ indicator }: DetailModel, { point }: DistrictFigure): number {
  const unit = 10 ** indicator.decimals;
  return Math.round((point.value ?? 0) * unit) / unit;
}

function spoken({ name, formula, unit }: Indicator, locale: Locale): Spoken {
  return { name: name[locale], isCount: formula.type === 'sum' && !unit.percent };
}

function aboutOne(model: DetailModel, place: string, { locale, words }: Speech): string {
  const { indicator, figures } = model;
  const order = ranked(figures);
  const own = order.find((figure) => figure.place === place);
  const [highest, lowest] = [order[0], order.at(-1)];
  const name = placeName(place)[locale];
  const period = periodInWords(indicator, model.period, locale);
  if (!own || !highest || !lowest) {
    return words.nothing(words.subject(indicator.name[locale], name, 'area'), period);
  }
  const low = own.rank > order.length / 2;
  const lower = order.filter((figure) => figure.rank > own.rank).length;
  const other = low ? highest : lowest;
  const difference = shown(model, own) - shown(model, other);
  return words.oneDistrict({
    place: name,
    indicator: spoken(indicator, locale),
    value: named(model, own, locale).value,
    period,
    low,
    rank: low ? lower + 1 : own.rank,
    count: order.length,
    other: named(model, other, locale),
    difference: differenceInWords(indicator, difference, locale),
  });
}

function aboutSeveral(model: DetailModel, places: readonly string[], speech: Speech): string {
  const { locale, words } = speech;
  const chosen = ranked(model.figures.filter(({ place }) => places.includes(place)));
  const [highest, lowest] = [chosen[0], chosen.at(-1)];
  if (!highest || !lowest) return aboutAll(model, speech);
  const period = periodInWords(model.indicator, model.period, locale);
  const [high, low] = [named(model, highest, locale), named(model, lowest, locale)];
  return words.several(chosen.length, spoken(model.indicator, locale), period, high, low);
}

const HEADLINE_KINDS = {
  city: 'area',
  place: 'station',
  'median-of-districts': 'summary',
} as const;

function aboutAll(model: DetailModel, { locale, words }: Speech): string {
  const { indicator, headline } = model;
  const place = headlineName(indicator, locale, words.city);
  const kind = HEADLINE_KINDS[indicator.headline.kind];
  const subject = words.subject(indicator.name[locale], place, kind);
  const period = periodInWords(indicator, model.period, locale);
  const point = headline.find((one) => one.period === model.period);
  if (point?.value == null) return words.nothing(subject, period);
  const value = valueInWords(indicator, point.value, locale, point.status).text;
  const order = ranked(model.figures);
  const [highest, lowest] = [order[0], order.at(-1)];
  if (!highest || !lowest) return words.wholeAlone(subject, value, period);
  const [high, low] = [named(model, highest, locale), named(model, lowest, locale)];
  const { isCount } = spoken(indicator, locale);
  return words.whole({ subject, isCount, value, period, high, low });
}

/** One sentence on what is to be seen: about the selection, or about the whole. */
export function detailSentence(
  model: DetailModel,
  places: readonly string[],
  speech: Speech,
): string {
  const [first] = places;
  if (model.figures.length === 0 || first === undefined) return aboutAll(model, speech);
  return places.length === 1 ? aboutOne(model, first, speech) : aboutSeveral(model, places, speech);
}

/** One sentence on how the headline moved, no further back than its last break, which it names. */
export function trendSentence(
  { indicator, headline }: DetailModel,
  { locale, words }: Speech,
): string {
  const known = headline.filter(({ value }) => value !== null);
  const last = known.at(-1);
  const place = headlineName(indicator, locale, words.city);
  if (!last) return place;
  const end = periodEnd({ start: last.period, grain: indicator.reportGrain });
  const cut = indicator.breaks.findLast(({ at }) => at <= end);
  const [first = last] = known.filter(({ period }) => !cut || period >= cut.at);
  const named = (point: typeof last): Named => ({
    name: periodInWords(indicator, point.period, locale),
    value: valueInWords(indicator, point.value, locale).text,
  });
  const [from, to] = [named(first), named(last)];
  const said =
    first === last
      ? words.wholeAlone(place, to.value, to.name)
      : words.trendSentence(place, from, to);
  return cut ? `${said} ${words.cut(cut[locale])}` : said;
}

/** One sentence on the change over a year: of the one selected district, else of the headline. */
export function changeSentence(
  { indicator, headline, figures, period }: DetailModel,
  places: readonly string[],
  { locale, words }: Speech,
): string {
  const [place, other] = places;
  const figure = other === undefined ? figures.find((one) => one.place === place) : undefined;
  const name = figure
    ? placeName(figure.place)[locale]
    : headlineName(indicator, locale, words.city);
  const change = changeAt(indicator, figure?.series ?? headline, period);
  const text = changeInWords(indicator, change, { locale, words, style: 'long' });
  return words.change.sentence(name, text);
}

/** Which indicators are off target, in one sentence; says so when made-up targets decide. */
export function attentionSentence(
  cards: readonly {
    readonly name: string;
    readonly status: string;
    readonly isSample: boolean;
  }[],
  words: OverviewMessages,
): string {
  const judged = cards.filter(({ status }) => status !== 'undecided');
  if (judged.length === 0) return words.noTargets;
  const namesOf = (wanted: string) =>
    judged.filter(({ status }) => status === wanted).map(({ name }) => name);
  const sentence = words.attention(judged.length, namesOf('warning'), namesOf('caution'));
  return judged.some(({ isSample }) => isSample) ? words.againstSamples(sentence) : sentence;
}
