import type { Draft, PivotGuess } from './mapping-proposal.ts';
import { periodColumn } from './mapping-propose-columns.ts';
import { escaped, generalised } from './mapping-propose-text.ts';

/** The largest set of columns whose names differ in numbers only, from four on. */
export function guessPivot(names: readonly string[]): PivotGuess | undefined {
  const shapes = Map.groupBy(names.keys(), (index) => (names[index] ?? '').replace(/\d+/g, '#'));
  const [best = []] = [...shapes.values()]
    .filter((indexes) => indexes.length >= 4 && /\d/.test(names[indexes[0] ?? 0] ?? ''))
    .sort((a, b) => b.length - a.length);
  const sample = names[best.at(-1) ?? -1];
  if (sample === undefined) return undefined;
  const stem = generalised(sample).slice(0, -1);
  // 100세 이상 ends the row of ages; its name goes on after the shape.
  const tails = names.flatMap((name) => new RegExp(`${stem}(\\D+)$`, 'u').exec(name)?.at(-1) ?? []);
  const pattern =
    tails.length > 0 ? `${stem}(${[...new Set(tails)].map(escaped).join('|')})?$` : `${stem}$`;
  const expression = new RegExp(pattern, 'u');
  const indexes = names.flatMap((name, index) => (expression.test(name) ? [index] : []));
  return {
    pattern,
    indexes,
    groups: [...pattern.matchAll(/\(\?<(\w+)>/g)].map(([, name = '']) => name),
  };
}

/** When a figure of an hour was, by its day: 24시-01시 is of the next day. */
export function stampColumn(columns: readonly Draft[]): Draft[] {
  const [day, ...moreDays] = columns.filter(({ type }) => type === 'date');
  const [hour, ...moreHours] = columns.filter(({ type }) => type === 'hours');
  if (!day || !hour || moreDays.length > 0 || moreHours.length > 0) return [];
  return [{ name: 'starts_at', from: { date: day.name, hours: hour.name }, type: 'datetime' }];
}

/** Columns for what stands in the names of pivoted columns. */
export function groupColumns({ groups }: PivotGuess): Draft[] {
  const has = (name: string) => groups.includes(name);
  const text = has('month') ? '{year}-{month}' : '{year}';
  const period = has('year') ? [periodColumn(text)] : [];
  const rest = groups.filter((name) => name !== 'year' && (name !== 'month' || !has('year')));
  const others = rest.map((group) => ({
    name: group === 'from' ? 'from_value' : group,
    from: { group },
    type: group === 'hour' ? 'hours' : 'integer',
    required: true,
    role: 'dimension',
  }));
  // The end of a span follows from its beginning.
  return [...period, ...others.filter(({ name }) => name !== 'until')];
}
