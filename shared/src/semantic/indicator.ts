import { z } from 'zod';
import { Cadence } from '../model/cadence.ts';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { Grain, IsoDate } from '../model/period.ts';
import { PlaceCode, PlaceLevel } from '../model/place.ts';
import { saying } from '../model/saying.ts';
import { Caveat } from './caveat.ts';
import { Formula, measuresOf } from './formula.ts';
import { contradictions } from './indicator-rules.ts';
import { parseYaml } from './parse-yaml.ts';

/** A yearly target with the one who set it; `sample` marks made-up ones. */
export const Target = z.strictObject({
  year: z.number().int(),
  value: z.number(),
  sample: z.boolean().default(false),
  setBy: Localized,
  setOn: IsoDate,
  /** Name of the one who agreed to it, another than the one who set it; of targets set in the app. */
  approvedBy: z.string().min(1).max(80).optional(),
  approvedOn: IsoDate.optional(),
  /** Why it is what it is, in the words of the one who set it. */
  reason: z.string().min(1).max(500).optional(),
});
export type Target = z.infer<typeof Target>;

const Headline = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('city') }),
  z.strictObject({ kind: z.literal('median-of-districts'), label: Localized }),
  z.strictObject({ kind: z.literal('place'), place: PlaceCode, label: Localized }),
]);

/** Shortfalls against the target, as shares of it: up to `caution` is good, up to `warning` is caution. */
const Bands = z.strictObject({
  caution: z.number().min(0),
  warning: z.number().min(0),
  /** Older than this at the evaluation date, a value is not judged. */
  undecidedAfterDays: z.number().int().positive(),
});

/** Where a series stops meaning the same: figures before `at` are never compared with those from it on. */
export const SeriesBreak = z.strictObject({
  /** First day of the first period under the new definition. */
  at: IsoDate,
  ko: z.string().min(1),
  en: z.string().min(1),
});
export type SeriesBreak = z.infer<typeof SeriesBreak>;

/** An indicator's contract: one definition that every surface compiles from. */
export const Indicator = z
  .strictObject({
    v: z.literal(1),
    id: KebabId,
    version: z.number().int().positive(),
    /** Place among the others where nothing else orders them; lower comes first. */
    order: z.number().int(),
    name: Localized,
    definition: Localized,
    formulaText: Localized,
    field: z.enum([
      'population',
      'welfare',
      'economy',
      'finance',
      'transport',
      'environment',
      'safety',
    ]),
    /** Id of one of the city's strategies. */
    strategy: KebabId.optional(),
    unit: z.strictObject({ ko: z.string(), en: z.string(), percent: z.boolean().default(false) }),
    decimals: z.number().int().min(0).max(4),
    direction: z.enum(['up', 'down', 'neutral']),
    kind: z.enum(['outcome', 'input']),
    formula: Formula,
    /** Finest grain of the figures. */
    grain: Grain,
    /** Grain that cards and targets speak of; coarser than `grain` where targets are. */
    reportGrain: Grain,
    cadence: Cadence,
    dimensions: z.array(z.string()).default([]),
    levels: z.array(PlaceLevel).min(1),
    /** How the city's value comes about; `from-rows` computes it from all rows where districts' values do not add up. */
    cityRule: z.enum(['sum', 'ratio-of-sums', 'from-rows', 'published', 'none']),
    headline: Headline.default({ kind: 'city' }),
    ownerDepartment: KebabId,
    targets: z.array(Target).default([]),
    bands: Bands,
    views: z.array(z.enum(['map', 'change-over-year', 'forecast', 'contribution'])),
    /** Days by which the figure compared with may miss the same period a year earlier, for stocks that
     * are taken at irregular dates. */
    yearEarlierGapDays: z.number().int().min(0).max(92).default(0),
    breaks: z.array(SeriesBreak).default([]),
    caveats: z.array(Caveat).default([]),
    /** First day on which it is no longer offered; its old figures can still be reproduced. */
    retired: IsoDate.optional(),
  })
  .superRefine((indicator, context) => {
    for (const { path, why } of contradictions(indicator)) {
      context.addIssue({ code: 'custom', path: [...path], ...saying(why) });
    }
  });
export type Indicator = z.infer<typeof Indicator>;

/** Reads an indicator's YAML.
 * @throws BadaError `contract.invalid` */
export function parseIndicator(text: string, file: string): Indicator {
  return Object.freeze(parseYaml(Indicator, text, file));
}

/** The datasets an indicator reads, without repeats. */
export function datasetsOf(indicator: Indicator): string[] {
  return [...new Set(measuresOf(indicator.formula).map((measure) => measure.dataset))];
}
