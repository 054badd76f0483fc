import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BroughtDataset,
  loadQualityPolicy,
  periodOf,
  publishBrought,
  totalAnomalies,
} from '@bada/data/build';
import {
  AnswerColumns,
  compileQuery,
  DISTRICTS,
  datasetOf,
  Indicator,
  type Manifest,
  MetricQuery,
  parseDatasetContract,
} from '@bada/shared';
import { draftContract, periodColumnOf, withContractFacts } from '@bada/shared/catalogue';
import type { Mapping } from '@bada/shared/intake';
import { afterEach, describe, expect, test } from 'vitest';
import { withDuckDb } from '../../../data/src/build/duckdb.ts';
import { ManifestDatabase } from '../../../server/src/engine/duckdb-instance.ts';
import { projectRoot } from '../../support/project.ts';
import {
  INPUT,
  mappingOf,
  mappings,
  type Taken,
  takeIn,
  takeText,
  temporary,
} from '../ingest/support.ts';

const both = (text: string) => ({ ko: text, en: text });
const policy = await loadQualityPolicy(join(projectRoot, 'data/quality'));

const BOARDINGS = mappingOf({
  id: 'boardings',
  dataset: 'boardings',
  columns: [
    { name: 'day', from: '날짜', type: 'date', required: true, role: 'period' },
    { name: 'place', from: '구군', type: 'place', place: { system: 'mois' }, required: true },
    { name: 'hour', from: { group: 'from' }, type: 'hours', required: true, role: 'dimension' },
    { name: 'starts_at', from: { date: 'day', hours: 'hour' }, type: 'datetime', required: true },
  ],
  pivot: {
    columns: '^(?<from>\\d{2})시-(?<until>\\d{2})시$',
    value: { name: 'boardings', type: 'integer', missing: { '-': 'not-measured' } },
  },
  key: ['day', 'place', 'hour'],
});

const HOURS = Array.from({ length: 24 }, (_, at) => at + 1);
const NAMES = HOURS.map((hour) => {
  const [from, until] = [hour, (hour % 24) + 1].map((one) => String(one).padStart(2, '0'));
  return `${from}시-${until}시`;
});
const DAYS = Array.from({ length: 20 }, (_, at) => `2024-03-${String(at + 1).padStart(2, '0')}`);

/** Boardings that go up and down with the time of day; one district has one day twentyfold, another one hour unknown. */
function table(): string {
  const rows = DAYS.flatMap((day, at) =>
    DISTRICTS.map(({ place }, index) => {
      const busy = place === '26350' && day === '2024-03-12' ? 20 : 1;
      const cells = HOURS.map((hour) => {
        if (place === '26110' && day === '2024-03-07' && hour === 9) return '-';
        const wave = 200 + 190 * Math.sin((hour / 24) * 2 * Math.PI);
        return Math.round((wave + index * 10 + ((at * 7 + index) % 5)) * busy);
      });
      return [day, place, ...cells].join(',');
    }),
  );
  return `${['날짜,구군', ...NAMES].join(',')}\n${rows.join('\n')}\n`;
}

/** A result with the contract that is drafted from it. */
async function drafted(taken: Taken, mapping: Mapping): Promise<BroughtDataset> {
  const column = periodColumnOf(mapping);
  const period = column === undefined ? undefined : await periodOf(taken.folder, column);
  const { columns } = taken.report;
  const known = { department: null, departments: [], terms: policy.terms.terms };
  const input = { mapping, columns, period, file: 't.csv', today: '2024-07-05', ...known };
  const answered = withContractFacts(draftContract(input).document, {
    ...{ publisher: both('공사'), ownerDepartment: 'transport-planning', legalBasis: both('조례') },
  });
  const contract = parseDatasetContract(JSON.stringify(answered), mapping.dataset);
  return { contract, tables: [{ folder: taken.folder, report: taken.report, mapping }] };
}

function boardingsIn(dataset: string, column: string, where: object[] = []) {
  return Indicator.parse({
    ...{ v: 1, id: 'hourly', version: 1, order: 1, field: 'transport', unit: both('명') },
    ...{ name: both('승차'), definition: both('승차'), formulaText: both('승차') },
    ...{ decimals: 0, direction: 'up', kind: 'outcome', grain: 'hour', reportGrain: 'hour' },
    ...{ cadence: 'irregular', levels: ['city'], cityRule: 'sum', views: [] },
    ...{
      ownerDepartment: 'transport-planning',
      bands: { caution: 0, warning: 1, undecidedAfterDays: 9 },
    },
    formula: { type: 'sum', measure: { dataset, column, where } },
  });
}

