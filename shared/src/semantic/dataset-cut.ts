import { z } from 'zod';
import { DataCut, isRuled } from '../access/data-cut.ts';
import type { Caveat } from './caveat.ts';

/** Which part of a dataset a viewer's manifest holds; its files hold no more. */
export const DatasetCut = z.strictObject({
  /** Name of the cut: the same for all who see the same of the same version. It tells nothing of what is hidden. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  of: DataCut,
});
export type DatasetCut = z.infer<typeof DatasetCut>;

/** A part of a dataset as its readers are told of it: a column that is not there is not named. */
export const ToldCut = DataCut.pick({ rows: true, masked: true }).extend({
  /** Whether rules made it, and not the classes of columns alone. */
  ruled: z.boolean(),
});
export type ToldCut = z.infer<typeof ToldCut>;

/** What readers are told of a cut. */
export function toldCut({ rows, masked, classified, absent }: DataCut): ToldCut {
  const ruled = isRuled({ rows, masked, classified, absent });
  return { rows, masked: [...masked, ...classified].sort(), ruled };
}

const CAVEAT = 'data-cut';

/** Caveats with what a cut means to readers, in words. */
export function withCutCaveat(caveats: readonly Caveat[], cut?: DataCut): Caveat[] {
  const others = caveats.filter(({ id }) => id !== CAVEAT);
  if (!cut || cut.rows.length === 0) return others;
  const isByPlace = cut.rows.some(({ by }) => by === 'place');
  const ko = isByPlace
    ? '권한에 따라 볼 수 있는 지역의 행만으로 계산한 값입니다. 다른 지역이 들어가는 합계는 가립니다(상태: suppressed).'
    : '권한에 따라 볼 수 있는 행만으로 계산한 값이며, 전체의 값이 아닙니다.';
  const en = isByPlace
    ? 'Computed from the rows of the places that you may see; totals over other places are hidden (status: suppressed).'
    : 'Computed from the rows that you may see alone; not a value of the whole.';
  return [...others, { id: CAVEAT, ko, en }];
}

/** Codes of the places that a cut shows whole; undefined where it shows all. */
export function placesShown({
  columns,
  cut,
}: {
  columns: readonly { name: string; role: string }[];
  cut?: DatasetCut | undefined;
}): readonly string[] | undefined {
  const place = columns.find(({ role }) => role === 'place')?.name;
  return cut?.of.rows.find(({ column, by }) => by === 'place' && column === place)?.values;
}
