import { type AccessRules, Indicator, type Role, type Viewer } from '@bada/shared';
import { openQualityWorld, type QualityWorld } from '../support/quality-world.ts';
import type { SmallSource } from '../support/small-source.ts';

/** A row of a planted dataset. */
export interface Planted {
  readonly dataset: 'aid' | 'cases';
  readonly place: string;
  readonly team: string;
  readonly period: string;
  readonly kind: string;
  /** Texts and numbers that stand in no other row: whoever finds one has found the row. */
  readonly applicant: string;
  readonly memo: string;
  readonly persons: number;
  readonly income: number;
}

const PLACES = ['26110', '26140', '26350'];
const TEAMS = ['east-team', 'west-team'];
const PERIODS = ['2020-01-01', '2021-01-01'];

let seed = 20_260_406;

/** A number so large that no sum or difference of others hits it by chance. */
function planted(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return 1_000_000_000_000 + seed * 397 + (seed % 7919);
}

function kindsOf(dataset: string, place: string): string[] {
  return ['공통', `${dataset} ${place}에만 있는 종류`];
}

/** All rows of both datasets. */
export const ROWS: readonly Planted[] = (['aid', 'cases'] as const).flatMap((dataset) =>
  PLACES.flatMap((place) =>
    PERIODS.flatMap((period) =>
      kindsOf(dataset, place).map((kind, at) => {
        const id = `${dataset}-${place}-${period}-${at}`;
        const texts = { applicant: `신청인 ${id}`, memo: `메모𠮷 ${id}` };
        const team = TEAMS[(PLACES.indexOf(place) + at) % TEAMS.length] ?? '';
        const numbers = { persons: planted(), income: planted() };
        return { dataset, place, team, period, kind, ...texts, ...numbers };
      }),
    ),
  ),
);

const AID_RULES: AccessRules = {
  rows: [
    {
      column: 'place',
      by: 'place',
      grants: [
        { to: { departments: ['haeundae'] }, values: ['26350'] },
        { to: { roles: ['executive'] }, values: 'all' },
      ],
    },
  ],
  columns: [
    { column: 'applicant', how: 'masked', clear: [{ departments: ['haeundae'] }] },
    { column: 'memo', how: 'absent', clear: [{ roles: ['executive'] }] },
  ],
};

const CASES_RULES: AccessRules = {
  rows: [{ column: 'team', by: 'department', grants: [] }],
  columns: [{ column: 'applicant', how: 'absent', clear: [] }],
};

/** A rule that every row breaks, so that failing rows and tasks hold them. */
const QUALITY = {
  id: 'few-persons',
  type: 'custom',
  engine: 'bada',
  severity: 'major',
  implementation: {
    criterion: 'logic',
    gate: 'warn',
    holds: { column: 'persons', op: '<=', other: 'floor' },
    reason: { ko: '사람이 너무 많습니다', en: 'too many persons' },
  },
};

