import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type AnswerColumns, type MetricQuery, ValueStatus } from '@bada/shared';
import { answerOfArrow } from '@bada/web/src/api/arrow-answer.ts';
import { postQueries } from '@bada/web/src/api/query.ts';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { ARROW_STREAM, arrowOf } from '../../../server/src/engine/arrow.ts';
import { answerOf, indicatorOf } from '../overview/sample.ts';

const query: MetricQuery = { v: 1, indicators: [{ id: 'ageing-share' }], by: [], where: [] };

function answerWith(columns: AnswerColumns): Answer {
  return { ...answerOf([], indicatorOf(), query), columns };
}

const row = fc.record({
  place: fc.constantFrom('26', '26110', '26140'),
  period: fc.constantFrom('2020-01-01', '2021-01-01'),
  value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  status: fc.constantFrom(...ValueStatus.options),
  sex: fc.option(fc.string()),
  age: fc.option(fc.integer()),
  base_period: fc.option(fc.constantFrom('2019-01-01', '2018-01-01')),
  base_value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
});

test('what was written as a stream is read as it was, whatever the answer holds', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), fc.boolean(), (rows, isCompared) => {
      const column = <K extends keyof (typeof rows)[number]>(name: K) =>
        rows.map((one) => one[name]);
      const answer = answerWith({
        indicator: rows.map(() => 'ageing-share'),
        place: column('place'),
        period: column('period'),
        value: column('value'),
        status: column('status'),
        sex: column('sex'),
        age: column('age'),
        ...(isCompared
          ? { base_period: column('base_period'), base_value: column('base_value') }
          : {}),
      });
      expect(answerOfArrow(arrowOf(answer))).toEqual(answer);
    }),
    { seed: 45 },
  );
});

const long = answerWith({
  indicator: Array.from({ length: 6000 }, () => 'ageing-share'),
  place: Array.from({ length: 6000 }, (_, at) => String(26_000 + (at % 16))),
  period: Array.from({ length: 6000 }, () => '2020-01-01'),
  value: Array.from({ length: 6000 }, (_, at) => at / 7),
  status: Array.from({ length: 6000 }, () => 'final' as const),
});

async function serve(bytes: Uint8Array): Promise<{ accepts: (string | undefined)[] } & Disposable> {
  const accepts: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    accepts.push(headers.accept);
    const isArrow = headers.accept?.includes(ARROW_STREAM) ?? false;
    const type = isArrow ? ARROW_STREAM : 'application/json';
    response.writeHead(200, { 'content-type': type });
    response.end(isArrow ? bytes : JSON.stringify({ answers: [long, long] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: AddressInfo = Object(server.address());
  // In Node an address without a host means nothing.
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    fetch(`http://127.0.0.1:${port}${path}`, init),
  );
  return { accepts, [Symbol.dispose]: () => server.close() };
}

afterEach(() => vi.unstubAllGlobals());

const never = new AbortController().signal;

test('one question takes a stream, a page of several takes JSON', async () => {
  using served = await serve(arrowOf(long));
  expect(await postQueries([query], never)).toEqual([long]);
  expect(await postQueries([query, query], never)).toEqual([long, long]);
  expect(served.accepts).toEqual([`${ARROW_STREAM}, application/json`, 'application/json']);
});

test('a stream that came in part is an answer that could not be read', async () => {
  using _ = await serve(arrowOf(long).subarray(0, 3000));
  await expect(postQueries([query], never)).rejects.toMatchObject({ code: 'network.unreadable' });
});
