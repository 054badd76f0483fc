type Row = Readonly<Record<string, string | number | null>>;

/** A table with a place column or without. */
interface Table {
  readonly columns: Readonly<Record<string, unknown>>;
  readonly rows: readonly Row[];
}

/** Levels of places, coarse to fine. */
export type Level = 'city' | 'district' | 'dong';

const DIGITS: Readonly<Record<Level, number>> = { city: 2, district: 5, dong: 10 };

/** A place without a row in a period that it should have one in. */
export interface Gap {
  readonly place: string;
  readonly period: string;
}

function placeOf(row: Row): string {
  return String(row.place);
}

const isDistrict = (place: string) => /^26\d{3}$/.test(place);
const isDong = (place: string) => /^26\d{8}$/.test(place);

function hasOwn({ rows }: Table, dong: string, period: string): boolean {
  const district = dong.slice(0, DIGITS.district);
  return rows.some((row) => placeOf(row) === district && row.period === period);
}

/** The rows of a level: where districts are asked or the city is their sum, a district's dongs stand in for it in
 * the periods in which it has no row of its own. */
export function rowsAt(
  table: Table,
  {
    level,
    isPublished,
    cityPublished,
  }: { level: Level; isPublished: boolean; cityPublished: boolean },
): Row[] {
  const { rows, columns } = table;
  if (!('place' in columns)) return [...rows];
  if (level === 'city' && cityPublished) return rows.filter((row) => placeOf(row) === '26');
  if (level === 'dong') return rows.filter((row) => isDong(placeOf(row)));
  return rows.filter((row) => {
    const place = placeOf(row);
    if (isDistrict(place) || isPublished) return isDistrict(place);
    return isDong(place) && !hasOwn(table, place, String(row.period));
  });
}

/** The place that a row counts for. */
export function heldBy(place: string, level: Level): string {
  return place.slice(0, DIGITS[level]);
}

/** Gaps of a table, one place and period after the other. */
export function gapsOf(table: Table): Gap[] {
  if (!('place' in table.columns)) return [];
  const all = table.rows.map((row) => ({ place: placeOf(row), period: String(row.period) }));
  const own = all.filter(({ place }) => isDistrict(place) || isDong(place));
  const periods = [...new Set(own.map(({ period }) => period))].sort();
  const dongs = [...new Set(own.map(({ place }) => place).filter(isDong))];
  const districts = [...new Set(own.map(({ place }) => heldBy(place, 'district')))];
  const gaps: Gap[] = [];
  let filled = 0;
  for (const place of [...districts, ...dongs].sort()) {
    const has = (period: string | undefined) =>
      own.some((one) => one.period === period && one.place.startsWith(place));
    for (const [at, period] of periods.entries()) {
      if (has(period)) {
        filled += 1;
        continue;
      }
      const isLate = at === periods.length - 1 && has(periods[at - 1]);
      const isBetween = periods.slice(0, at).some(has) && periods.slice(at).some(has);
      const isCovered = isDong(place) && hasOwn(table, place, period);
      if ((isLate || isBetween) && !isCovered) gaps.push({ place, period });
    }
  }
  return gaps.length > filled ? [] : gaps;
}

/** Levels that a table has rows of. */
export function levelsOf({ rows }: Pick<Table, 'rows'>): Level[] {
  const digits = new Set(rows.map((row) => placeOf(row).length));
  return (['city', 'district', 'dong'] as const).filter((level) => digits.has(DIGITS[level]));
}
