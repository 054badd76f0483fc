import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { saying } from '../model/saying.ts';

/** An aim of the city that indicators serve; `sample` marks one that the city did not set. */
export const Strategy = z.strictObject({
  id: KebabId,
  name: Localized,
  /** What the city wants to reach by it, in one sentence. */
  aim: Localized,
  sample: z.boolean().default(false),
});
export type Strategy = z.infer<typeof Strategy>;

/** The document of the city's strategies, in the order in which they are shown. */
export const Strategies = z
  .strictObject({
    v: z.literal(1),
    version: z.number().int().positive(),
    strategies: z.array(Strategy).min(1),
  })
  .refine(({ strategies }) => new Set(strategies.map(({ id }) => id)).size === strategies.length, {
    ...saying({ ko: '같은 전략이 두 번 있습니다', en: 'a strategy is named twice' }),
    path: ['strategies'],
  });
export type Strategies = z.infer<typeof Strategies>;

/** The strategy that an indicator serves; a made-up one only where samples are shown. */
export function strategyOf(
  strategies: readonly Strategy[],
  { id, samples }: { id: string | undefined; samples: boolean },
): Strategy | undefined {
  return strategies.find((one) => one.id === id && (samples || !one.sample));
}
