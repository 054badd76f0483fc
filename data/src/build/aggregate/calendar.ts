/** Kinds of day that the metro runs different timetables on. */
export type DayType = 'weekday' | 'saturday' | 'holiday';

/** Public holidays of January to June 2024 (관공서의 공휴일에 관한 규정), Sundays aside. Labour Day (1 May) is
 * none of them: public offices and the metro's weekday timetable run. */
const HOLIDAYS_2024H1: ReadonlyMap<string, string> = new Map([
  ['2024-01-01', '신정'],
  ['2024-02-09', '설날 연휴'],
  ['2024-02-10', '설날'],
  ['2024-02-12', '설날 대체공휴일'],
  ['2024-03-01', '삼일절'],
  ['2024-04-10', '국회의원 선거일'],
  ['2024-05-06', '어린이날 대체공휴일'],
  ['2024-05-15', '부처님오신날'],
  ['2024-06-06', '현충일'],
]);

/** Kind of a day of January to June 2024. Sundays count as holidays, a public holiday on a Saturday too. */
export function dayType(date: string): DayType {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || HOLIDAYS_2024H1.has(date)) return 'holiday';
  return weekday === 6 ? 'saturday' : 'weekday';
}

/** First day of a date's month. */
export function monthOf(date: string): string {
  return `${date.slice(0, 7)}-01`;
}
