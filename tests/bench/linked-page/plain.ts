import { table } from 'arquero';
import crossfilter from 'crossfilter2';
import { type Brush, type BrushSums, type Contestant, type Rows, SIZES } from './contest.ts';

/** crossfilter2 over row numbers, its accessors reading typed arrays. */
export function crossfilterContestant(rows: Rows): Contestant {
  const at = (column: ArrayLike<number>) => (row: number) => column[row] ?? 0;
  const all = crossfilter(Array.from(rows.day, (_, row) => row));
  const day = all.dimension(at(rows.day));
  const hours = all.dimension(at(rows.hour)).group();
  const kinds = all.dimension(at(rows.kind)).group().reduceSum(at(rows.passengers));
  const places = all.dimension(at(rows.place)).group();
  const values = (group: typeof hours) => group.all().map(({ value }) => value);
  return {
    enter: async () => undefined,
    brush: async (brush) => day.filterRange(brush),
    sums: () => [values(hours), values(kinds), values(places)],
  };
}

/** arquero: a filter and three roll-ups at each brush. */
export function arqueroContestant(rows: Rows): Contestant {
  const all = table({ ...rows });
  let sums: BrushSums = [[], [], []];
  return {
    enter: async () => undefined,
    async brush([from, to]: Brush) {
      const kept = all.params({ from, to }).filter('(d, $) => d.day >= $.from && d.day < $.to');
      const by = (column: string, value: string, size: number) => {
        const grouped = kept.groupby(column).rollup({ value });
        const [keys, values] = [grouped.array(column), grouped.array('value')];
        const found = Array.from({ length: size }, () => 0);
        for (let at = 0; at < keys.length; at++) found[keys[at] ?? 0] = values[at] ?? 0;
        return found;
      };
      sums = [
        by('hour', '() => op.count()', SIZES.hours),
        by('kind', '(d) => op.sum(d.passengers)', SIZES.kinds),
        by('place', '() => op.count()', SIZES.places),
      ];
    },
    sums: () => sums,
  };
}
