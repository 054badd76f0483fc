import { KosisSource } from '@bada/shared/catalogue';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { httpFetcher } from '../../../data/src/build/index.ts';
import { kosisRecords } from '../../../data/src/read/collect/kosis.ts';
import { splitPeriods } from '../../../data/src/read/collect/kosis-periods.ts';
import { type ApiOptions, startPublicApi } from '../../support/public-apis.ts';

const VALUES = ['1234', '-', 'X', '…', '0', '12.50'];

function tableOf(objects: readonly string[], periods: readonly string[]) {
  return periods.flatMap((PRD_DE) =>
    objects.map((C1, at) => ({
      ORG_ID: '101',
      TBL_ID: 'DT_1B040A3',
      C1,
      C1_NM: `구 ${C1}`,
      ITM_ID: 'T20',
      UNIT_NM: '명',
      PRD_SE: 'M',
      PRD_DE,
      DT: VALUES[(at + Number(PRD_DE)) % VALUES.length] ?? '',
    })),
  );
}

const MONTHS = Array.from({ length: 24 }, (_, at) => {
  return `${2023 + Math.floor(at / 12)}${String((at % 12) + 1).padStart(2, '0')}`;
});

interface Wanted {
  readonly objects?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly cadence?: string;
  readonly key?: string;
  readonly rowLimit?: number;
}

async function run(options: ApiOptions, wanted: Wanted = {}) {
  const api = await startPublicApi('kosis', options);
  const { objects = ['ALL'], from = '202301', to = '202412', cadence = 'M' } = wanted;
  const { key = 'kosis-key', rowLimit = options.cap ?? 40_000 } = wanted;
  const source = KosisSource.parse({
    kind: 'kosis',
    url: `${api.url}/openapi/Param/statisticsParameterData.do`,
    key: 'kosis',
    orgId: '101',
    tblId: 'DT_1B040A3',
    items: ['T20'],
    objects: [objects],
    cadence,
    from,
    to,
  });
  try {
    const fetcher = httpFetcher({ hosts: [api.host], secrets: [key], sleep: async () => {} });
    const rows: Record<string, string>[] = [];
    for await (const records of kosisRecords(source, { fetcher, key, rowLimit })) {
      rows.push(...records.map((record) => Object.fromEntries(record)));
    }
    return { rows, calls: api.asked.length };
  } finally {
    await api.close();
  }
}

describe('a table of KOSIS', () => {
  test('comes in one call, its missing values as they are', async () => {
    const rows = tableOf(['26110', '26140', '26170'], MONTHS);
    const got = await run({ rows });
    expect(got).toEqual({ rows, calls: 1 });
    expect(new Set(got.rows.map(({ DT }) => DT))).toEqual(new Set(VALUES));
  });

  test('beyond the rows of one call is asked for by periods, in order and each row once', async () => {
    const rows = tableOf(['26110', '26140', '26170'], MONTHS);
    const got = await run({ rows, cap: 20 });
    expect(got.rows).toEqual(rows);
    expect(got.calls).toBeGreaterThan(4);
  });

  test('of one period is asked for by the codes of a classification', async () => {
    const codes = Array.from({ length: 30 }, (_, at) => String(26_000 + at));
    const rows = tableOf(codes, ['202301']);
    const got = await run({ rows, cap: 8 }, { objects: codes, from: '202301', to: '202301' });
    expect(got.rows).toEqual(rows);
  });

  test('that cannot be split further is refused, also when an answer is exactly full', async () => {
    const rows = tableOf(['1', '2', '3', '4'], ['202301']);
    const wanted = { from: '202301', to: '202301' };
    const refused = run({ rows, cap: 3 }, wanted);
    await expect(refused).rejects.toMatchObject({ code: 'collect.limit' });
    const full = run({ rows, cap: 100 }, { ...wanted, rowLimit: 4 });
    await expect(full).rejects.toMatchObject({ code: 'collect.limit' });
  });

  test('in JSON without quotation marks around its names is understood', async () => {
    const text = '[{ORG_ID:"101",C1_NM:"a, b: \\"c\\"",PRD_DE:"20251",DT:"-"}]';
    const { rows } = await run({ rows: [], mishaps: { 1: { kind: 'text', text } } });
    expect(rows).toEqual([{ ORG_ID: '101', C1_NM: 'a, b: "c"', PRD_DE: '20251', DT: '-' }]);
  });

  test.each([
    ['collect.key', '{"err":"10","errMsg":"인증키 누락"}'],
    ['collect.key', '{err:"11",errMsg:"인증키 기간만료"}'],
    ['collect.quota', '{err:"40",errMsg:"호출가능건수 제한"}'],
    ['collect.refused', '{err:"20",errMsg:"필수요청변수값이 누락되었습니다."}'],
    ['collect.refused', '{err:"21",errMsg:"잘못된 요청변수입니다."}'],
    ['collect.unreachable', '{err:"50",errMsg:"서버오류"}'],
    ['collect.answer', '<html></html>'],
    ['collect.answer', '{"what":1}'],
    ['collect.answer', ''],
  ])('answers %s to %s', async (code, text) => {
    const refused = run({ rows: [], mishaps: { 1: { kind: 'text', text } } });
    await expect(refused).rejects.toMatchObject({ code });
  });
});

describe('periods', () => {
  test.each([
    ['Y', '2020', '2023', ['2020', '2021'], ['2022', '2023']],
    ['M', '202311', '202402', ['202311', '202312'], ['202401', '202402']],
    ['Q', '20243', '20252', ['20243', '20244'], ['20251', '20252']],
    ['Q', '202403', '202502', ['202403', '202404'], ['202501', '202502']],
    ['H', '20241', '20252', ['20241', '20242'], ['20251', '20252']],
    ['D', '20240228', '20240302', ['20240228', '20240229'], ['20240301', '20240302']],
  ] as const)('%s from %s to %s', (cadence, from, to, first, second) => {
    const spans = splitPeriods({ from, to }, cadence)?.map((span) => [span.from, span.to]);
    expect(spans).toEqual([first, second]);
  });

  test('one period, a wrong order or an unknown form is never split', () => {
    expect(splitPeriods({ from: '2024', to: '2024' }, 'Y')).toBeUndefined();
    expect(splitPeriods({ from: '2024', to: '2020' }, 'Y')).toBeUndefined();
    expect(splitPeriods({ from: '2024', to: '202402' }, 'M')).toBeUndefined();
    expect(splitPeriods({ from: '20241', to: '20242' }, 'M')).toBeUndefined();
  });
});

test('whatever a call may give: every row once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 24 }),
      fc.integer({ min: 7, max: 40 }),
      async (places, months, cap) => {
        const codes = Array.from({ length: places }, (_, at) => String(at));
        const rows = tableOf(codes, MONTHS.slice(0, months));
        expect((await run({ rows, cap })).rows).toEqual(rows);
      },
    ),
    { numRuns: 30 },
  );
});
