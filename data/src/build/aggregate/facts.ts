import { readText } from './read.ts';
import { verify } from './verify.ts';

/** Published figures that the aggregation is checked against, and takes 2022-10 from. */
export interface Facts {
  /** Months `YYYY-MM` of the population table, ascending. */
  readonly months: readonly string[];
  /** Residents by place (`26` city, district codes) and month. */
  readonly population: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Share of 65+ in 2023-01 in per cent with two decimals, by place. */
  readonly agedShare: ReadonlyMap<string, string>;
  /** Births of the city by year. */
  readonly births: ReadonlyMap<string, number>;
}

function tableCells(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((text) => text.trim());
}

function populationTable(text: string): Pick<Facts, 'months' | 'population' | 'agedShare'> {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const start = lines.findIndex((line) => line.startsWith('| code | gu | 2012-03'));
  verify(start >= 0, 'the facts hold no population table');
  const months = tableCells(lines[start] ?? '').filter((name) => /^\d{4}-\d{2}$/.test(name));
  const population = new Map<string, ReadonlyMap<string, number>>();
  const agedShare = new Map<string, string>();
  for (const line of lines.slice(start + 2, start + 19)) {
    const [place = '', , ...values] = tableCells(line);
    const counts = months.map((month, at) => {
      return [month, Number((values[at] ?? '').replaceAll(',', ''))] as const;
    });
    population.set(place, new Map(counts));
    agedShare.set(place, (values[months.length] ?? '').replace(' %', ''));
  }
  verify(months.length === 7 && population.size === 17, 'the population table is not 17 × 7');
  return { months, population, agedShare };
}

function birthsLine(text: string): Map<string, number> {
  const line = text.split('\n').find((one) => one.startsWith('2017 ')) ?? '';
  const pairs = [...line.matchAll(/(20\d\d) ([\d,]+)/g)];
  return new Map(
    pairs.map(([, year = '', count = '']) => [year, Number(count.replaceAll(',', ''))]),
  );
}

/** Reads FACTS.md of the input folder.
 * @throws when its tables are not where they are expected */
export function readFacts(folder: string): Facts {
  const text = readText(folder, 'FACTS.md');
  const births = birthsLine(text);
  verify(births.size === 5, 'the facts hold no five years of births');
  return { ...populationTable(text), births };
}

/** A figure of the population table.
 * @throws when the table has none */
export function factOf(facts: Facts, place: string, month: string): number {
  const value = facts.population.get(place)?.get(month);
  verify(value !== undefined && Number.isSafeInteger(value), `no fact for ${place} in ${month}`);
  return value;
}
