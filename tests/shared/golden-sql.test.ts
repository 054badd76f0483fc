import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadIndicators } from '@bada/data/build';
import {
  AnswerColumns,
  type CompiledQuery,
  compileQuery,
  type Dialect,
  DUCKDB,
  Grain,
  type Indicator,
  MetricQuery,
  TRINO,
} from '@bada/shared';
import { TrinoSQL } from 'dt-sql-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../support/project.ts';
import { type Embedded, openEmbedded } from './embedded.ts';
import { MEASURE_CASES, type MeasureCase } from './measure-cases.ts';

const FOLDERS: Readonly<Record<Dialect['name'], string>> = {
  duckdb: join(projectRoot, 'tests', 'golden', 'sql'),
  trino: join(projectRoot, 'tests', 'golden', 'trino'),
};
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const PARAMETERS = '\n-- parameters: ';

type Part = Partial<MetricQuery>;

/** The next coarser grain where figures may be bundled at all. */
function coarser({ grain, formula }: Indicator): Grain | undefined {
  if (formula.type === 'published' || formula.type === 'change') return undefined;
  return Grain.options[Grain.options.indexOf(grain) - 1];
}

function casesOf(indicator: Indicator): [name: string, part: Part][] {
  const { reportGrain: grain, dimensions } = indicator;
  const bundle = coarser(indicator);
  const [dimension] = dimensions;
  return [
    ['city', { by: ['city', grain] }],
    ['district', { by: ['district', grain] }],
    ...(bundle ? [['coarser', { by: ['district', bundle] }] satisfies [string, Part]] : []),
    [
      'filter',
      {
        by: ['district', grain],
        where: [{ dimension: 'place', op: 'in', values: ['26170', '26350'] }],
        time: { from: '2019-01-01', to: '2024-12-31' },
      },
    ],
    ['compare', { by: ['district', grain], compare: 'same-period-last-year' }],
    ...(dimension ? [['split', { by: ['city', grain, dimension] }] satisfies [string, Part]] : []),
  ];
}

const indicators = await loadIndicators(join(projectRoot, 'data', 'indicators'));
const embedded = indicators.flatMap((indicator) =>
  casesOf(indicator).map(([name, part]) => ({
    name: `${indicator.id}.${name}`,
    indicator,
    query: MetricQuery.parse({ v: 1, indicators: [{ id: indicator.id }], ...part }),
  })),
);
const others = MEASURE_CASES.map((one) => ({ ...one, name: `formula.${one.name}` }));
const cases: readonly MeasureCase[] = [...embedded, ...others];

let world: Embedded;

beforeAll(async () => {
  world = await openEmbedded();
});

afterAll(() => world.close());

function compile({ query, indicator }: MeasureCase, dialect: Dialect = DUCKDB): CompiledQuery {
  return compileQuery({ query, indicators: [indicator], manifest: world.manifest, dialect });
}

function written({ sql, parameters }: CompiledQuery): string {
  return `${sql}${PARAMETERS}${JSON.stringify(parameters)}\n`;
}

function expectGolden(compiled: CompiledQuery, name: string, dialect: Dialect): void {
  const file = join(FOLDERS[dialect.name], `${name}.sql`);
  if (UPDATE) writeFileSync(file, written(compiled));
  expect(written(compiled)).toBe(readFileSync(file, 'utf8'));
}

test.each(Object.values(FOLDERS))('every golden statement of %s belongs to a case', (folder) => {
  const known = new Set(cases.map(({ name }) => `${name}.sql`));
  expect(readdirSync(folder).filter((file) => !known.has(file))).toEqual([]);
});

test.each(cases)('$name compiles to its golden statement, which runs', async (one) => {
  const compiled = compile(one);
  expectGolden(compiled, one.name, DUCKDB);
  const columns = AnswerColumns.parse(await world.run(compiled));
  const { cityRule } = one.indicator;
  const shown = columns.value.filter((value) => value !== null || cityRule === 'none');
  expect(shown.length).toBeGreaterThan(0);
  for (const column of Object.values(columns)) expect(column?.length).toBe(columns.value.length);
});

describe('for Trino', () => {
  const grammar = new TrinoSQL();

  test('the grammar knows what Trino does not', () => {
    expect(grammar.validate('select a from t where a = ?')).toEqual([]);
    for (const foreign of [
      'select a from t qualify row_number() over (order by a) = 1',
      'select a from t where a = $1',
    ]) {
      expect(grammar.validate(foreign)).not.toEqual([]);
    }
  });

  test.each(cases)('$name compiles to a statement of Trino’s grammar', async (one) => {
    const compiled = compile(one, TRINO);
    expectGolden(compiled, one.name, TRINO);
    expect(grammar.validate(compiled.sql)).toEqual([]);
    expect(compiled.sql.match(/\?/g)).toHaveLength(compiled.parameters.length);
    // What the two engines share is enough to run the same text here.
    expect(await world.run(compiled)).toEqual(await world.run(compile(one)));
  });
});
