import { Grain, type Indicator, type MetricQuery } from '@bada/shared';
import type { Table } from './random-world.ts';
import { levelsOf } from './reference-places.ts';
import { ratioOf, readingOf, readingOfTerm } from './reference-readings.ts';
import { timeOf } from './reference-rows.ts';

/** Whether published rates of places would be added up. */
function addsRates({ by }: MetricQuery, indicator: Indicator, tables: readonly Table[]): boolean {
  const { formula, cityRule, headline } = indicator;
  const plain = 'of' in formula ? formula.of : formula;
  if (plain.type !== 'published' || by.includes('dong')) return false;
  const levels = levelsOf(tables.find(({ id }) => id === plain.measure.dataset) ?? { rows: [] });
  const dongsOnly = levels.includes('dong') && !levels.includes('district');
  const isCity = !by.includes('district');
  if (!isCity || headline.kind === 'median-of-districts') return dongsOnly;
  return cityRule !== 'published' && cityRule !== 'none';
}

/** Whether a question tells apart, or chooses by, what the figures above the line do not know. */
function namesForeign({ by, where }: MetricQuery, dataset: string): boolean {
  if (dataset === 'figures') return false;
  const words = [...by, ...where.map(({ dimension }) => dimension)];
  return words.some((word) => ['kind', 'size', 'size_group'].includes(word));
}

/** Whether one figure would be made of dates on both sides of a break. */
function mixesSeries(
  { by, time }: MetricQuery,
  { formula, breaks }: Indicator,
  tables: readonly Table[],
): boolean {
  if (by.some((word) => Grain.safeParse(word).success)) return false;
  const plain = 'of' in formula ? formula.of : formula;
  const ratio = ratioOf(plain);
  const read = [readingOf(plain), ...(ratio ? [readingOfTerm(ratio.denominator)] : [])];
  if (read.every((reading) => timeOf(reading, tables) === 'last')) return false;
  const range = time && 'from' in time ? time : { from: '0001-01-01', to: '9999-12-31' };
  return breaks.some(({ at }) => range.from < at && at <= range.to);
}

/** Whether a sum would be told as something else: flows of all time, flows of several periods
 * over the stock of one date, or stocks added up over a year. */
export function isMisleading(
  query: MetricQuery,
  indicator: Indicator,
  tables: readonly Table[],
): boolean {
  const { formula, grain } = indicator;
  if (addsRates(query, indicator, tables)) return true;
  const plain = 'of' in formula ? formula.of : formula;
  const upper = readingOf(plain);
  if (namesForeign(query, upper.dataset)) return true;
  if (mixesSeries(query, indicator, tables)) return true;
  const isFlow = timeOf(upper, tables) === 'sum';
  if (formula.type === 'cumulative' && !isFlow) return true;
  if (!isFlow || !['sum', 'count', 'distinct'].includes(String(upper.make))) return false;
  const ranged = query.time !== undefined && 'from' in query.time;
  const own = query.by.includes(grain);
  const whole = !query.by.some((word) => Grain.safeParse(word).success);
  const ratio = ratioOf(plain);
  const overStock = ratio && timeOf(readingOfTerm(ratio.denominator), tables) === 'last';
  return (whole && !ranged) || (overStock === true && !own);
}
