import { Indicator, Manifest, type MetricQuery } from '@bada/shared';

const both = (text: string) => ({ ko: text, en: text });

/** An indicator that a test changes one thing of; sums `figures.amount` by year. */
export function sampleIndicator(part: object = {}): Indicator {
  return Indicator.parse({
    v: 1,
    id: 'thing',
    version: 1,
    order: 1,
    name: both('thing'),
    definition: both('thing'),
    formulaText: both('thing'),
    field: 'population',
    unit: { ko: '명', en: 'people' },
    decimals: 0,
    direction: 'up',
    kind: 'outcome',
    formula: { type: 'sum', measure: { dataset: 'figures', column: 'amount' } },
    grain: 'year',
    reportGrain: 'year',
    cadence: 'yearly',
    dimensions: ['sex', 'hour', 'day'],
    levels: ['city', 'district'],
    cityRule: 'sum',
    ownerDepartment: 'statistics',
    bands: { caution: 0.02, warning: 0.1, undecidedAfterDays: 400 },
    views: ['map'],
    ...part,
  });
}

const column = (name: string, type: string, role: string, time?: string) => ({
  name,
  type,
  role,
  title: both(name),
  ...(time ? { time } : {}),
});

/** A manifest of the one dataset `figures`. */
export function sampleManifest(): Manifest {
  const hash = '0'.repeat(64);
  const figures = {
    id: 'figures',
    version: '1',
    contractVersion: '1',
    class: 'open',
    title: both('figures'),
    publisher: both('sample'),
    source: both('sample'),
    licence: { id: 'MIT' },
    ownerDepartment: 'statistics',
    cadence: 'yearly',
    grain: 'year',
    asOf: '2021-12-31',
    columns: [
      column('place', 'VARCHAR', 'place'),
      column('period', 'DATE', 'period'),
      column('sex', 'VARCHAR', 'dimension'),
      column('hour', 'INTEGER', 'dimension'),
      column('day', 'DATE', 'dimension'),
      column('amount', 'INTEGER', 'measure', 'sum'),
    ],
    caveats: [],
    files: [{ role: 'base', format: 'parquet', hash, bytes: 0, rows: 0, rowGroups: [] }],
  };
  const builtAt = '2024-01-01T00:00:00Z';
  return Manifest.parse({ v: 1, id: hash, builtAt, datasets: [figures] });
}

/** A question to `thing`. */
export function sampleQuery(part: Partial<MetricQuery> = {}): MetricQuery {
  return { v: 1, indicators: [{ id: 'thing' }], by: ['city', 'year'], where: [], ...part };
}
