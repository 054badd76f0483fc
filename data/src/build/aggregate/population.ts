import { type AgeCount, BAND_STARTS } from './age-bands.ts';
import { type Facts, factOf, readFacts } from './facts.ts';
import type { Figures } from './figures.ts';
import { readMoisAges } from './mois-ages.ts';
import { DISTRICT_CODES } from './places.ts';
import { sum, verifyEqual } from './verify.ts';
import { readYearEndAges } from './year-end-ages.ts';

/** Only totals of this month were published where the files come from. */
const TOTALS_ONLY = '2022-10';

/** City at the end of 2021 as the press quoted the ministry (busan.com 2023010214270873738). */
const CITY_2021_12 = 3_350_380;

function cityOn(counts: readonly AgeCount[], period: string): number {
  return sum(counts.filter((one) => one.period === period).map(({ bands }) => sum(bands)));
}

function agedShare(counts: readonly AgeCount[]): string {
  const aged = sum(counts.map(({ bands }) => sum(bands.slice(13))));
  return ((100 * aged) / sum(counts.map(({ bands }) => sum(bands)))).toFixed(2);
}

function verifyFacts(counts: readonly AgeCount[], facts: Facts): void {
  for (const month of facts.months) {
    const districts = sum(DISTRICT_CODES.map((place) => factOf(facts, place, month)));
    verifyEqual(districts, factOf(facts, '26', month), `districts of the facts, ${month}`);
    for (const { place, bands } of counts.filter(({ period }) => period === `${month}-01`)) {
      verifyEqual(sum(bands), factOf(facts, place, month), `population of ${place}, ${month}`);
    }
  }
  const latest = counts.filter(({ period }) => period === '2023-01-01');
  verifyEqual(agedShare(latest), facts.agedShare.get('26') ?? '', 'share of 65+ of the city');
  for (const one of latest) {
    const expected = facts.agedShare.get(one.place) ?? '';
    verifyEqual(agedShare([one]), expected, `share of 65+ of ${one.place}`);
  }
  verifyEqual(cityOn(counts, '2021-12-01'), CITY_2021_12, 'population of the city, 2021-12');
}

function totals(counts: readonly AgeCount[], facts: Facts): Figures {
  const counted = counts.map(({ place, period, bands }) => [place, period, sum(bands)] as const);
  const published = DISTRICT_CODES.map(
    (place) => [place, `${TOTALS_ONLY}-01`, factOf(facts, place, TOTALS_ONLY)] as const,
  );
  const rows = [...counted, ...published];
  return {
    dataset: 'population-total',
    columns: ['place', 'period', 'persons'],
    keyed: 2,
    rows,
  };
}

function ages(counts: readonly AgeCount[]): Figures {
  const rows = counts.flatMap(({ place, period, bands }) =>
    BAND_STARTS.map((from, index) => [place, period, from, bands[index] ?? 0]),
  );
  const columns = ['place', 'period', 'age_from', 'persons'];
  return { dataset: 'population-age', columns, keyed: 3, rows };
}

/** Residents by district and date, in total and by five-year age. */
export function aggregatePopulation(folder: string): Figures[] {
  const facts = readFacts(folder);
  const counts = [...readMoisAges(folder), ...readYearEndAges(folder)];
  verifyFacts(counts, facts);
  return [totals(counts, facts), ages(counts)];
}
