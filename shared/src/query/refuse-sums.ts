import { BadaError } from '../api/errors.ts';
import type { Localized } from '../model/localized.ts';
import { isAsCoarseAs } from '../model/period.ts';
import { datasetOf, type Manifest } from '../semantic/manifest.ts';
import type { TimeRule } from '../semantic/measure.ts';
import { hasDimension } from './component.ts';
import type { FormulaContext, PlainContext } from './formula-context.ts';
import { denominatorOf, numeratorOf, type Reading, timeRule } from './reading.ts';
import { askedRange, asksForHours } from './time-range.ts';

function refuse({ plan }: FormulaContext, why: Localized): never {
  throw new BadaError('query.wrong', { id: plan.indicator.id, why });
}

function ruleOf(manifest: Manifest, reading: Reading): TimeRule {
  return timeRule(datasetOf(manifest, reading.measure.dataset), reading);
}

/** Refuses answers by shorter periods than a dataset has, and ranges that cut through them. A stock of another dataset
 * below the line is found by its date and may be rarer. */
export function refuseCoarserFigures(context: PlainContext): void {
  const { manifest, plan, query, formula } = context;
  const upper = numeratorOf(formula);
  const lower = denominatorOf(formula);
  const isDated = lower && ruleOf(manifest, lower) === 'last';
  const read = isDated || !lower ? [upper] : [upper, lower];
  const grain = plan.grain ?? (asksForHours(query) ? 'hour' : undefined);
  for (const { measure } of read) {
    const { id, grain: own } = datasetOf(manifest, measure.dataset);
    if (!grain || isAsCoarseAs(grain, own)) continue;
    refuse(context, {
      ko: `자료 ${id}의 기간 단위(${own})가 더 길어 이렇게 잘게 나눌 수 없습니다`,
      en: `dataset ${id} has nothing finer than ${own}`,
    });
  }
}

/** Refuses to tell apart, or to choose from, what the figures above the line do not: all of them would be set against a
 * part of what stands below.
 * @throws BadaError `query.wrong` */
export function refuseForeignWords(context: PlainContext): void {
  const { manifest, plan, formula } = context;
  const dataset = datasetOf(manifest, numeratorOf(formula).measure.dataset);
  const words = [...plan.dimensions, ...plan.where.map(({ dimension }) => dimension)];
  const foreign = words.find((word) => word !== 'place' && !hasDimension(dataset, word));
  if (foreign === undefined) return;
  refuse(context, {
    ko: `자료 ${dataset.id}에 ‘${foreign}’ 구분이 없어, 이 구분으로 나누거나 거르면 서로 다른 범위의 값을 견주게 됩니다`,
    en: `dataset ${dataset.id} has no “${foreign}”: figures of all would be set against those of a part`,
  });
}

/** Refuses one figure for a range within which the series breaks: it would mix what does not mean the same. The last date
 * of a stock is one date.
 * @throws BadaError `query.wrong` */
export function refuseMixedSeries(context: PlainContext): void {
  const { manifest, plan, query, formula } = context;
  if (plan.grain) return;
  const lower = denominatorOf(formula);
  const read = [numeratorOf(formula), ...(lower ? [lower] : [])];
  if (read.every((reading) => ruleOf(manifest, reading) === 'last')) return;
  const range = askedRange(query);
  const broken = plan.indicator.breaks.find(({ at }) => {
    return !range || (range.from < at && at <= range.to);
  });
  if (!broken) return;
  refuse(context, {
    ko: `${broken.at}에 기준이 바뀌어 그 앞뒤를 한 값으로 묶을 수 없습니다. 기간으로 나누거나 그 앞뒤 한쪽만 물어 주십시오`,
    en: `the series breaks on ${broken.at}; ask by period, or for one side of it`,
  });
}

/** Refuses sums over periods whose answer would say something else than it seems to.
 * @throws BadaError `query.wrong` */
export function refuseMisleadingSums(context: PlainContext): void {
  const { manifest, plan, query, formula } = context;
  const upper = numeratorOf(formula);
  const { kind } = upper.aggregate;
  const adds = kind === 'sum' || kind === 'count' || kind === 'distinct';
  if (!adds || ruleOf(manifest, upper) !== 'sum') return;
  if (!plan.grain && !askedRange(query)) {
    refuse(context, {
      ko: '기간을 정하지 않으면 어느 기간의 합인지 알 수 없습니다',
      en: 'a sum over all time needs a time range',
    });
  }
  const lower = denominatorOf(formula);
  if (!lower || plan.grain === plan.indicator.grain) return;
  if (ruleOf(manifest, lower) === 'last') {
    refuse(context, {
      ko: '여러 기간의 합을 한 시점의 값으로 나눌 수 없습니다',
      en: 'a sum over several periods cannot be divided by the stock of one date',
    });
  }
}

/** Refuses to add up stocks from the beginning of the year.
 * @throws BadaError `query.wrong` */
export function refuseAccumulatedStocks(context: PlainContext): void {
  if (ruleOf(context.manifest, numeratorOf(context.formula)) === 'sum') return;
  refuse(context, {
    ko: '한 시점의 값(재고)은 해의 첫머리부터 더할 수 없습니다',
    en: 'the stocks of several dates cannot be accumulated over the year',
  });
}