async function ask(home: string, manifest: Manifest, indicator: Indicator, part: object) {
  const query = MetricQuery.parse({ v: 1, indicators: [{ id: indicator.id }], ...part });
  const folder = join(home, 'extracts');
  const limits = { connections: 1, memoryMiB: 512 };
  const database = await ManifestDatabase.open(manifest, { folder, ...limits });
  try {
    const compiled = compileQuery({ query, indicators: [indicator], manifest });
    return AnswerColumns.parse(
      await database.run(compiled, manifest, new AbortController().signal),
    );
  } finally {
    await database.close();
  }
}

const homes: string[] = [];

afterEach(() => {
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
});

async function publish(dataset: BroughtDataset): Promise<{ home: string; manifest: Manifest }> {
  const home = temporary();
  homes.push(home);
  const builtAt = '2024-07-05T00:00:00Z';
  return { home, ...(await publishBrought({ home, datasets: [dataset], policy, builtAt })) };
}

describe('a table with its hours in columns', () => {
  test('becomes a dataset by the hour, hour 24 being the next day’s first', async () => {
    const dataset = await drafted(await takeText(table(), BOARDINGS), BOARDINGS);
    expect(dataset.contract.grain).toBe('hour');
    const { home, manifest } = await publish(dataset);
    const published = datasetOf(manifest, 'boardings');
    expect(published).toMatchObject({ grain: 'hour', asOf: '2024-03-21' });
    const period = published.columns.find(({ role }) => role === 'period');
    expect(period).toMatchObject({ name: 'starts_at', type: 'TIMESTAMP' });
    const found = await ask(home, manifest, boardingsIn('boardings', 'boardings'), {
      by: ['city', 'hour'],
      time: { from: '2024-03-20T23:00', to: '2024-03-21' },
    });
    expect(found.period).toEqual(['2024-03-20T23:00', '2024-03-21T00:00']);
  });

  test('is watched for odd totals: hours that lack a district, days that depart', async () => {
    const taken = await takeText(table(), BOARDINGS);
    const { contract } = await drafted(taken, BOARDINGS);
    const relation = `read_parquet('${join(taken.folder, 'kept.parquet')}')`;
    const found = await withDuckDb((connection) =>
      totalAnomalies(connection, { contract, relation }),
    );
    // The day's 24th hour is the next one's first.
    expect(found).toMatchObject([
      { kind: 'departs', group: '26350', period: '2024-03-12', column: 'boardings' },
      { kind: 'departs', group: '26350', period: '2024-03-13', column: 'boardings' },
      {
        ...{ kind: 'missing', group: '26110', period: '2024-03-07T09:00' },
        ...{ before: '2024-03-07T08:00', after: '2024-03-07T10:00' },
      },
    ]);
  });
});

test.skipIf(!existsSync(INPUT))(
  'the metro’s boardings answer by hour, day and month, and add up to the same (../shared)',
  { timeout: 120_000 },
  async () => {
    const mapping = mappings.find(({ id }) => id === 'metro-hourly-wide');
    if (!mapping) throw new Error('no mapping');
    const taken = await takeIn(join(INPUT, 'transport/subway_hourly_2024H1_wide.csv'));
    const dataset = await drafted(taken, mapping);
    expect(dataset.contract).toMatchObject({ grain: 'hour', asOf: '2024-07-02' });
    const { home, manifest } = await publish(dataset);
    const indicator = boardingsIn('metro-hourly', 'passengers');
    const totals = await Promise.all(
      ['hour', 'day', 'month', 'year'].map(async (grain) => {
        const { value } = await ask(home, manifest, indicator, { by: ['city', grain] });
        return value.reduce((sum: number, one) => sum + (one ?? 0), 0);
      }),
    );
    expect(totals).toEqual([313_784_766, 313_784_766, 313_784_766, 313_784_766]);
    const time = { from: '2024-03-04T08:00', to: '2024-03-04T08:00' };
    const rush = await ask(home, manifest, indicator, { by: ['city', 'hour'], time });
    expect(rush.period).toEqual(['2024-03-04T08:00']);
    expect(rush.value[0]).toBeGreaterThan(50_000);
  },
);
