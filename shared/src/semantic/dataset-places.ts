import { z } from 'zod';
import { PeriodStart } from '../model/period.ts';
import { PlaceCode, PlaceLevel } from '../model/place.ts';

/** What an extract's place column holds, as it was measured when the extract was built. */
export const DatasetPlaces = z.strictObject({
  /** Levels that there are rows of, coarse to fine. */
  levels: z.array(PlaceLevel),
  /** Places without a row in a period that they should have one in: between two periods in which they have, or in the
   * last one of the extract right after one in which they have. A dong is in none whose district has a row of its own.
   * None are kept of an extract that is more gap than figures: there a place without a row had nothing to count. */
  gaps: z.array(z.strictObject({ place: PlaceCode, periods: z.array(PeriodStart).min(1) })),
});
export type DatasetPlaces = z.infer<typeof DatasetPlaces>;
