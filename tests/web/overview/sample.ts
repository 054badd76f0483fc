import {
  type Answer,
  Indicator,
  Manifest,
  type MetricQuery,
  Proof,
  type QueryContext,
  type ValueStatus,
} from '@bada/shared';

const both = (text: string) => ({ ko: text, en: text });
const HASH = '0'.repeat(64);

/** A row of an answer: place, period, value, and what it is worth. */
export type Figure = readonly [
  place: string,
  period: string,
  value: number | null,
  status?: ValueStatus,
];

/** The share of 65 and over, of which a test changes one thing. */
export function indicatorOf(part: object = {}): Indicator {
  return Indicator.parse({
    v: 1,
    id: 'ageing-share',
    version: 1,
    order: 1,
    name: { ko: '고령인구비율', en: 'Share aged 65 and over' },
    definition: both('definition'),
    formulaText: both('formula'),
    field: 'population',
    unit: { ko: '%', en: '%', percent: true },
    decimals: 1,
    direction: 'down',
    kind: 'outcome',
    formula: { type: 'sum', measure: { dataset: 'figures', column: 'share' } },
    grain: 'month',
    reportGrain: 'month',
    cadence: 'monthly',
    levels: ['city', 'district'],
    cityRule: 'ratio-of-sums',
    ownerDepartment: 'senior-welfare',
    bands: { caution: 0, warning: 0.05, undecidedAfterDays: 400 },
    views: ['map', 'change-over-year'],
    ...part,
  });
}

/** A count of people, in the words of its unit. */
export function countOf(part: object = {}): Indicator {
  return indicatorOf({
    id: 'population',
    name: { ko: '주민등록인구', en: 'Resident population' },
    unit: { ko: '명', en: 'people' },
    decimals: 0,
    direction: 'up',
    ...part,
  });
}

/** The contracts an engine needs, without any dataset. */
export function contextOf(indicators: readonly Indicator[]): QueryContext {
  const manifest = { v: 1, id: HASH, builtAt: '2024-01-01T00:00:00Z', datasets: [] };
  return { indicators, manifest: Manifest.parse(manifest) };
}

/** An answer with the figures as its rows. */
export function answerOf(
  figures: readonly Figure[],
  indicator: Indicator = indicatorOf(),
  query?: MetricQuery,
): Answer {
  const asked = query ?? { v: 1, indicators: [{ id: indicator.id }], by: [], where: [] };
  const proof = Proof.parse({
    id: HASH,
    query: asked,
    indicators: [{ id: indicator.id, version: 1 }],
    sql: 'select 1',
    parameters: [],
    manifest: HASH,
    extracts: [],
    rowsRead: 0,
    bytesRead: 0,
    asOf: '2023-01-31',
    owners: [indicator.ownerDepartment],
    caveats: [
      { id: 'all', ko: '모두', en: 'all' },
      { id: 'short', ko: '모자람', en: 'short', where: { place: '26410', period: '2018-01-01' } },
    ],
  });
  const columns = {
    indicator: figures.map(() => indicator.id),
    place: figures.map(([place]) => place),
    period: figures.map(([, period]) => period),
    value: figures.map(([, , value]) => value),
    status: figures.map(([, , value, status]) => status ?? (value === null ? 'missing' : 'final')),
  };
  return { columns, proof, run: { engine: 'server', ms: 1 } };
}
