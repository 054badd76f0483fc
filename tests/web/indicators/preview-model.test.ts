import type { Answer } from '@bada/shared';
import { previewRows, previewSummary } from '@bada/web/src/features/indicators/preview-model.ts';
import { expect, test } from 'vitest';

function answer(figures: Record<string, number | null>): Answer {
  const period = Object.keys(figures);
  const value = Object.values(figures);
  return {
    columns: {
      indicator: period.map(() => 'a'),
      place: period.map(() => '26'),
      period,
      value,
      status: value.map((one) => (one === null ? 'not-computable' : 'final')),
    },
    proof: {
      id: '0'.repeat(64),
      query: { v: 1, indicators: [{ id: 'a' }], by: [], where: [] },
      indicators: [],
      sql: '',
      parameters: [],
      manifest: '0'.repeat(64),
      extracts: [],
      rowsRead: 0,
      bytesRead: 0,
      asOf: '2021-12-31',
      owners: [],
      caveats: [],
    },
    run: { engine: 'server', ms: 0 },
  };
}

test('periods of either answer stand side by side in order of time', () => {
  const rows = previewRows(
    answer({ '2021-01-01': 2, '2020-01-01': 1, '2019-01-01': 5 }),
    answer({ '2021-01-01': 5, '2020-01-01': 1, '2022-01-01': 7, '2019-01-01': null }),
  );
  expect(rows.map(({ period, difference }) => [period, difference])).toEqual([
    ['2019-01-01', undefined],
    ['2020-01-01', 0],
    ['2021-01-01', 3],
    ['2022-01-01', undefined],
  ]);
  expect(previewSummary(rows)).toMatchObject({
    periods: 4,
    changed: 3,
    most: { period: '2021-01-01', difference: 3 },
  });
});

test('the last digits in which engines differ are no difference', () => {
  const rows = previewRows(answer({ '2020-01-01': 1e6 }), answer({ '2020-01-01': 1e6 + 1e-5 }));
  expect(previewSummary(rows).changed).toBe(0);
});
