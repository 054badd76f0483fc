import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { IsoDate, type Period, periodStart } from '../model/period.ts';
import { PlaceCode } from '../model/place.ts';

/** Something a reader must know about figures; about all of them unless `where` narrows it. */
export const Caveat = z.strictObject({
  id: KebabId,
  ko: z.string().min(1),
  en: z.string().min(1),
  where: z.strictObject({ place: PlaceCode.optional(), period: IsoDate.optional() }).optional(),
});
export type Caveat = z.infer<typeof Caveat>;

/** The caveats that touch a figure of a place and period: a district's touches the city too, a
 * month's the year that holds it. */
export function caveatsAt(
  caveats: readonly Caveat[],
  { place, period }: { place: PlaceCode; period: Period },
): Caveat[] {
  return caveats.filter(({ where }) => {
    if (!where) return false;
    const placeFits = where.place === undefined || where.place.startsWith(place);
    if (!placeFits || where.period === undefined) return placeFits;
    return periodStart(where.period, period.grain) === period.start;
  });
}
