import { clauseInterval } from '@uwdata/mosaic-core';
import * as vg from '@uwdata/vgplot';
import type { openDuckDb } from '../../../web/src/engine/duckdb-instance.ts';
import { type Contestant, SIZES } from './contest.ts';

type AsyncDuckDB = Awaited<ReturnType<typeof openDuckDb>>;

const source = { reset: () => undefined };

function clauseOf(from: number, to: number): object {
  const pixels = { type: 'linear', domain: [0, SIZES.days], range: [0, SIZES.days / 2] };
  return clauseInterval('day', [from, to], { source, scale: pixels, pixelSize: 1, bin: 'floor' });
}

/** vgplot with its pre-aggregation, on the very DuckDB-WASM that the product uses. */
export async function mosaicContestant(duckdb: AsyncDuckDB): Promise<Contestant> {
  const connection = await duckdb.connect();
  vg.coordinator().databaseConnector(vg.wasmConnector({ duckdb }));
  const filterBy = vg.Selection.crossfilter();
  const data = vg.from('rides', { filterBy });
  const size = [vg.width(365), vg.height(120)];
  const plots = [
    vg.plot(vg.barY(data, { x: 'hour', y: vg.count() }), ...size),
    vg.plot(vg.barY(data, { x: 'kind', y: vg.sum('passengers') }), ...size),
    vg.plot(vg.barY(data, { x: 'place', y: vg.count() }), ...size),
  ];
  document.body.append(...plots);
  const marks = plots.flatMap((plot) => plot.value.marks);
  const waiting = new Set<unknown>();
  let arrived: () => void = () => undefined;
  for (const mark of marks) {
    const take = mark.queryResult.bind(mark);
    mark.queryResult = (rows) => {
      waiting.delete(mark);
      if (waiting.size === 0) arrived();
      return take(rows);
    };
  }
  const results = () => {
    for (const mark of marks) waiting.add(mark);
    const { promise, resolve } = Promise.withResolvers<void>();
    arrived = resolve;
    return promise;
  };
  await results();
  return {
    async enter() {
      filterBy.activate(clauseOf(0, 2));
    },
    async brush([from, to]) {
      const all = results();
      filterBy.update(clauseOf(from, to));
      await all;
    },
    async bytes() {
      const result = await connection.query(
        `select coalesce(sum(estimated_size * column_count * 8), 0)::double from duckdb_tables() where table_name like 'preagg%'`,
      );
      return Number(result.getChildAt(0)?.get(0));
    },
  };
}
