import { Indicator } from '../semantic/indicator.ts';

/** What a new indicator begins with: a sum that still needs its data and its words. */
export function blankDefinition(id: string, ownerDepartment: string): Indicator {
  const words = { ko: id, en: id };
  return Indicator.parse({
    v: 1,
    id,
    version: 1,
    order: 1000,
    name: words,
    definition: words,
    formulaText: words,
    field: 'population',
    unit: { ko: '명', en: 'people' },
    decimals: 0,
    direction: 'neutral',
    kind: 'outcome',
    formula: {
      type: 'sum',
      measure: { dataset: 'population-total', column: 'persons', where: [] },
    },
    grain: 'month',
    reportGrain: 'month',
    cadence: 'irregular',
    levels: ['city', 'district'],
    cityRule: 'sum',
    ownerDepartment,
    bands: { caution: 0, warning: 0.05, undecidedAfterDays: 1200 },
    views: ['map'],
  });
}
