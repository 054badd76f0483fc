import { sql } from 'kysely';
import { type Grain, isHour, periodStart } from '../model/period.ts';
import { CODE_DIGITS } from '../model/place.ts';
import { baseFile, type ManifestDataset } from '../semantic/manifest.ts';
import { periodBound } from './period-sql.ts';
import { addsPlaces } from './place-rows.ts';
import type { IndicatorPlan } from './plan.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';
import { isWithin, type Range } from './time-range.ts';

interface Gap {
  /** The place that lacks a part. */
  readonly place: string;
  readonly period: string;
}

function gapsOf({ places }: ManifestDataset, { level }: IndicatorPlan): Gap[] {
  const digits = CODE_DIGITS[level];
  const parts = (places?.gaps ?? []).filter(({ place }) => {
    return level === 'city' || place.length > digits;
  });
  return parts.flatMap(({ place, periods }) =>
    periods.map((period) => ({ place: place.slice(0, digits), period })),
  );
}

function mayBeNull(dataset: ManifestDataset, column: string): boolean {
  return baseFile(dataset).rowGroups.some(({ columns }) => (columns[column]?.nulls ?? 0) > 0);
}

/** Whether a sum over places may lack some of them, by what the manifest says of the extract. */
export function mayLackParts(
  dataset: ManifestDataset,
  plan: IndicatorPlan,
  column: string,
): boolean {
  if (!addsPlaces(dataset, plan)) return false;
  return mayBeNull(dataset, column) || gapsOf(dataset, plan).length > 0;
}

/** How a sum is bundled over time. */
interface Bundled {
  readonly grain: Grain | 'native' | undefined;
  readonly time: Range | undefined;
  /** A stock misses only who has no row in the period that counts. */
  readonly isStock: boolean;
}

function slotOf(period: string, { grain, isStock }: Bundled): string | null {
  if (isStock || grain === 'native') return period;
  return grain === undefined ? null : periodStart(period, grain);
}

/** Whether a sum, known by `place`, `period` and `last_at`, misses a place that has no row in a period of its own;
 * absent where none does. */
export function missedParts(
  dataset: ManifestDataset,
  plan: IndicatorPlan,
  bundled: Bundled,
): Fragment | undefined {
  const { time, isStock } = bundled;
  const inRange = ({ period }: Gap) => !time || isWithin(period, time);
  const gaps = gapsOf(dataset, plan).filter(inRange);
  if (gaps.length === 0) return undefined;
  const at = isStock ? sql`last_at` : sql`period`;
  const cases = [...Map.groupBy(gaps, ({ place }) => place)].map(([place, all]) => {
    const slots = [...new Set(all.map(({ period }) => slotOf(period, bundled)))].sort();
    const dates = slots.flatMap((slot) =>
      slot === null ? [] : [periodBound(slot, isHour(slot) ? 'hour' : 'day')],
    );
    const when = dates.length > 0 ? sql` and ${at} in (${joinSql(dates, ', ')})` : sql``;
    return sql`(place = ${place}${when})`;
  });
  return joinSql(cases, ' or ');
}
