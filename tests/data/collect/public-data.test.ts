import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ApiOptions,
  gatewayRefusal,
  type Mishap,
  type PublicApi,
  startPublicApi,
} from '../../support/public-apis.ts';
import { collected, KEY } from './support.ts';

type Kind = 'service' | 'odcloud';

function rowsOf(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    번호: String(at + 1).padStart(5, '0'),
    이름: `역 <${at}> & "둘"`,
    값: `${at}.10`,
  }));
}

const PATHS = { service: '/6260000/Stations/getStations', odcloud: '/api/15048032/v1/uddi:1' };
const KINDS = { service: 'data-go-kr', odcloud: 'odcloud' };

async function run(
  kind: Kind,
  options: ApiOptions,
  wanted: {
    pageSize?: number;
    key?: string;
    waits?: number[];
    hosts?: string[];
    maxBytes?: number;
  } = {},
): Promise<{ table: Awaited<ReturnType<typeof collected>>; api: PublicApi }> {
  const api = await startPublicApi(kind, options);
  const { pageSize = 100, hosts = [api.host], ...ports } = wanted;
  try {
    const source = { kind: KINDS[kind], url: api.url + PATHS[kind], key: 'portal', pageSize };
    return { table: await collected(source, { ...ports, hosts }), api };
  } finally {
    await api.close();
  }
}

function textsOf(rows: readonly Readonly<Record<string, string>>[]): string[][] {
  return rows.map((row) => Object.values(row));
}

describe('rows come whole, in their order, as they were written', () => {
  test.each([
    { kind: 'service' as const, format: 'json' as const },
    { kind: 'service' as const, format: 'xml' as const },
    { kind: 'odcloud' as const, format: 'json' as const },
  ])('from $kind in $format over several pages', async ({ kind, format }) => {
    const rows = rowsOf(251);
    const { table, api } = await run(kind, { rows, format });
    expect(table).toEqual({ columns: ['번호', '이름', '값'], rows: textsOf(rows) });
    expect(api.asked).toHaveLength(3);
  });

  test.each(['json', 'xml'] as const)('a single item in %s is one row', async (format) => {
    const rows = rowsOf(1);
    const { table } = await run('service', { rows, format });
    expect(table.rows).toEqual(textsOf(rows));
  });

  test.each([KEY, encodeURIComponent(KEY)])('with the key issued as %s', async (key) => {
    const rows = rowsOf(3);
    const { table } = await run('service', { rows }, { key });
    expect(table.rows).toHaveLength(3);
  });

  test('from a server that gives fewer rows at once than asked for', async () => {
    const rows = rowsOf(95);
    const { table, api } = await run('service', { rows, cap: 30 }, { pageSize: 1000 });
    expect(table.rows).toEqual(textsOf(rows));
    expect(api.asked).toHaveLength(4);
  });

  test('after a busy moment, waiting as long as the server says', async () => {
    const waits: number[] = [];
    const rows = rowsOf(150);
    const mishaps = {
      2: { kind: 'status', status: 429, retryAfter: '7' },
      3: { kind: 'status', status: 503 },
    } as const;
    const { table } = await run('service', { rows, mishaps }, { waits });
    expect(table.rows).toHaveLength(150);
    expect(waits).toEqual([7000, 2000]);
  });
});

