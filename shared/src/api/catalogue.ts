import { z } from 'zod';
import { Department } from '../model/department.ts';
import { IsoDate } from '../model/period.ts';
import { datasetsOf, Indicator } from '../semantic/indicator.ts';
import type { Manifest } from '../semantic/manifest.ts';
import { Strategy } from '../semantic/strategy.ts';

/** What the server says of its indicators, in their order, and the date they are judged at. */
export const Catalogue = z.strictObject({
  indicators: z.array(Indicator),
  departments: z.array(Department),
  /** In the order in which they are shown. */
  strategies: z.array(Strategy),
  /** The date at which freshness and status are judged. */
  evaluationDate: IsoDate,
});
export type Catalogue = z.infer<typeof Catalogue>;

/** The data's own end: the latest as-of date among the datasets that indicators read. */
export function dataEnd(indicators: readonly Indicator[], manifest: Manifest): IsoDate {
  const read = new Set(indicators.flatMap(datasetsOf));
  const dates = manifest.datasets.filter(({ id }) => read.has(id)).map(({ asOf }) => asOf);
  return dates.sort().at(-1) ?? manifest.builtAt.slice(0, 10);
}

/** Indicators in their declared order. */
export function inOrder(indicators: readonly Indicator[]): Indicator[] {
  return [...indicators].sort((a, b) => a.order - b.order);
}
