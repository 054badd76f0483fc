import type { LinkedModel } from '@bada/shared/linked';
import { CrossFilter, type LinkedResult } from '../../../web/src/engine/cross-filter.ts';
import type { DuckDbLinkedEngine } from '../../../web/src/engine/duckdb-linked.ts';
import { type Contestant, SIZES } from './contest.ts';
import { openPainter, type PainterName } from './painters.ts';

const coded = (name: string, size: number) => ({
  kind: 'coded' as const,
  ...{ name, column: name, type: 'integer' as const },
  values: Array.from({ length: size }, (_, at) => at),
});

function modelOf(rows: number): LinkedModel {
  return {
    tables: [{ name: 'rides', rows, columns: ['day', 'hour', 'kind', 'place', 'passengers'] }],
    dimensions: [
      {
        kind: 'binned',
        ...{ name: 'day', column: 'day', type: 'integer', from: 0, step: 2, count: SIZES.days / 2 },
      },
      coded('hour', SIZES.hours),
      coded('kind', SIZES.kinds),
      coded('place', SIZES.places),
    ],
    views: [
      { id: 'days', by: ['day'], measures: [{ name: 'rides', agg: 'count' }] },
      { id: 'hours', by: ['hour'], measures: [{ name: 'rides', agg: 'count' }] },
      {
        id: 'kinds',
        by: ['kind'],
        measures: [{ name: 'people', agg: 'sum', column: 'passengers' }],
      },
      { id: 'places', by: ['place'], measures: [{ name: 'rides', agg: 'count' }] },
    ],
  };
}

const OWNER = { view: 'days', dimension: 'day' };

/** The product's cross-filter with something that paints its results. */
export async function badaContestant(
  engine: DuckDbLinkedEngine,
  rows: number,
  painterName: PainterName,
): Promise<Contestant> {
  const painter = await openPainter(painterName);
  const shown = new Map<string, LinkedResult>();
  const filter = new CrossFilter({
    engine,
    model: modelOf(rows),
    onResults: (results) => {
      for (const result of results) shown.set(result.view, result);
    },
    onError: (error) => {
      throw error;
    },
  });
  const valuesOf = (view: string) => {
    const [values] = Object.values(shown.get(view)?.measures ?? {});
    return values ?? new Float64Array(0);
  };
  return {
    enter: () => filter.prepare(OWNER),
    async brush([from, to]) {
      filter.select({ type: 'interval', ...OWNER, from, to, ends: '[)' });
      if (!shown.has('places')) await filter.settled();
    },
    paint: () => painter.paint(valuesOf),
    sums: () => {
      const plain = (view: string) =>
        [...valuesOf(view).subarray(1, -1)].map((value) => (Number.isNaN(value) ? 0 : value));
      return [plain('hours'), plain('kinds'), plain('places')];
    },
    bytes: () => filter.stats.bytes,
  };
}
