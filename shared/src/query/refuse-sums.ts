import { BadaError } from '../api/errors.ts';
import type { Localized } from '../model/localized.ts';
import { isAsCoarseAs } from '../model/period.ts';
import { datasetOf, type Manifest } from '../semantic/manifest.ts';
import type { TimeRule } from '../semantic/measure.ts';
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
