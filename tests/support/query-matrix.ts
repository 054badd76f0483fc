import {
  BadaError,
  compileQuery,
  datasetsOf,
  Grain,
  type Indicator,
  type Manifest,
  MetricQuery,
} from '@bada/shared';

type Part = Partial<MetricQuery>;

/** Questions of one indicator that are kept of all combinations. */
const PER_INDICATOR = 16;

const RANGE = { from: '2012-01-01', to: '2024-12-31' };

const BY_THE_HOUR: readonly Part[] = [
  { time: { from: '2021-01-01T07:00', to: '2022-01-02T09:00' } },
  { compare: { period: '2021-01-01T08:00' } },
];

function product<A, B>(left: readonly A[], right: readonly B[]): [A, B][] {
  return left.flatMap((a) => right.map((b): [A, B] => [a, b]));
}

/** Levels by grains of the figures and coarser, with and without dimensions. */
function breakdowns({ levels, grain, dimensions }: Indicator): Part[] {
  const grains = Grain.options.slice(0, Grain.options.indexOf(grain) + 1);
  const splits: string[][] = [[], ...dimensions.map((name) => [name])];
  const timed = product(product(levels, grains), splits).map(([[level, word], split]) => ({
    by: [level, word, ...split],
  }));
  return [...timed, ...levels.map((level) => ({ by: [level], time: RANGE }))];
}

type Filter = MetricQuery['where'][number];

/** Filters of a column with a value that its statistics name: numbers also by order. */
function ofColumn(dimension: string, value: string | number): Filter[] {
  const ops = typeof value === 'number' ? (['=', '>=', '<'] as const) : (['=', 'not-in'] as const);
  return ops.map((op) => ({ dimension, op, values: [value] }));
}

/** A filter of each column and of each column's bands. */
function filtersOf(indicator: Indicator, manifest: Manifest): Part[] {
  const read = manifest.datasets.filter(({ id }) => datasetsOf(indicator).includes(id));
  const bands = read.flatMap((dataset) => dataset.bands ?? []);
  const columns = read
    .flatMap(({ files }) => files.flatMap(({ rowGroups }) => rowGroups))
    .map((group) => group.columns);
  const filters = indicator.dimensions.flatMap((dimension) => {
    const value = columns.map((stats) => stats[dimension]?.max).find((max) => max != null);
    const band = bands.find(({ id }) => id === dimension)?.values[0]?.id;
    const named = band === undefined ? [] : (['in', 'not-in'] as const);
    const banded = named.map((op): Filter => ({ dimension, op, values: [band ?? ''] }));
    return [...(value == null ? [] : ofColumn(dimension, value)), ...banded];
  });
  const places = { dimension: 'place', op: 'in' as const, values: ['26350', '26110'] };
  return [{}, ...[places, ...filters].map((filter) => ({ where: [filter] }))];
}

function extrasOf({ grain }: Indicator): Part[] {
  return [
    {},
    { compare: 'previous-period' },
    { compare: 'same-period-last-year' },
    { time: { from: '2018-01-01', to: '2021-12-31' } },
    { time: { last: 2, grain } },
    ...(grain === 'hour' ? BY_THE_HOUR : []),
    { orderBy: { column: 'value', direction: 'desc' }, limit: 7 },
  ];
}

function isAnswered(query: MetricQuery, indicator: Indicator, manifest: Manifest): boolean {
  try {
    compileQuery({ query, indicators: [indicator], manifest });
    return true;
  } catch (error) {
    if (error instanceof BadaError) return false;
    throw error;
  }
}

/** The grain and the filter of a question, which every matrix should have together. */
export function meeting({ by, where }: MetricQuery): string {
  const grain = by.find((word) => Grain.safeParse(word).success) ?? 'all';
  const [filter] = where;
  return filter ? `${grain} ${filter.dimension} ${filter.op}` : grain;
}

/** Some questions of all: those first whose grain and filter have not met yet. */
function chosen(all: readonly MetricQuery[], met: Set<string>): MetricQuery[] {
  const fresh = new Map(
    all.filter((query) => !met.has(meeting(query))).map((query) => [meeting(query), query]),
  );
  const kept = [...new Set([...fresh.values(), ...all])].slice(0, PER_INDICATOR);
  for (const query of kept) met.add(meeting(query));
  return kept;
}

function questionsOf(indicator: Indicator, manifest: Manifest, met: Set<string>): MetricQuery[] {
  const filtered = product(breakdowns(indicator), filtersOf(indicator, manifest));
  const all = product(filtered, extrasOf(indicator)).map(([[by, where], extra]) =>
    MetricQuery.parse({ v: 1, indicators: [{ id: indicator.id }], ...by, ...where, ...extra }),
  );
  const unique = [...new Map(all.map((query) => [JSON.stringify(query), query])).values()];
  const answered = unique.filter((query) => isAnswered(query, indicator, manifest));
  // Steps of a prime meet each question once, and each word of each list early.
  const mixed = answered.flatMap((_, at) => answered[(at * 7919) % answered.length] ?? []);
  return chosen(mixed, met);
}

/** Queries that between them use every formula, level, grain, comparison, filter and dimension; those that are refused
 * are left out. No two are alike. */
export function queryMatrix(indicators: readonly Indicator[], manifest: Manifest): MetricQuery[] {
  const met = new Set<string>();
  const present = new Set(manifest.datasets.map(({ id }) => id));
  return indicators
    .filter((indicator) => datasetsOf(indicator).every((id) => present.has(id)))
    .flatMap((indicator) => questionsOf(indicator, manifest, met));
}
