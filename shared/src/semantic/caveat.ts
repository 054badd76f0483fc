import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { IsoDate } from '../model/period.ts';
import { PlaceCode } from '../model/place.ts';

/** Something a reader must know about figures; about all of them unless `where` narrows it. */
export const Caveat = z.strictObject({
  id: KebabId,
  ko: z.string().min(1),
  en: z.string().min(1),
  where: z.strictObject({ place: PlaceCode.optional(), period: IsoDate.optional() }).optional(),
});
export type Caveat = z.infer<typeof Caveat>;

/** The caveats that touch a figure of a place and period. A district's caveat touches the city too. */
export function caveatsAt(
  caveats: readonly Caveat[],
  { place, period }: { place: PlaceCode; period: IsoDate },
): Caveat[] {
  return caveats.filter(({ where }) => {
    if (!where) return false;
    const placeFits = where.place === undefined || where.place.startsWith(place);
    return placeFits && (where.period === undefined || where.period === period);
  });
}