function source(id: Planted['dataset'], access: AccessRules): SmallSource {
  const own = ROWS.filter(({ dataset }) => dataset === id);
  const kinds = [...new Set(own.map(({ kind }) => kind))];
  return {
    id,
    facts: { access, class: id === 'aid' ? 'open' : 'internal', ownerDepartment: 'welfare' },
    rollups: [
      { id: 'by-place', by: ['place', 'period'], measures: ['persons'] },
      { id: 'by-period', by: ['period'], measures: ['persons', 'income'] },
      { id: 'by-kind', by: ['kind'], measures: ['persons'] },
    ],
    quality: [QUALITY],
    columns: [
      { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
      { name: 'team', type: 'VARCHAR', role: 'dimension', required: true },
      { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
      { name: 'kind', type: 'VARCHAR', role: 'dimension', key: 3, required: true, values: kinds },
      { name: 'applicant', type: 'VARCHAR', role: 'dimension' },
      { name: 'memo', type: 'VARCHAR', role: 'dimension' },
      { name: 'persons', type: 'BIGINT', role: 'measure', time: 'sum' },
      {
        name: 'income',
        type: 'BIGINT',
        role: 'measure',
        time: 'sum',
        classification: 'restricted',
      },
      { name: 'floor', type: 'BIGINT', role: 'measure', time: 'sum' },
    ],
  };
}

function cellsOf(row: Planted): (string | number)[] {
  const { place, team, period, kind, applicant, memo, persons, income } = row;
  return [place, team, period, kind, applicant, memo, persons, income, 1];
}

/** Somebody with a role and departments. */
export interface Person {
  readonly name: string;
  readonly viewer: Viewer;
  /** Rows that he may see. */
  readonly rows: (row: Planted) => boolean;
  /** Columns of a row he may see the values of. */
  readonly columns: (
    dataset: Planted['dataset'],
  ) => ('applicant' | 'memo' | 'persons' | 'income')[];
}

function viewer(roles: Role[], departments: string[], dataClass: Viewer['class']): Viewer {
  return {
    id: `${roles.join('-')}-${departments.join('-')}`,
    roles,
    departments,
    class: dataClass,
  };
}

/** Who sees what, said here by hand and not by the product's own rules. */
const DEPARTMENTS: Readonly<Record<string, Pick<Person, 'rows' | 'columns'>>> = {
  haeundae: {
    rows: ({ dataset, place }) => dataset === 'aid' && place === '26350',
    columns: (dataset) => (dataset === 'aid' ? ['applicant', 'persons'] : ['memo', 'persons']),
  },
  'east-team': {
    rows: ({ dataset, team }) => dataset === 'cases' && team === 'east-team',
    columns: (dataset) => (dataset === 'aid' ? ['persons'] : ['memo', 'persons']),
  },
  budget: {
    rows: () => false,
    columns: () => ['persons'],
  },
};

const ROLES: readonly Role[] = ['viewer', 'manager', 'analyst'];

/** Everybody to whom something is hidden: each role of each department, and executives, who see all rows of one dataset. */
export const PEOPLE: readonly Person[] = [
  ...ROLES.flatMap((role) =>
    Object.entries(DEPARTMENTS).map(([department, seen]) => ({
      name: `${role} of ${department}`,
      viewer: viewer([role], [department], 'internal'),
      ...seen,
    })),
  ),
  {
    name: 'executive of budget',
    viewer: viewer(['executive'], ['budget'], 'internal'),
    rows: ({ dataset }) => dataset === 'aid',
    columns: (dataset) => (dataset === 'aid' ? ['memo', 'persons'] : ['persons']),
  },
  {
    name: 'viewer of open data',
    viewer: viewer(['viewer'], [], 'open'),
    rows: () => false,
    columns: () => ['persons'],
  },
];

/** Who sees all. */
export const STEWARD: Viewer = viewer(['steward', 'administrator'], ['welfare'], 'restricted');

const both = (text: string) => ({ ko: text, en: text });

const ADDING = ['sum', 'count'];

function indicator(
  id: string,
  formula: Readonly<Record<string, unknown>> & { type: string },
): Indicator {
  const { type } = formula;
  return Indicator.parse({
    ...{ v: 1, id, version: 1, name: both(id), definition: both(id), formulaText: both(id) },
    ...{ field: 'population', order: 1, reportGrain: 'year', unit: both('명'), decimals: 0 },
    ...{ direction: 'neutral', kind: 'outcome', formula, grain: 'year', cadence: 'yearly' },
    dimensions: ['kind', 'team', 'applicant', 'memo'],
    levels: ['city', 'district'],
    cityRule: ADDING.includes(type) ? 'sum' : 'from-rows',
    ownerDepartment: 'welfare',
    bands: { caution: 0.05, warning: 0.1, undecidedAfterDays: 800 },
    views: ['map'],
  });
}

const sum = (dataset: string, column: string) => ({
  type: 'sum',
  measure: { dataset, column, where: [] },
});
const term = (dataset: string, column: string) => ({ dataset, column });

/** Indicators over the planted datasets. */
export const INDICATORS: readonly Indicator[] = [
  indicator('aid-persons', sum('aid', 'persons')),
  indicator('aid-income', sum('aid', 'income')),
  indicator('aid-applicants', {
    type: 'distinct',
    measure: { dataset: 'aid', column: 'applicant' },
  }),
  indicator('aid-most', { type: 'max', measure: { dataset: 'aid', column: 'persons' } }),
  indicator('aid-change', {
    type: 'change',
    measure: { dataset: 'aid', column: 'persons' },
    overMonths: 12,
  }),
  indicator('cases-persons', sum('cases', 'persons')),
  indicator('cases-rows', { type: 'count', measure: { dataset: 'cases', column: 'persons' } }),
  indicator('aid-per-case', {
    type: 'ratio',
    numerator: term('aid', 'persons'),
    denominator: term('cases', 'persons'),
  }),
];

/** The header by which a request tells who asks. */
export const WHO = 'x-test-viewer';

/** An app over the planted datasets, whose people are told apart by a header. */
export async function openLeakWorld(): Promise<QualityWorld> {
  const known = new Map(
    [...PEOPLE.map(({ viewer: one }) => one), STEWARD].map((one) => [one.id, one]),
  );
  const world = await openQualityWorld({
    viewerOf: (request) => known.get(request.headers.get(WHO) ?? STEWARD.id) ?? STEWARD,
  });
  for (const [id, access] of [
    ['aid', AID_RULES],
    ['cases', CASES_RULES],
  ] as const) {
    const rows = ROWS.filter(({ dataset }) => dataset === id).map(cellsOf);
    await world.publish(source(id, access), rows);
  }
  // A second version, so that there is something to compare.
  const fewer = ROWS.filter(({ dataset }) => dataset === 'aid').map(cellsOf);
  world.setNow('2024-04-01T00:00:00.000Z');
  await world.publish(source('aid', AID_RULES), fewer.slice(0, -1));
  world.setNow('2024-05-01T00:00:00.000Z');
  await world.publish(source('aid', AID_RULES), fewer);
  for (const body of INDICATORS) {
    const { id, version } = body;
    await world.store.documents.addVersion(STEWARD, {
      ...{ kind: 'indicator', id, version, department: null, body },
    });
  }
  return world;
}