describe('a refusal is a coded error and leaves nothing', () => {
  const HALF_WAY = 2;
  test.each([
    ['collect.quota', gatewayRefusal('22', 'LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR')],
    ['collect.key', gatewayRefusal('30', 'SERVICE_KEY_IS_NOT_REGISTERED_ERROR')],
    ['collect.key', gatewayRefusal('31', 'DEADLINE_HAS_EXPIRED_ERROR')],
    ['collect.refused', gatewayRefusal('12', 'NO_OPENAPI_SERVICE_ERROR')],
    ['collect.refused', '{"response":{"header":{"resultCode":"10","resultMsg":"INVALID"}}}'],
    ['collect.quota', 'API token quota exceeded'],
    ['collect.key', 'SERVICE KEY IS NOT REGISTERED ERROR.'],
    ['collect.answer', 'Unexpected errors'],
    ['collect.answer', '<html><body>점검 중입니다</body></html>'],
    ['collect.answer', '{"response":{"header":{"resultCode":"00"},"body":{"items":'],
    ['collect.answer', '<response><header>'],
    ['collect.answer', ''],
    ['collect.answer', '{"response":{"header":{"resultCode":"00"},"body":{}}}'],
  ])('%s half way: %s', async (code, text) => {
    const mishaps = { [HALF_WAY]: { kind: 'text', text } as const };
    await expect(run('service', { rows: rowsOf(250), mishaps })).rejects.toMatchObject({ code });
  });

  test.each([
    ['collect.incomplete', { kind: 'lose-row' }],
    ['collect.incomplete', { kind: 'same-page' }],
    ['collect.changed', { kind: 'total', by: 1 }],
    ['collect.refused', { kind: 'status', status: 404 }],
  ] as const)('%s when half way %o happens', async (code, mishap) => {
    for (const kind of ['service', 'odcloud'] as const) {
      const mishaps = { [HALF_WAY]: mishap };
      await expect(run(kind, { rows: rowsOf(250), mishaps })).rejects.toMatchObject({ code });
    }
  });

  test('no rows at all', async () => {
    for (const format of ['json', 'xml'] as const) {
      const refused = run('service', { rows: [], format });
      await expect(refused).rejects.toMatchObject({ code: 'collect.no-rows' });
    }
    const text = '{"response":{"header":{"resultCode":"03","resultMsg":"NODATA_ERROR"}}}';
    const mishaps = { 1: { kind: 'text', text } } as const;
    const refused = run('service', { rows: rowsOf(3), mishaps });
    await expect(refused).rejects.toMatchObject({ code: 'collect.no-rows' });
  });

  test('a key that is not known, without telling it', async () => {
    for (const kind of ['service', 'odcloud'] as const) {
      const key = 'strange/key+==';
      const error: unknown = await run(kind, { rows: rowsOf(3) }, { key }).catch((one) => one);
      expect(error).toMatchObject({ code: 'collect.key' });
      expect(JSON.stringify(error) + String(error)).not.toContain('strange');
    }
  });

  test('a server that repeats the key in its refusal, without repeating it again', async () => {
    const text = `{"response":{"header":{"resultCode":"99","resultMsg":"key ${KEY} is wrong"}}}`;
    const mishaps = { 1: { kind: 'text', text } } as const;
    const error: unknown = await run('service', { rows: rowsOf(3), mishaps }).catch((one) => one);
    expect(error).toMatchObject({ code: 'collect.refused', params: { what: 'key *** is wrong' } });
  });

  test('a server that stays busy, after some tries, without telling the address', async () => {
    const busy = { kind: 'status', status: 500 } as const;
    const mishaps = { 1: busy, 2: busy, 3: busy, 4: busy };
    const error: unknown = await run('service', { rows: rowsOf(3), mishaps }).catch((one) => one);
    expect(error).toMatchObject({ code: 'collect.unreachable', params: { what: 'status 500' } });
    expect(String(error)).not.toContain('serviceKey');
  });

  test('a host that is not on the list, and a redirect to one', async () => {
    const rows = rowsOf(3);
    const elsewhere = run('service', { rows }, { hosts: ['apis.data.go.kr'] });
    await expect(elsewhere).rejects.toMatchObject({ code: 'collect.host' });
    const mishaps = { 1: { kind: 'redirect', to: 'http://169.254.169.254/x' } } as const;
    const led = run('service', { rows, mishaps });
    await expect(led).rejects.toMatchObject({ code: 'collect.redirect' });
  });

  test('an answer without end', async () => {
    const text = 'x'.repeat(20_000);
    const mishaps = { 1: { kind: 'text', text } } as const;
    const refused = run('service', { rows: rowsOf(3), mishaps }, { maxBytes: 10_000 });
    await expect(refused).rejects.toMatchObject({ code: 'collect.too-large' });
  });
});

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  fc.constant<Mishap>({ kind: 'lose-row' }),
  fc.constant<Mishap>({ kind: 'same-page' }),
  fc.constant<Mishap>({ kind: 'status', status: 503 }),
  fc.integer({ min: -3, max: 3 }).map((by): Mishap => ({ kind: 'total', by })),
  fc.constant<Mishap>({ kind: 'text', text: 'Unexpected errors' }),
);

test('whatever totals, sizes and mishaps: all rows as they are, or a coded error and no file', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Kind>('service', 'odcloud'),
      fc.constantFrom('json' as const, 'xml' as const),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 25 }),
      fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined }),
      fc.dictionary(fc.integer({ min: 1, max: 6 }).map(String), mishap, { maxKeys: 2 }),
      async (kind, format, count, pageSize, cap, mishaps) => {
        const rows = rowsOf(count);
        const options = { rows, format, mishaps, ...(cap === undefined ? {} : { cap }) };
        const outcome = await run(kind, options, { pageSize }).catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(outcome).toMatchObject({ code: expect.stringMatching(/^collect\./) });
          expect(Object.keys(mishaps)).not.toEqual([]);
        } else {
          expect(outcome).toMatchObject({ table: { rows: textsOf(rows) } });
        }
      },
    ),
    { numRuns: 60 },
  );
});
